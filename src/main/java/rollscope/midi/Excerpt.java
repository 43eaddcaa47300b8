package rollscope.midi;

import java.util.List;
import java.util.function.IntPredicate;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** Parts of a transcription to be written as a file of their own. */
public final class Excerpt {
    /** What is left of a note at the edge of a range is no note of it if it is shorter, in seconds, and less than half of the note. */
    private static final double CRUMB = 0.03;

    private Excerpt() {}

    /**
     * What sounds between two seconds, as a clip that starts at second 0 and is as long as the range. Notes are cut at its edges. The
     * tempo map of the clip is {@code map.shifted(-from)}.
     *
     * @param from seconds, 0 or more
     * @param to   seconds, after {@code from}
     */
    public static Transcription range(Transcription song, double from, double to) {
        if (!(from >= 0 && to > from) || Double.isInfinite(to)) {
            throw new IllegalArgumentException("from " + from + " s to " + to + " s");
        }
        var notes = song.notes();
        var kept = NoteTable.builder(0);
        notes.forEachIn(from, to, note -> {
            double start = Math.max(from, notes.start(note));
            double end = Math.min(to, notes.end(note));
            double length = notes.end(note) - notes.start(note);
            boolean whole = start == notes.start(note) && end == notes.end(note);
            if (end - start > 0 && (whole || end - start >= Math.min(CRUMB, length / 2))) {
                double shifted = start - from;
                kept.add(
                        shifted,
                        Math.max(end - from, Math.nextUp(shifted)),
                        notes.pitch(note),
                        notes.velocity(note),
                        notes.instrument(note));
            }
        });
        var table = kept.build();
        return new Transcription(
                song.id(), song.title(), Math.max(to - from, table.end()), song.instruments(), table, song.stems());
    }

    /** Some notes at the places they have, in a song as long as the whole. */
    public static Transcription notes(Transcription song, IntPredicate wanted) {
        var notes = song.notes();
        var kept = NoteTable.builder(0);
        for (int i = 0; i < notes.size(); i++) {
            if (wanted.test(i)) {
                kept.add(notes.start(i), notes.end(i), notes.pitch(i), notes.velocity(i), notes.instrument(i));
            }
        }
        return new Transcription(
                song.id(), song.title(), song.duration(), song.instruments(), kept.build(), song.stems());
    }

    /**
     * One instrument alone, at its places, in a song as long as the whole.
     *
     * @param instrument index of an instrument of the song
     */
    public static Transcription instrument(Transcription song, int instrument) {
        var alone = song.instruments().get(instrument);
        var notes = song.notes();
        var kept = NoteTable.builder(0);
        notes.notesOf(instrument)
                .forEach(i -> kept.add(notes.start(i), notes.end(i), notes.pitch(i), notes.velocity(i), 0));
        return new Transcription(
                song.id(),
                song.title(),
                song.duration(),
                List.of(new Instrument(0, alone.name(), alone.program(), alone.guessed(), alone.drums())),
                kept.build(),
                song.stems());
    }
}
