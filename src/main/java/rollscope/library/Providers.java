package rollscope.library;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** The providers Rollscope can talk to. */
public final class Providers {
    /**
     * @param demo starts the built-in demo provider at the first call and returns its base URL; the same one ever after
     * @param demoTask a separation task id the demo provider knows
     */
    public Providers(Supplier<URI> demo, String demoTask) {
        throw new UnsupportedOperationException();
    }

    /** The demo provider first, then those known by name. */
    public List<ProviderChoice> known() {
        throw new UnsupportedOperationException();
    }

    /** One of {@link #known()} by its id, or a base URL: https, or http on loopback. */
    public Outcome<ProviderChoice> find(String idOrUrl) {
        throw new UnsupportedOperationException();
    }
}
