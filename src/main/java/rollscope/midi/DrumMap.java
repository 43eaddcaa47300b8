package rollscope.midi;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rollscope.transcription.Pitch;

/**
 * Which drum pitch becomes which; {@link Instrumentation} applies it. Immutable. Nothing chooses one by itself: that a service means
 * a snare by some pitch is a guess until somebody has listened.
 */
public final class DrumMap {
    /** Every pitch stays: what the service delivers is taken for General MIDI. */
    public static final DrumMap AS_DELIVERED = of("As delivered", Map.of());

    /** General MIDI's many drums on the few that every kit has: one kick, snare, clap and stick, three hats, four toms, crash and ride. */
    public static final DrumMap SMALL_KIT = of(
            "Small kit",
            Map.ofEntries(
                    Map.entry(35, 36),
                    Map.entry(40, 38),
                    Map.entry(43, 41),
                    Map.entry(47, 45),
                    Map.entry(48, 50),
                    Map.entry(52, 49),
                    Map.entry(55, 49),
                    Map.entry(57, 49),
                    Map.entry(53, 51),
                    Map.entry(59, 51)));

    /** All that come with the app. */
    public static final List<DrumMap> PRESETS = List.of(AS_DELIVERED, SMALL_KIT);

    private final String name;
    private final byte[] target;

    private DrumMap(String name, byte[] target) {
        this.name = name;
        this.target = target;
    }

    /**
     * @param name  kept with the song, whatever language is spoken
     * @param moves from pitch to pitch, 0 to 127; what is not named stays
     */
    public static DrumMap of(String name, Map<Integer, Integer> moves) {
        byte[] target = new byte[Pitch.COUNT];
        for (int pitch = 0; pitch < target.length; pitch++) {
            target[pitch] = (byte) pitch;
        }
        moves.forEach((from, to) -> {
            if (!Pitch.isValid(from) || !Pitch.isValid(to)) {
                throw new IllegalArgumentException("drum " + from + " to " + to);
            }
            target[from] = (byte) (int) to;
        });
        return new DrumMap(name, target);
    }

    /** The same with one pitch going elsewhere, as found by ear. */
    public DrumMap with(String newName, int from, int to) {
        if (!Pitch.isValid(from) || !Pitch.isValid(to)) {
            throw new IllegalArgumentException("drum " + from + " to " + to);
        }
        byte[] changed = target.clone();
        changed[from] = (byte) to;
        return new DrumMap(newName, changed);
    }

    public String name() {
        return name;
    }

    /** What becomes of a pitch, 0 to 127. */
    public int of(int pitch) {
        return target[pitch];
    }

    /** The pitches that go elsewhere, and where, from the lowest. */
    public SortedMap<Integer, Integer> moves() {
        var moves = new TreeMap<Integer, Integer>();
        for (int pitch = 0; pitch < target.length; pitch++) {
            if (target[pitch] != pitch) {
                moves.put(pitch, (int) target[pitch]);
            }
        }
        return moves;
    }

    /** Whether every pitch stays. */
    public boolean changesNothing() {
        for (int pitch = 0; pitch < target.length; pitch++) {
            if (target[pitch] != pitch) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DrumMap map && name.equals(map.name) && Arrays.equals(target, map.target);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(target);
    }

    @Override
    public String toString() {
        return name;
    }
}
