package rollscope.playback;

import java.util.Locale;
import java.util.Optional;
import rollscope.language.Words;

/**
 * Which sounds play the notes.
 *
 * @param name    of the bank, for the user; empty as long as none was needed
 * @param builtIn whether these are the simple sounds that are there without any bank
 * @param loading whether another bank is being read; this one plays until then
 * @param trouble why the bank asked for does not play: one sentence and one thing to do
 */
public record SoundbankStatus(String name, boolean builtIn, boolean loading, Optional<String> trouble) {
    static final SoundbankStatus NONE = new SoundbankStatus("", false, false, Optional.empty());

    /** How to get better sounds than the built-in ones on this system, in a sentence. */
    public static String advice() {
        return advice(System.getProperty("os.name", ""));
    }

    static String advice(String system) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return Words.of("sound.advice-windows");
        }
        if (lower.startsWith("mac")) {
            return Words.of("sound.advice-mac");
        }
        return Words.of("sound.advice-linux");
    }
}
