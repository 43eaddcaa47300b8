package rollscope.ui.connect;

import java.util.Optional;
import rollscope.language.Words;
import rollscope.library.ProviderChoice;

/**
 * A line of the provider list.
 *
 * @param known the provider, or empty for one the user gives the address of
 */
record Offer(Optional<ProviderChoice> known) {
    static final Offer OTHER = new Offer(Optional.empty());

    String name() {
        return known.map(choice -> choice.isDemo() ? Words.of("connect.demo") : choice.name())
                .orElseGet(() -> Words.of("connect.other"));
    }

    boolean isDemo() {
        return known.map(ProviderChoice::isDemo).orElse(false);
    }

    boolean needsKey() {
        return known.map(ProviderChoice::needsKey).orElse(true);
    }
}
