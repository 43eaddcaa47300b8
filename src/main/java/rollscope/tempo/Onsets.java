package rollscope.tempo;

import java.util.Arrays;
import rollscope.transcription.NoteTable;

/**
 * The moments at which something starts, in columns, and what can be said of each: notes that start within 30 ms of the first
 * of them are one onset, at the mean of their times.
 */
final class Onsets {
    private static final double WIDTH = 0.030;
    private static final double NOVELTY_WINDOW = 0.6;
    private static final int BASS_BELOW = 60;
    /** A bass note has nothing this much lower around it. */
    private static final int BASS_MARGIN = 4;

    private static final double BASS_BEFORE = 0.8;
    private static final double BASS_AFTER = 0.5;
    private static final int NO_PITCH = 128;

    final int size;
    final double[] time;
    /** Evidence for a beat, as log odds. */
    final float[] strength;
    /** The strength in seven steps of equal frequency, 0 to 6. */
    final byte[] grade;
    /** Pitched notes. */
    final short[] notes;

    final byte[] lowest;
    final byte[] highest;
    /** Length of the lowest, the highest and the longest pitched note, in seconds. */
    final float[] lowestLength;

    final float[] highestLength;
    final float[] longest;
    final boolean[] bass;
    final boolean[] kick;
    final boolean[] snare;
    final boolean[] crash;
    /** Bit k: pitch class k starts here. */
    final short[] classes;

    private Onsets(int size) {
        this.size = size;
        time = new double[size];
        strength = new float[size];
        grade = new byte[size];
        notes = new short[size];
        lowest = new byte[size];
        highest = new byte[size];
        lowestLength = new float[size];
        highestLength = new float[size];
        longest = new float[size];
        bass = new boolean[size];
        kick = new boolean[size];
        snare = new boolean[size];
        crash = new boolean[size];
        classes = new short[size];
    }

