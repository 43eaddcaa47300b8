package rollscope.tempo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** Music made up for tests: parts written in beats, played in any tempo, delivered as the service delivers. */
final class Music {
    private static final int[] ROOTS = {0, 9, 5, 7}; // I vi IV V

    private final DoubleUnaryOperator seconds;
    private final int beatsPerBar;
    private final List<double[]> notes = new ArrayList<>(); // start, end, pitch, instrument
    private int transposed;
    private double jitter;
    private double dropped;
    private double added;

    private Music(DoubleUnaryOperator seconds, int beatsPerBar) {
        this.seconds = seconds;
        this.beatsPerBar = beatsPerBar;
    }

    /**
     * @param seconds of each beat, the first bar starting at beat 0
     */
    static Music played(DoubleUnaryOperator seconds, int beatsPerBar) {
        return new Music(seconds, beatsPerBar);
    }

    static Music steady(double bpm, double first, int beatsPerBar) {
        return played(beat -> first + beat * 60 / bpm, beatsPerBar);
    }

    Music in(int semitones) {
        transposed = semitones;
        return this;
    }

    Music jittered(double most) {
        jitter = most;
        return this;
    }

    Music damaged(double drop, double add) {
        dropped = drop;
        added = add;
        return this;
    }

    Music note(double beat, double length, int pitch, int instrument) {
        notes.add(new double[] {beat, beat + length, pitch, instrument});
        return this;
    }

    /** A chord a bar, held; instrument 0. */
    Music chords(int bars) {
        for (int bar = 0; bar < bars; bar++) {
            int root = ROOTS[bar % 4];
            int third = root == 9 ? 3 : 4;
            for (int tone : new int[] {root, root + third, root + 7}) {
                note(bar * beatsPerBar, beatsPerBar - 0.1, 60 + tone % 12, 0);
            }
        }
        return this;
    }

    /** The chord again on each beat but the first, short; instrument 0. */
    Music strokes(int bars) {
        for (int bar = 0; bar < bars; bar++) {
            int root = ROOTS[bar % 4];
            for (int beat = 1; beat < beatsPerBar; beat++) {
                note(bar * beatsPerBar + beat, 0.4, 64 + root % 12, 0);
                note(bar * beatsPerBar + beat, 0.4, 67 + root % 12, 0);
            }
        }
        return this;
    }

    /** The root on the bar's first beat, and halfway through a bar of four; instrument 1. */
    Music bass(int bars) {
        for (int bar = 0; bar < bars; bar++) {
            int root = 36 + ROOTS[bar % 4];
            double length = beatsPerBar == 4 ? 1.9 : beatsPerBar - 0.1;
            note(bar * beatsPerBar, length, root, 1);
            if (beatsPerBar == 4) {
                note(bar * beatsPerBar + 2, length, root, 1);
            }
        }
        return this;
    }

    /**
     * A tune over the chords; instrument 2.
     *
     * @param places where in each beat a note may start
     */
    Music tune(int bars, double... places) {
        var random = new SplittableRandom(11);
        int[] scale = {0, 2, 4, 5, 7, 9, 11};
        int step = 4;
        for (int beat = 0; beat < bars * beatsPerBar; beat++) {
            for (int i = 0; i < places.length; i++) {
                if (places[i] == 0 || random.nextDouble() < 0.75) {
                    step = Math.clamp(step + random.nextInt(-2, 3), 0, 13);
                    double next = i + 1 < places.length ? places[i + 1] : 1;
                    note(beat + places[i], (next - places[i]) * 0.95, 72 + 12 * (step / 7) + scale[step % 7], 2);
                }
            }
        }
        return this;
    }

    /** Kick on the first and third, snare on the others, hats on halves; instrument 3. */
    Music drums(int bars) {
        return drums(bars, 0.5);
    }

    /**
     * @param between where in the beat the second hat comes
     */
    Music drums(int bars, double between) {
        for (int beat = 0; beat < bars * beatsPerBar; beat++) {
            note(beat, 0.1, beat % beatsPerBar % 2 == 0 ? 36 : 38, 3);
            note(beat, 0.1, 42, 3);
            note(beat + between, 0.1, 42, 3);
        }
        return this;
    }

    Transcription transcription() {
        var random = new SplittableRandom(7);
        var builder = NoteTable.builder(notes.size());
        double last = 0;
        for (double[] note : notes) {
            last = Math.max(last, seconds.applyAsDouble(note[1]));
        }
        for (double[] note : notes) {
            if (random.nextDouble() >= dropped) {
                double shift = random.nextDouble(-1, 1) * jitter;
                add(
                        builder,
                        seconds.applyAsDouble(note[0]) + shift,
                        seconds.applyAsDouble(note[1]) + shift,
                        (int) note[2] + (note[3] == 3 ? 0 : transposed),
                        (int) note[3]);
            }
            if (random.nextDouble() < added) {
                double start = random.nextDouble(last);
                add(builder, start, start + random.nextDouble(0.05, 0.5), random.nextInt(40, 84), (int) note[3] % 3);
            }
        }
        var table = builder.build();
        return new Transcription(
                "music",
                "Music",
                table.end(),
                List.of(
                        new Instrument(0, "Acoustic Grand Piano", 0, true, false),
                        new Instrument(1, "Electric Bass (finger)", 33, true, false),
                        new Instrument(2, "Synth Voice", 54, true, false),
                        new Instrument(3, "Drums", 0, true, true)),
                table,
                List.of());
    }

    /** On the service's raster of 1/192 s. */
    private static void add(NoteTable.Builder builder, double start, double end, int pitch, int instrument) {
        double from = Math.max(0, Math.rint(start * 192) / 192);
        builder.add(from, Math.max(from + 1 / 192.0, Math.rint(end * 192) / 192), pitch, 80, instrument);
    }

    double beat(int beat) {
        return seconds.applyAsDouble(beat);
    }
}
