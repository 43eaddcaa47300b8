package rollscope.library;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import rollscope.language.Words;
import rollscope.service.Provider;

/** The providers Rollscope can talk to. Safe for use by several threads. */
public final class Providers {
    /** The id of the demo provider. */
    static final String DEMO = "demo";

    private static final String DEMO_KEY = "demo";

    private final Supplier<URI> demo;
    private final ProviderChoice demoChoice;
    private final List<ProviderChoice> known;

    /**
     * @param demo starts the built-in demo provider at the first call and returns its base URL; the same one ever after. May
     *     throw {@link UncheckedIOException}
     * @param demoTask a separation task id the demo provider knows
     */
    public Providers(Supplier<URI> demo, String demoTask) {
        this.demo = demo;
        demoChoice = new ProviderChoice(DEMO, "Demo", false, demoTask);
        // By their constants, since a list of names needs no HTTP client at the start.
        known = List.of(
                demoChoice,
                new ProviderChoice(Provider.KIE_ID, Provider.KIE_NAME, true, ""),
                new ProviderChoice(Provider.SUNOAPI_ID, Provider.SUNOAPI_NAME, true, ""));
    }

    /** The demo provider first, then those known by name. */
    public List<ProviderChoice> known() {
        return known;
    }

    /** One of {@link #known()} by its id, or a base URL: https, or http on loopback. */
    public Outcome<ProviderChoice> find(String idOrUrl) {
        String wanted = idOrUrl.strip();
        if (wanted.isEmpty()) {
            return new Outcome.Failed<>(new Problem(
                    Problem.Kind.PROVIDER,
                    Words.of("library.no-provider"),
                    Words.of("library.no-provider-remedy"),
                    ""));
        }
        if (wanted.equals(demoChoice.id())) {
            return new Outcome.Ok<>(demoChoice);
        }
        return switch (resolve(wanted)) {
            case Outcome.Failed<Provider>(Problem problem) -> new Outcome.Failed<>(problem);
            case Outcome.Ok<Provider>(Provider provider) -> new Outcome.Ok<>(choiceOf(provider));
        };
    }

    /** The account at the demo provider, which takes any key. */
    Account demoAccount() {
        return new Account(demoChoice, "");
    }

    /** What the service client needs to know of a choice; starts the demo provider if that is meant. */
    Outcome<Provider> provider(ProviderChoice choice) {
        if (!choice.isDemo()) {
            return resolve(choice.id());
        }
        try {
            return new Outcome.Ok<>(new Provider(
                    demoChoice.id(), demoChoice.name(), demo.get(), Provider.KIE.creditPath(), Provider.KIE.code429()));
        } catch (UncheckedIOException e) {
            return new Outcome.Failed<>(new Problem(
                    Problem.Kind.PROVIDER,
                    Words.of("library.demo-not-started"),
                    Words.of("library.demo-not-started-remedy"),
                    String.valueOf(e.getMessage())));
        }
    }

    /** The key to send: the demo provider takes any, so it needs none of the user's. */
    static String keyOf(Account account) {
        return account.key().isEmpty() && account.provider().isDemo() ? DEMO_KEY : account.key();
    }

    private static Outcome<Provider> resolve(String idOrUrl) {
        for (Provider named : List.of(Provider.KIE, Provider.SUNOAPI)) {
            if (named.id().equals(idOrUrl)) {
                return new Outcome.Ok<>(named);
            }
        }
        try {
            return new Outcome.Ok<>(Provider.at(idOrUrl));
        } catch (IllegalArgumentException e) {
            return new Outcome.Failed<>(new Problem(
                    Problem.Kind.PROVIDER,
                    String.valueOf(e.getMessage()),
                    Words.of("library.address-remedy"),
                    ""));
        }
    }

    private static ProviderChoice choiceOf(Provider provider) {
        return new ProviderChoice(provider.id(), provider.name(), true, "");
    }
}
