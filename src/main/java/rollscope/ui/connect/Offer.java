package rollscope.ui.connect;

import java.util.Optional;
import rollscope.library.ProviderChoice;

/**
 * A line of the provider list.
 *
 * @param known the provider, or empty for one the user gives the address of
 */
record Offer(Optional<ProviderChoice> known) {
    static final Offer OTHER = new Offer(Optional.empty());

    String name() {
        return known.map(choice -> choice.isDemo() ? "Demo – built in, costs nothing" : choice.name())
                .orElse("Other…");
    }

    boolean isDemo() {
        return known.map(ProviderChoice::isDemo).orElse(false);
    }

    boolean needsKey() {
        return known.map(ProviderChoice::needsKey).orElse(true);
    }
}
