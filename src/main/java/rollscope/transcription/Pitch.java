package rollscope.transcription;

/**
 * A MIDI note number, 0 to 127.
 *
 * @param number 60 is middle C
 */
public record Pitch(int number) implements Comparable<Pitch> {
    public static final int LOWEST = 0;
    public static final int HIGHEST = 127;
    public static final int COUNT = 128;

    private static final String[] NAMES = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};

    public Pitch {
        if (!isValid(number)) {
            throw new IllegalArgumentException("pitch " + number + " is outside 0 to 127");
        }
    }

    public static boolean isValid(int number) {
        return number >= LOWEST && number <= HIGHEST;
    }

    /** Whether the key of this pitch is black on a piano. */
    public static boolean isBlackKey(int number) {
        return switch (Math.floorMod(number, 12)) {
            case 1, 3, 6, 8, 10 -> true;
            default -> false;
        };
    }

    /** The name with its octave; products disagree on the octave, only the number 60 is standard. */
    public String name(OctaveNaming naming) {
        return NAMES[number % 12] + (number / 12 - 5 + naming.octaveOfMiddleC());
    }

    @Override
    public int compareTo(Pitch other) {
        return Integer.compare(number, other.number);
    }
}
