package rollscope.settings;

import java.net.URI;
import java.util.Objects;

/**
 * What the user has chosen. Immutable.
 *
 * @param provider  id of the provider last used, or a base URL
 * @param customUrl base URL last entered for a provider of one's own; empty if none
 * @param callback  sent with each submit
 * @param theme     light, dark, or as the system has it
 * @param volume    0 to 1
 */
public record Settings(String provider, String customUrl, URI callback, Theme theme, double volume) {
    /** The look of the window. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /** Providers insist on a callback; this one, of a domain reserved for examples, goes nowhere and results are polled. */
    public static final URI PLACEHOLDER_CALLBACK = URI.create("https://example.com/rollscope");

    public static final Settings DEFAULT = new Settings("demo", "", PLACEHOLDER_CALLBACK, Theme.SYSTEM, 0.8);

    public Settings {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(customUrl);
        Objects.requireNonNull(callback);
        Objects.requireNonNull(theme);
        if (!(volume >= 0 && volume <= 1)) {
            throw new IllegalArgumentException("volume " + volume);
        }
    }

    public Settings withProvider(String chosen, String url) {
        return new Settings(chosen, url, callback, theme, volume);
    }

    public Settings withTheme(Theme chosen) {
        return new Settings(provider, customUrl, callback, chosen, volume);
    }

    public Settings withVolume(double chosen) {
        return new Settings(provider, customUrl, callback, theme, chosen);
    }
}
