package rollscope.export;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import rollscope.midi.FileOptions.Tracks;
import rollscope.midi.MidiFile;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * What a file will hold, found out by writing it to memory and reading it again, so that what is shown is what is saved.
 *
 * @param song    the notes of the file at their places in the whole song
 * @param written the file itself
 * @param says    what is other than in the song, in sentences; see {@link Plan#says}
 */
public record Preview(Plan plan, Transcription song, MidiFile.Written written, List<String> says) {
    public Preview {
        Objects.requireNonNull(plan);
        Objects.requireNonNull(song);
        Objects.requireNonNull(written);
        says = List.copyOf(says);
    }

    /**
     * Writes and reads all notes, so not on the FX thread.
     *
     * @throws IOException if what was written cannot be read, which would be a fault of ours
     */
    public static Preview of(Plan plan) throws IOException {
        var written = plan.written();
        // In one track instruments could not be told apart again.
        var apart = plan.options().tracks() == Tracks.ONE
                ? MidiFile.write(plan.song(), plan.options().withTracks(Tracks.ONE_AN_INSTRUMENT))
                : written;
        var song = plan.song();
        var read = MidiFile.read(apart.bytes(), song.id(), song.title());
        boolean same = read.instruments().size() == song.instruments().size();
        var notes = same
                ? placed(read.notes(), plan.from() - apart.layout().shift(), plan)
                : placed(song.notes(), plan.from(), plan);
        var shown = new Transcription(
                song.id(),
                song.title(),
                Math.max(plan.whole().duration(), notes.end()),
                plan.whole().instruments(),
                notes,
                song.stems());
        return new Preview(plan, shown, written, plan.says(written));
    }

    /** In the whole song. */
    private static NoteTable placed(NoteTable notes, double seconds, Plan plan) {
        var placed = NoteTable.builder(notes.size());
        for (int i = 0; i < notes.size(); i++) {
            double start = Math.max(0, notes.start(i) + seconds);
            placed.add(
                    start,
                    Math.max(notes.end(i) + seconds, Math.nextUp(start)),
                    notes.pitch(i),
                    notes.velocity(i),
                    plan.parts().get(notes.instrument(i)));
        }
        return placed.build();
    }
}
