package rollscope.service;

import java.net.URI;
import java.util.Objects;
import okhttp3.HttpUrl;
import rollscope.language.Words;

/**
 * A service that speaks the contract, see docs/service.md.
 *
 * @param id         {@code kie}, {@code sunoapi}, or the base URL itself
 * @param name       for the user
 * @param base       scheme, host and port (and a path, if a proxy adds one); https, or http on loopback
 * @param creditPath route of the balance
 * @param code429    what 429 means there when its text does not say: providers differ
 */
public record Provider(String id, String name, URI base, String creditPath, Code429 code429) {
    /** The two meanings of code 429. */
    public enum Code429 {
        RATE_LIMIT,
        NO_CREDITS
    }

    /** A key of {@link Words}. */
    private static final String EXPECTED = "service.address-form";

    /** Of {@link #KIE}. */
    public static final String KIE_ID = "kie";

    /** Of {@link #KIE}. */
    public static final String KIE_NAME = "kie.ai";

    /** Of {@link #SUNOAPI}. */
    public static final String SUNOAPI_ID = "sunoapi";

    /** Of {@link #SUNOAPI}. */
    public static final String SUNOAPI_NAME = "sunoapi.org";

    public static final Provider KIE =
            new Provider(KIE_ID, KIE_NAME, URI.create("https://api.kie.ai"), "/api/v1/chat/credit", Code429.RATE_LIMIT);
    public static final Provider SUNOAPI = new Provider(
            SUNOAPI_ID,
            SUNOAPI_NAME,
            URI.create("https://api.sunoapi.org"),
            "/api/v1/generate/credit",
            Code429.NO_CREDITS);

    public Provider {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(creditPath);
        Objects.requireNonNull(code429);
        HttpUrl url = Addresses.safe(base.toString());
        if (url == null || url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException(Words.of(EXPECTED));
        }
    }

    /**
     * Any other provider with the same routes. The address of a provider known by name gives that provider.
     *
     * @throws IllegalArgumentException with a sentence for the user, if the URL is neither https nor http on loopback
     */
    public static Provider at(String baseUrl) {
        String text = baseUrl.strip().replaceFirst("/+$", "");
        HttpUrl url = HttpUrl.parse(text);
        if (url != null && !url.isHttps() && Addresses.safe(text) == null) {
            throw new IllegalArgumentException(Words.of("service.address-not-secure"));
        }
        if (url == null) {
            throw new IllegalArgumentException(Words.of(EXPECTED));
        }
        for (Provider known : new Provider[] {KIE, SUNOAPI}) {
            if (url.equals(HttpUrl.get(known.base.toString()))) {
                return known;
            }
        }
        return new Provider(
                url.toString().replaceFirst("/$", ""), url.host(), url.uri(), KIE.creditPath, Code429.RATE_LIMIT);
    }

    /** Whether the address alone was given, so that its routes are known by trying only. */
    boolean isUnknown() {
        return !id.equals(KIE.id) && !id.equals(SUNOAPI.id);
    }
}
