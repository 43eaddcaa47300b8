package rollscope.ui.text;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import rollscope.language.Words;
import rollscope.tempo.TempoMap;

/** Figures as the window writes them: the same on every system, thousands set apart by a space that never breaks. */
public final class Figures {
    /** Seconds. */
    private static final double SOON = 0.015;

    private Figures() {}

    /** {@code 1842} as {@code 1 842}. */
    public static String count(long number) {
        return format("#,##0").format(number);
    }

    /** {@code 5916.25} as {@code 5 916.25}; at most two decimals. */
    public static String credits(BigDecimal credits) {
        return format("#,##0.##").format(credits);
    }

    /** The size of a file, {@code 24.1 MB}; thousands of bytes, as file managers count them. */
    public static String size(long bytes) {
        if (bytes < 1_000_000) {
            return format("#,##0").format((bytes + 999) / 1000) + " kB";
        }
        return bytes < 1_000_000_000
                ? format("#,##0.#").format(bytes / 1e6) + " MB"
                : format("#,##0.#").format(bytes / 1e9) + " GB";
    }

    /** Whole minutes and seconds, {@code 0:14}; negative spans count as none. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        return seconds / 60 + ":" + twoDigits(seconds % 60);
    }

    /** A length in seconds as {@code 4:05}, rounded; a dash when it is 0, which stands for unknown. */
    public static String length(double seconds) {
        return seconds == 0 ? "–" : span(Duration.ofSeconds(Math.round(seconds)));
    }

    /** A position in seconds as {@code m:ss.mmm}. */
    public static String position(double seconds) {
        long millis = Math.max(0, (long) Math.floor(seconds * 1000 + 1e-6));
        long rest = millis % 1000;
        String padded = rest < 10 ? "00" + rest : rest < 100 ? "0" + rest : Long.toString(rest);
        return millis / 60_000 + ":" + twoDigits(millis / 1000 % 60) + "." + padded;
    }

    /**
     * The beat of a position, for whoever asks many times a second and puts only another one into words. A position too little before a
     * beat to be told from it is on it.
     *
     * @param map one with bars
     */
    public static Place place(TempoMap map, double seconds) {
        double beat = Math.floor(map.beatAt(seconds + SOON));
        double bar = Math.floor(map.barAt(beat) + 1e-9);
        return new Place((long) bar, Math.round(beat - map.beatOfBar(bar)) + 1);
    }

    /**
     * A beat of a bar.
     *
     * @param bar  the first is 1; 0 and less lie before it
     * @param beat in its bar, from 1 on
     */
    public record Place(long bar, long beat) {
        /** As {@code bar 12 · beat 2}. */
        public String words() {
            return Words.of("text.bar-and-beat", Long.toString(bar), Long.toString(beat));
        }
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    private static DecimalFormat format(String pattern) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setGroupingSeparator('\u00a0');
        return new DecimalFormat(pattern, symbols);
    }
}
