package rollscope.tempo;

/**
 * How beats make a bar.
 *
 * @param beats    felt beats in a bar, 1 to 16
 * @param compound whether a beat divides into three (6/8, 9/8, 12/8) rather than into two (2/4, 3/4, 4/4)
 */
public record Meter(int beats, boolean compound) {
    /** The most beats a bar can have. */
    public static final int MOST_BEATS = 16;

    public static final Meter FOUR_FOUR = new Meter(4, false);

    public Meter {
        if (beats < 1 || beats > MOST_BEATS) {
            throw new IllegalArgumentException("a bar of " + beats + " beats");
        }
    }

    /** The upper figure of the time signature: 4 of 4/4, 6 of 6/8. */
    public int numerator() {
        return compound ? 3 * beats : beats;
    }

    /** The lower figure of the time signature. */
    public int denominator() {
        return compound ? 8 : 4;
    }

    /** How many quarter notes a beat lasts, which is what MIDI files count tempo in. */
    public double quartersPerBeat() {
        return compound ? 1.5 : 1;
    }

    /** As written: {@code 4/4}, {@code 6/8}. */
    @Override
    public String toString() {
        return numerator() + "/" + denominator();
    }
}
