package rollscope.playback;

import java.util.ArrayList;
import java.util.List;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** Small transcriptions for tests. */
final class Songs {
    private Songs() {}

    static Instrument piano(int index) {
        return melodic(index, 0);
    }

    static Instrument melodic(int index, int program) {
        return new Instrument(index, "part " + index, program, false, false);
    }

    static Instrument drums(int index, int kit) {
        return new Instrument(index, "drums " + index, kit, false, true);
    }

    /** Rows of start, end, pitch, velocity, instrument. */
    static NoteTable notes(double[]... rows) {
        var builder = NoteTable.builder(rows.length);
        for (double[] row : rows) {
            builder.add(row[0], row[1], (int) row[2], (int) row[3], (int) row[4]);
        }
        return builder.build();
    }

    static Transcription of(double duration, List<Instrument> instruments, double[]... rows) {
        return new Transcription("id", "title", duration, instruments, notes(rows), List.of());
    }

    /** Pianos only, as many as the rows name. */
    static Transcription pianos(double duration, double[]... rows) {
        var notes = notes(rows);
        var instruments = new ArrayList<Instrument>();
        for (int i = 0; i < notes.instrumentCount(); i++) {
            instruments.add(piano(i));
        }
        return new Transcription("id", "title", duration, instruments, notes, List.of());
    }
}
