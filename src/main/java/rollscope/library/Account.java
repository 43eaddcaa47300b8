package rollscope.library;

import java.util.Objects;

/** A provider and the user's key there. The key appears in no text made of this. */
public record Account(ProviderChoice provider, String key) {
    public Account {
        Objects.requireNonNull(provider);
        key = key.strip();
    }

    @Override
    public String toString() {
        return "Account[" + provider.id() + "]";
    }
}
