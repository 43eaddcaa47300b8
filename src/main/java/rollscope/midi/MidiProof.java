package rollscope.midi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import rollscope.transcription.NoteTable;

/**
 * Reads a file just written with a reader that is not ours, the JDK's, and holds every note against the one it was made from.
 *
 * @param notes     read back
 * @param strangers notes of the file that are none of the source, by pitch and start
 * @param missing   notes of the source that start nowhere in the file; those merged as duplicates count as found
 * @param farthest  how far a note starts from its second, in seconds, at most
 */
public record MidiProof(int notes, int strangers, int missing, double farthest) {
    /** Beyond it two notes are not the same, in seconds; three times half a tick of the slowest tempo. */
    private static final double SAME = 0.0015;

    /** Whether the file holds what was to be written. */
    public boolean holds() {
        return strangers == 0 && missing == 0;
    }

    /**
     * @param written a file from {@link MidiFile#write}
     * @param source  the notes it was written from
     * @throws IOException if the other reader refuses the file, which would be a fault of ours
     */
    public static MidiProof of(MidiFile.Written written, NoteTable source) throws IOException {
        Sequence sequence;
        try {
            sequence = MidiSystem.getSequence(new ByteArrayInputStream(written.bytes()));
        } catch (InvalidMidiDataException e) {
            throw new IOException("The file just written cannot be read back.", e);
        }
        double[][] found = starts(sequence, written.layout().shift());
        double[][] wanted = new double[128][0];
        var byPitch = new HashMap<Integer, List<Double>>();
        for (int i = 0; i < source.size(); i++) {
            byPitch.computeIfAbsent(source.pitch(i), _ -> new ArrayList<>()).add(source.start(i));
        }
        byPitch.forEach((pitch, starts) ->
                wanted[pitch] = starts.stream().mapToDouble(Double::doubleValue).toArray());
        int notes = 0;
        int strangers = 0;
        int missing = 0;
        double farthest = 0;
        for (int pitch = 0; pitch < wanted.length; pitch++) {
            notes += found[pitch].length;
            for (double start : found[pitch]) {
                double distance = distance(wanted[pitch], start);
                strangers += distance > SAME ? 1 : 0;
                farthest = distance > SAME ? farthest : Math.max(farthest, distance);
            }
            for (double start : wanted[pitch]) {
                missing += distance(found[pitch], start) > SAME ? 1 : 0;
            }
        }
        return new MidiProof(
                notes, strangers, Math.max(0, missing - written.report().late()), farthest);
    }

    /** A tempo, and when it starts. */
    private record Change(long tick, double second, double secondsPerTick) {}

    /** When notes start, in seconds of the audio, sorted, by pitch. */
    private static double[][] starts(Sequence sequence, double shift) {
        var tempos = new TreeMap<Long, Integer>();
        tempos.put(0L, 500_000);
        for (var track : sequence.getTracks()) {
            for (int e = 0; e < track.size(); e++) {
                if (track.get(e).getMessage() instanceof MetaMessage meta && meta.getType() == 0x51) {
                    byte[] data = meta.getData();
                    tempos.put(
                            track.get(e).getTick(),
                            ((data[0] & 0xFF) << 16) | ((data[1] & 0xFF) << 8) | (data[2] & 0xFF));
                }
            }
        }
        var changes = new TreeMap<Long, Change>();
        double now = 0;
        long last = 0;
        int tempo = 0;
        for (var change : tempos.entrySet()) {
            now += (change.getKey() - last) * (tempo / 1e6) / sequence.getResolution();
            last = change.getKey();
            tempo = change.getValue();
            changes.put(last, new Change(last, now, tempo / 1e6 / sequence.getResolution()));
        }
        double[][] starts = new double[128][8];
        int[] sizes = new int[128];
        for (var track : sequence.getTracks()) {
            for (int e = 0; e < track.size(); e++) {
                if (track.get(e).getMessage() instanceof ShortMessage message
                        && message.getCommand() == ShortMessage.NOTE_ON
                        && message.getData2() > 0) {
                    long tick = track.get(e).getTick();
                    var change =
                            Objects.requireNonNull(changes.floorEntry(tick)).getValue();
                    int pitch = message.getData1();
                    if (sizes[pitch] == starts[pitch].length) {
                        starts[pitch] = Arrays.copyOf(starts[pitch], 2 * sizes[pitch]);
                    }
                    starts[pitch][sizes[pitch]++] =
                            change.second + (tick - change.tick) * change.secondsPerTick - shift;
                }
            }
        }
        for (int pitch = 0; pitch < starts.length; pitch++) {
            starts[pitch] = Arrays.copyOf(starts[pitch], sizes[pitch]);
            Arrays.sort(starts[pitch]);
        }
        return starts;
    }

    /** To the nearest of sorted values. */
    private static double distance(double[] values, double value) {
        int at = Arrays.binarySearch(values, value);
        if (at >= 0) {
            return 0;
        }
        int after = -at - 1;
        double above = after < values.length ? values[after] - value : Double.POSITIVE_INFINITY;
        double below = after > 0 ? value - values[after - 1] : Double.POSITIVE_INFINITY;
        return Math.min(above, below);
    }
}
