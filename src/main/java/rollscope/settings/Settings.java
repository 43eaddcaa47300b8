package rollscope.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import rollscope.language.Language;

/**
 * What the user has chosen. Immutable.
 *
 * @param provider  id of the provider last used, or a base URL
 * @param customUrl base URL last entered for a provider of one's own; empty if none
 * @param callback  sent with each submit
 * @param theme     light, dark, or as the system has it
 * @param volume    0 to 1
 * @param window    its size and place when it was last closed
 * @param roll      how notes are shown
 * @param sound     what sound goes to, and what plays the notes
 * @param export    the choices last used for a MIDI file, in words that their owner understands
 * @param keyPlaces where the keys of providers are kept, by the provider's id; {@link KeyPlace#KEYCHAIN} where nothing was chosen
 * @param receiving whether and where callbacks of a provider are received
 * @param unasked   ids of the providers at which the user does not want to be asked before each job that may cost; at most
 *                  {@link #MOST_UNASKED}
 * @param recent    absolute paths of the files opened last, the newest first; at most {@link #MOST_RECENT}, each once
 * @param language  what the window speaks; empty for the system's language
 * @param welcomed  whether one of the ways of the welcome was taken, so that it is not shown by itself again
 */
public record Settings(
        String provider,
        String customUrl,
        URI callback,
        Theme theme,
        double volume,
        WindowPlace window,
        Roll roll,
        Sound sound,
        Map<String, String> export,
        Map<String, KeyPlace> keyPlaces,
        Receiving receiving,
        Set<String> unasked,
        List<Path> recent,
        Optional<Language> language,
        boolean welcomed) {
    public static final int MOST_UNASKED = 64;
    public static final int MOST_RECENT = 12;

    /** The look of the window. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /**
     * The size and place of the window, in logical pixels; {@code maximized} leaves open what its size would be otherwise.
     *
     * @param corner    its upper left corner, on all screens together; empty where the system chooses
     * @param width     at least 1
     * @param height    at least 1
     */
    public record WindowPlace(Optional<Corner> corner, int width, int height, boolean maximized) {
        /** Where something begins; screens left of the first or above it have negative places. */
        public record Corner(int x, int y) {}

        public WindowPlace {
            Objects.requireNonNull(corner);
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("window of " + width + " by " + height);
            }
        }
    }

    /** How the view keeps up with the playhead. */
    public enum Follow {
        OFF,
        PAGE,
        CONTINUOUS
    }

    /**
     * How notes are shown.
     *
     * @param octaveOfMiddleC the octave number in the name of pitch 60: 3, 4 or 5
     * @param overlay         whether all instruments share one lane
     * @param folded          whether rows without notes are left out
     * @param velocityLane    whether velocities are drawn below the notes
     * @param eventTable      whether the table of notes is open
     * @param spectrum        how strongly the spectrum of the stem is seen behind the notes, 0 to 1
     * @param waveform        whether the outline of the stem is drawn above the notes
     * @param hues            colours that were chosen, 0xAARRGGBB and opaque, by the name of the instrument; at most
     *                        {@link #MOST_HUES}, the longest ago chosen first
     */
    public record Roll(
            int octaveOfMiddleC,
            Follow follow,
            boolean overlay,
            boolean folded,
            boolean velocityLane,
            boolean eventTable,
            double spectrum,
            boolean waveform,
            Map<String, Integer> hues) {
        public static final int MOST_HUES = 256;
        public static final Roll DEFAULT = new Roll(4, Follow.PAGE, false, false, false, false, 0.5, true, Map.of());

        public Roll {
            if (octaveOfMiddleC < 3 || octaveOfMiddleC > 5) {
                throw new IllegalArgumentException("middle C as C" + octaveOfMiddleC);
            }
            if (!(spectrum >= 0 && spectrum <= 1)) {
                throw new IllegalArgumentException("spectrum " + spectrum);
            }
            Objects.requireNonNull(follow);
            var copy = new LinkedHashMap<String, Integer>();
            hues.forEach((name, hue) -> copy.put(Objects.requireNonNull(name), 0xFF000000 | hue));
            while (copy.size() > MOST_HUES) {
                copy.pollFirstEntry();
            }
            hues = java.util.Collections.unmodifiableMap(copy);
        }

        /** With a colour for the instruments of that name. */
        public Roll withHue(String name, int argb) {
            var more = new LinkedHashMap<>(hues);
            more.remove(name);
            more.put(name, argb);
            return withHues(more);
        }

        /** The instruments of that name take a colour in turn again. */
        public Roll withoutHue(String name) {
            var less = new LinkedHashMap<>(hues);
            less.remove(name);
            return withHues(less);
        }

        /** All instruments take a colour in turn again. */
        public Roll withoutHues() {
            return withHues(Map.of());
        }

        private Roll withHues(Map<String, Integer> chosen) {
            return new Roll(
                    octaveOfMiddleC, follow, overlay, folded, velocityLane, eventTable, spectrum, waveform, chosen);
        }
    }

    /**
     * What sound goes to, and what plays the notes.
     *
     * @param output    the system's name of the device; empty for its default
     * @param soundbank an .sf2 or .dls file; empty for the best there is
     * @param click     whether the metronome is heard
     */
    public record Sound(Optional<String> output, Optional<Path> soundbank, boolean click) {
        public static final Sound DEFAULT = new Sound(Optional.empty(), Optional.empty(), false);

        public Sound {
            output = output.filter(name -> !name.isBlank());
            Objects.requireNonNull(soundbank);
        }

        public Sound withOutput(Optional<String> chosen) {
            return new Sound(chosen, soundbank, click);
        }

        public Sound withSoundbank(Optional<Path> chosen) {
            return new Sound(output, chosen, click);
        }

        public Sound withClick(boolean heard) {
            return new Sound(output, soundbank, heard);
        }
    }

    /**
     * Whether and where callbacks of a provider are received.
     *
     * @param on      whether they are
     * @param port    1 to 65535
     * @param address of this computer, by number; on the loopback one only programs of this computer reach it
     */
    public record Receiving(boolean on, int port, String address) {
        private static final Pattern ADDRESS =
                Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]{0,45}:[0-9a-fA-F:.]{1,45}");

        public static final Receiving DEFAULT = new Receiving(false, 8787, "127.0.0.1");

        public Receiving {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port " + port);
            }
            if (!isAddress(address)) {
                throw new IllegalArgumentException("address " + address);
            }
        }

        /** Whether this looks like an address by number, which needs no name service to be understood. */
        public static boolean isAddress(String text) {
            return ADDRESS.matcher(text).matches();
        }
    }

    /** Providers insist on a callback; this one, of a domain reserved for examples, goes nowhere and results are polled. */
    public static final URI PLACEHOLDER_CALLBACK = URI.create("https://example.com/rollscope");

    public static final Settings DEFAULT = new Settings(
            "demo",
            "",
            PLACEHOLDER_CALLBACK,
            Theme.SYSTEM,
            0.8,
            new WindowPlace(Optional.empty(), 1440, 900, false),
            Roll.DEFAULT,
            Sound.DEFAULT,
            Map.of(),
            Map.of(),
            Receiving.DEFAULT,
            Set.of(),
            List.of(),
            Optional.empty(),
            false);

    public Settings {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(customUrl);
        Objects.requireNonNull(callback);
        Objects.requireNonNull(theme);
        Objects.requireNonNull(window);
        Objects.requireNonNull(roll);
        Objects.requireNonNull(sound);
        export = Map.copyOf(export);
        keyPlaces = Map.copyOf(keyPlaces);
        Objects.requireNonNull(receiving);
        Objects.requireNonNull(language);
        unasked = Set.copyOf(unasked);
        recent = recent.stream()
                .filter(Path::isAbsolute)
                .distinct()
                .limit(MOST_RECENT)
                .toList();
        if (unasked.size() > MOST_UNASKED) {
            throw new IllegalArgumentException(unasked.size() + " providers without a question");
        }
        if (!(volume >= 0 && volume <= 1)) {
            throw new IllegalArgumentException("volume " + volume);
        }
    }

    public Settings withProvider(String chosen, String url) {
        return new Settings(
                chosen, url, callback, theme, volume, window, roll, sound, export, keyPlaces, receiving, unasked,
                recent, language, welcomed);
    }

    public Settings withTheme(Theme chosen) {
        return new Settings(
                provider, customUrl, callback, chosen, volume, window, roll, sound, export, keyPlaces, receiving,
                unasked, recent, language, welcomed);
    }

    public Settings withVolume(double chosen) {
        return new Settings(
                provider, customUrl, callback, theme, chosen, window, roll, sound, export, keyPlaces, receiving,
                unasked, recent, language, welcomed);
    }

    public Settings withWindow(WindowPlace place) {
        return new Settings(
                provider, customUrl, callback, theme, volume, place, roll, sound, export, keyPlaces, receiving, unasked,
                recent, language, welcomed);
    }

    public Settings withRoll(Roll chosen) {
        return new Settings(
                provider, customUrl, callback, theme, volume, window, chosen, sound, export, keyPlaces, receiving,
                unasked, recent, language, welcomed);
    }

    public Settings withSound(Sound chosen) {
        return new Settings(
                provider, customUrl, callback, theme, volume, window, roll, chosen, export, keyPlaces, receiving,
                unasked, recent, language, welcomed);
    }

    public Settings withExport(Map<String, String> chosen) {
        return new Settings(
                provider, customUrl, callback, theme, volume, window, roll, sound, chosen, keyPlaces, receiving,
                unasked, recent, language, welcomed);
    }

    public Settings withCallback(URI chosen) {
        return new Settings(
                provider, customUrl, chosen, theme, volume, window, roll, sound, export, keyPlaces, receiving, unasked,
                recent, language, welcomed);
    }

    public Settings withReceiving(Receiving chosen) {
        return new Settings(
                provider, customUrl, callback, theme, volume, window, roll, sound, export, keyPlaces, chosen, unasked,
                recent, language, welcomed);
    }

    /** Whether the user wants to be asked before each job that may cost at a provider. */
    public boolean asksBeforePurchase(String providerId) {
        return !unasked.contains(providerId);
    }

    /** Nothing changes if there are too many providers without a question already. */
    public Settings withAskingBeforePurchase(String providerId, boolean asking) {
        var chosen = new HashSet<>(unasked);
        if (asking) {
            chosen.remove(providerId);
        } else if (chosen.size() < MOST_UNASKED) {
            chosen.add(providerId);
        }
        return new Settings(
                provider, customUrl, callback, theme, volume, window, roll, sound, export, keyPlaces, receiving, chosen,
                recent, language, welcomed);
    }

    /** Where the key of a provider is kept. */
    public KeyPlace keyPlace(String providerId) {
        return keyPlaces.getOrDefault(providerId, KeyPlace.KEYCHAIN);
    }

    public Settings withKeyPlace(String providerId, KeyPlace place) {
        var more = new LinkedHashMap<>(keyPlaces);
        more.put(providerId, place);
        return new Settings(
                provider, customUrl, callback, theme, volume, window, roll, sound, export, more, receiving, unasked,
                recent, language, welcomed);
    }

    /** With those files opened last, the newest first. */
    public Settings withRecent(List<Path> files) {
        return new Settings(
                provider, customUrl, callback, theme, volume, window, roll, sound, export, keyPlaces, receiving,
                unasked, files, language, welcomed);
    }

    public Settings withLanguage(Optional<Language> chosen) {
        return new Settings(
                provider, customUrl, callback, theme, volume, window, roll, sound, export, keyPlaces, receiving,
                unasked, recent, chosen, welcomed);
    }

    public Settings withWelcomed(boolean now) {
        return new Settings(
                provider, customUrl, callback, theme, volume, window, roll, sound, export, keyPlaces, receiving,
                unasked, recent, language, now);
    }
}
