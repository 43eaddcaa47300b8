package rollscope.roll;

import java.util.Optional;
import rollscope.tempo.TempoMap;

/** The lines across the roll that divide time, in seconds or in bars and beats, and what the ruler writes beside them. */
public sealed interface TimeGrid permits Ruler, BarRuler {
    /** Closest that two lines may come, in pixels. */
    double CLOSEST = 12;

    /** How much a line stands out. */
    enum Strength {
        /** Bars, or labelled times. */
        STRONG,
        /** Beats, or the bars and times between. */
        PLAIN,
        /** Parts of beats. */
        FAINT
    }

    /** Told each line. */
    @FunctionalInterface
    interface LineVisitor {
        /**
         * @param x     pixels, not rounded
         * @param label to be written beside it; empty for none
         */
        void line(double x, Strength strength, String label);
    }

    /**
     * Visits the lines from some before x = 0 to the last before {@code width}, in order; never one before the song.
     */
    void forEachLine(TimeAxis axis, double width, LineVisitor visitor);

    /** Whether it divides music rather than time. */
    default boolean countsBeats() {
        return this instanceof BarRuler;
    }

    /**
     * The finest grid whose labels keep apart: in bars and beats; in beats marked with their times, if the meter is unknown; else,
     * or where beats would be too close, in seconds.
     *
     * @param digit width of a digit in pixels
     * @param last  the latest time that is going to be labelled, in seconds
     * @param end   of the song, in seconds: its average tempo decides how fine the lines are
     */
    static TimeGrid of(Optional<TempoMap> map, TimeAxis axis, double digit, double last, double end) {
        return map.<TimeGrid>flatMap(known -> BarRuler.of(known, axis, digit, end))
                .orElseGet(() -> Ruler.of(axis, digit, last));
    }
}
