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
 * @param window    its size when it was last closed
 */
public record Settings(String provider, String customUrl, URI callback, Theme theme, double volume, WindowSize window) {
    /** The look of the window. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /**
     * The size of the window, in logical pixels; {@code maximized} leaves open what it would be otherwise.
     *
     * @param width  at least 1
     * @param height at least 1
     */
    public record WindowSize(int width, int height, boolean maximized) {
        public WindowSize {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("window of " + width + " by " + height);
            }
        }
    }

    /** Providers insist on a callback; this one, of a domain reserved for examples, goes nowhere and results are polled. */
    public static final URI PLACEHOLDER_CALLBACK = URI.create("https://example.com/rollscope");

    public static final Settings DEFAULT =
            new Settings("demo", "", PLACEHOLDER_CALLBACK, Theme.SYSTEM, 0.8, new WindowSize(1440, 900, false));

    public Settings {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(customUrl);
        Objects.requireNonNull(callback);
        Objects.requireNonNull(theme);
        Objects.requireNonNull(window);
        if (!(volume >= 0 && volume <= 1)) {
            throw new IllegalArgumentException("volume " + volume);
        }
    }

    public Settings withProvider(String chosen, String url) {
        return new Settings(chosen, url, callback, theme, volume, window);
    }

    public Settings withTheme(Theme chosen) {
        return new Settings(provider, customUrl, callback, chosen, volume, window);
    }

    public Settings withVolume(double chosen) {
        return new Settings(provider, customUrl, callback, theme, chosen, window);
    }

    public Settings withWindow(WindowSize size) {
        return new Settings(provider, customUrl, callback, theme, volume, size);
    }
}
