package rollscope.service;

import java.net.URI;

/**
 * A service that speaks the contract, see docs/service.md.
 *
 * @param id             {@code kie}, {@code sunoapi}, or the base URL itself
 * @param name           for the user
 * @param base           scheme, host and port (and a path, if a proxy adds one); https, or http on loopback
 * @param creditPath     route of the balance
 * @param code429        what 429 means there: providers differ
 */
public record Provider(String id, String name, URI base, String creditPath, Code429 code429) {
    /** The two meanings of code 429. */
    public enum Code429 {
        RATE_LIMIT,
        NO_CREDITS
    }

    public static final Provider KIE =
            new Provider("kie", "kie.ai", URI.create("https://api.kie.ai"), "/api/v1/chat/credit", Code429.RATE_LIMIT);
    public static final Provider SUNOAPI = new Provider(
            "sunoapi",
            "sunoapi.org",
            URI.create("https://api.sunoapi.org"),
            "/api/v1/generate/credit",
            Code429.NO_CREDITS);

    /**
     * Any other provider with the same routes.
     *
     * @throws IllegalArgumentException with a sentence for the user, if the URL is neither https nor http on loopback
     */
    public static Provider at(String baseUrl) {
        throw new UnsupportedOperationException();
    }
}