    /**
     * @param drums by instrument
     * @param end   seconds; notes that start later are left out
     */
    static Onsets of(NoteTable table, boolean[] drums, Chroma chroma, double end) {
        int stop = table.firstStartingFrom(end);
        int count = 0;
        double first = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < stop; i++) {
            if (table.start(i) - first > WIDTH) {
                first = table.start(i);
                count++;
            }
        }
        var onsets = new Onsets(count);
        boolean[] hat = new boolean[count];
        byte[] instruments = new byte[count];
        float[] soundingUntil = new float[count];
        onsets.collect(table, drums, stop, hat, instruments, soundingUntil);
        onsets.findBass();
        onsets.weigh(chroma, hat, instruments, soundingUntil);
        return onsets;
    }

    private void collect(
            NoteTable table, boolean[] drums, int stop, boolean[] hat, byte[] instruments, float[] soundingUntil) {
        int[] seenAt = new int[table.instrumentCount()];
        int at = -1;
        int members = 0;
        double sum = 0;
        double first = Double.NEGATIVE_INFINITY;
        double latestEnd = 0;
        double latestEndBefore = 0;
        for (int i = 0; i < stop; i++) {
            double start = table.start(i);
            if (start - first > WIDTH) {
                first = start;
                at++;
                members = 0;
                sum = 0;
                lowest[at] = (byte) (NO_PITCH - 1);
                latestEndBefore = latestEnd;
                soundingUntil[at] = (float) (latestEndBefore - start);
            }
            members++;
            sum += start;
            time[at] = sum / members;
            int part = table.instrument(i);
            int pitch = table.pitch(i);
            if (drums[part]) {
                switch (pitch) {
                    case 35, 36 -> kick[at] = true;
                    case 37, 38, 39, 40 -> snare[at] = true;
                    case 49, 52, 55, 57 -> crash[at] = true;
                    default -> hat[at] = true;
                }
                continue;
            }
            if (seenAt[part] != at + 1) {
                seenAt[part] = at + 1;
                instruments[at] = (byte) Math.min(100, instruments[at] + 1);
            }
            float length = (float) (table.end(i) - start);
            latestEnd = Math.max(latestEnd, table.end(i));
            if (notes[at] == 0 || pitch < lowest[at]) {
                lowest[at] = (byte) pitch;
                lowestLength[at] = length;
            } else if (pitch == lowest[at]) {
                lowestLength[at] = Math.max(lowestLength[at], length);
            }
            if (notes[at] == 0 || pitch > highest[at]) {
                highest[at] = (byte) pitch;
                highestLength[at] = length;
            }
            longest[at] = Math.max(longest[at], length);
            notes[at] = (short) Math.min(Short.MAX_VALUE, notes[at] + 1);
            classes[at] |= (short) (1 << pitch % 12);
        }
    }

    private void findBass() {
        int from = 0;
        for (int i = 0; i < size; i++) {
            while (time[from] < time[i] - BASS_BEFORE) {
                from++;
            }
            if (notes[i] == 0 || lowest[i] >= BASS_BELOW) {
                continue;
            }
            bass[i] = true;
            for (int k = from; k < size && time[k] <= time[i] + BASS_AFTER && bass[i]; k++) {
                bass[i] = notes[k] == 0 || lowest[k] >= lowest[i] - BASS_MARGIN;
            }
        }
    }

    /** A linear score of what the onset is made of; the weights were fitted to annotated songs without drums. */
    private void weigh(Chroma chroma, boolean[] hat, byte[] instruments, float[] soundingUntil) {
        double lastBass = Double.NEGATIVE_INFINITY;
        int lastBassClass = -1;
        for (int i = 0; i < size; i++) {
            boolean pitched = notes[i] > 0;
            double next = i + 1 < size ? time[i + 1] - time[i] : 1;
            double since = i > 0 ? time[i] - time[i - 1] : 1;
            double[] w = Weights.STRENGTH;
            double z = w[0]
                    + (pitched ? 0 : w[1])
                    + w[2] * Math.min(6, notes[i]) / 3
                    + (bass[i] ? w[3] : 0)
                    + w[4] * Math.min(1.5, longest[i])
                    + w[5] * chroma.novelty(time[i], NOVELTY_WINDOW)
                    + w[6] * Math.clamp(instruments[i] - 1, 0, 2)
                    + w[7] * Math.min(0.8, next)
                    + w[8] * Math.min(0.8, since)
                    + (bass[i] && lowest[i] % 12 != lastBassClass ? w[9] : 0)
                    + (pitched ? w[10] * Math.min(36, highest[i] - lowest[i]) / 24.0 : 0)
                    + (Math.abs(soundingUntil[i]) < 0.05 ? w[11] : 0)
                    + (soundingUntil[i] < 0.05 ? w[12] : 0)
                    + w[13] * Math.min(1.5, time[i] - lastBass)
                    + (bass[i] ? w[14] * Math.min(1.5, lowestLength[i]) : 0)
                    + (notes[i] == 1 && !bass[i] ? w[15] : 0);
            if (kick[i]) {
                z += 0.9;
            }
            if (snare[i]) {
                z += 0.5;
            }
            if (crash[i]) {
                z += 1.0;
            }
            if (hat[i] && !pitched && !kick[i] && !snare[i] && !crash[i]) {
                z -= 0.3;
            }
            strength[i] = (float) z;
            int step = Arrays.binarySearch(Weights.GRADES, z);
            grade[i] = (byte) (step < 0 ? -step - 1 : step);
            if (bass[i]) {
                lastBass = time[i];
                lastBassClass = lowest[i] % 12;
            }
        }
    }

    /** The onset nearest to a moment; −1 if there is none within {@code tolerance}. */
    int nearest(double seconds, double tolerance) {
        int i = Arrays.binarySearch(time, seconds);
        i = i < 0 ? -i - 1 : i;
        int best = i < size ? i : size - 1;
        if (i > 0 && (i == size || seconds - time[i - 1] < time[i] - seconds)) {
            best = i - 1;
        }
        return best >= 0 && Math.abs(time[best] - seconds) <= tolerance ? best : -1;
    }

    /** The first onset at or after a moment. */
    int firstFrom(double seconds) {
        int i = Arrays.binarySearch(time, seconds);
        return i < 0 ? -i - 1 : i;
    }

    /** Onsets a second between the first and the last. */
    double rate() {
        return size < 2 ? 0 : (size - 1) / (time[size - 1] - time[0]);
    }
}
