package rollscope.tempo;

import java.util.Objects;

/**
 * A key.
 *
 * @param tonic pitch class of the first degree, 0 = C to 11 = B
 */
public record Key(int tonic, Mode mode) {
    /** The two modes a MIDI file can name. */
    public enum Mode {
        MAJOR("major"),
        MINOR("minor");

        private final String word;

        Mode(String word) {
            this.word = word;
        }
    }

    private static final String[] MAJOR_NAMES = {"C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};
    private static final String[] MINOR_NAMES = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"};

    public Key {
        Objects.requireNonNull(mode);
        if (tonic < 0 || tonic > 11) {
            throw new IllegalArgumentException("pitch class " + tonic);
        }
    }

    /** Sharps of the key signature, −5 to 6; flats count negative. Of two spellings the one with fewer signs. */
    public int sharps() {
        int majorTonic = mode == Mode.MAJOR ? tonic : (tonic + 3) % 12;
        // Each fifth up adds a sharp; seven semitones are their own inverse modulo twelve.
        int fifths = majorTonic * 7 % 12;
        return fifths > 6 ? fifths - 12 : fifths;
    }

    /** Its first degree in the usual spelling: {@code G}, {@code Bb}. */
    public String tonicName() {
        return (mode == Mode.MAJOR ? MAJOR_NAMES : MINOR_NAMES)[tonic];
    }

    /** In the usual spelling: {@code G minor}, {@code Bb major}. */
    @Override
    public String toString() {
        return tonicName() + " " + mode.word;
    }
}
