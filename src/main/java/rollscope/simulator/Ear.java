package rollscope.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Hears a part the way a transcription service does: on a raster of 1/192 s, all notes equally loud, nearly right. The same part is
 * always heard the same way.
 */
final class Ear {
    static final int RASTER = 192;
    private static final double JITTER = 0.006;

    /** What the service calls these pieces of the kit; the others keep their General MIDI keys. */
    private static final Map<Integer, Integer> STRANGE_DRUMS = Map.of(82, 73, 37, 61, 47, 64);

    /**
     * A note as an answer has it.
     *
     * @param start in steps of the raster
     * @param end   in steps of the raster, after {@code start}
     */
    record Heard(int pitch, int start, int end) {}

    private Ear() {}

    static List<Heard> hear(Part part) {
        var chance = new SplittableRandom(part.instrument().hashCode());
        return part.drums() ? drums(part, chance) : melodic(part, chance);
    }

    private static List<Heard> melodic(Part part, SplittableRandom chance) {
        var heard = new ArrayList<Heard>();
        var notes = part.notes();
        for (int i = 0; i < notes.size(); i++) {
            var note = notes.get(i);
            int start = steps(note.start() + jitter(chance));
            int end = Math.max(start + 4, steps(note.end() + jitter(chance)));
            int pitch = note.pitch();
            int mistake = chance.nextInt(1000);
            if (mistake < 25) {
                continue;
            } else if (mistake < 45) {
                pitch += mistake % 2 == 0 ? 12 : -12;
            } else if (mistake < 60 && end - start > 40) {
                int middle = start + (end - start) * 5 / 8;
                heard.add(new Heard(pitch, start, middle));
                start = middle;
            } else if (mistake < 85) {
                int ghost = pitch + (mistake % 3 == 0 ? 19 : 12);
                heard.add(new Heard(ghost, start + 6, Math.min(end, start + 24)));
            }
            heard.add(new Heard(pitch, start, end));
        }
        return tidy(heard, chance);
    }

    private static List<Heard> drums(Part part, SplittableRandom chance) {
        var heard = new ArrayList<Heard>();
        for (var note : part.notes()) {
            int start = steps(note.start() + jitter(chance));
            int pitch = STRANGE_DRUMS.getOrDefault(note.pitch(), note.pitch());
            int mistake = chance.nextInt(1000);
            int missing = note.velocity() < 60 ? 250 : 20;
            if (mistake >= missing) {
                heard.add(new Heard(pitch, start, start + 28 - (pitch == 42 ? 14 : 0)));
            }
            if (mistake >= 970) {
                heard.add(new Heard(mistake % 2 == 0 ? 61 : 46, start + 14, start + 42));
            }
        }
        return tidy(heard, chance);
    }

    /**
     * Of one pitch only one note sounds at a time, as after a real note tracker, and sometimes two that follow closely become one; a note
     * that nearly reaches the next onset reaches it exactly.
     */
    private static List<Heard> tidy(List<Heard> heard, SplittableRandom chance) {
        heard.sort(Comparator.comparingInt(Heard::pitch).thenComparingInt(Heard::start));
        var apart = new ArrayList<Heard>();
        for (var note : heard) {
            var before = apart.isEmpty() ? null : apart.getLast();
            if (before == null || before.pitch != note.pitch || before.end < note.start - 3) {
                apart.add(note);
            } else if (note.start - before.start < 8 || chance.nextInt(100) < 6) {
                apart.set(apart.size() - 1, new Heard(note.pitch, before.start, Math.max(before.end, note.end)));
            } else {
                apart.set(apart.size() - 1, new Heard(note.pitch, before.start, note.start));
                apart.add(note);
            }
        }
        apart.sort(Comparator.comparingInt(Heard::start).thenComparingInt(Heard::pitch));
        for (int i = 0; i + 1 < apart.size(); i++) {
            var note = apart.get(i);
            int next = apart.get(i + 1).start;
            if (next > note.start && Math.abs(next - note.end) <= 3) {
                apart.set(i, new Heard(note.pitch, note.start, next));
            }
        }
        return List.copyOf(apart);
    }

    private static double jitter(SplittableRandom chance) {
        return (chance.nextDouble() + chance.nextDouble() - 1) * JITTER;
    }

    private static int steps(double seconds) {
        return (int) Math.max(0, Math.round(seconds * RASTER));
    }
}
