package rollscope.transcription;

import java.io.IOException;
import java.math.BigDecimal;

/**
 * Notes as a table for spreadsheets and scripts: RFC 4180, a line a note in the order of the {@link NoteTable}.
 *
 * <p>Columns: {@code instrument} counted from 1, its {@code name}, {@code start} and {@code end} in seconds, {@code pitch} 0 to
 * 127, {@code note} by name with C4 for 60, {@code velocity} 1 to 127. Seconds have as many digits as it takes to read the
 * same double again.
 */
public final class NoteCsv {
    private static final String LINE_END = "\r\n";

    private NoteCsv() {}

    /**
     * @throws IOException what {@code out} said
     */
    public static void write(Transcription transcription, Appendable out) throws IOException {
        out.append("instrument,name,start,end,pitch,note,velocity").append(LINE_END);
        var notes = transcription.notes();
        String[] names = transcription.instruments().stream()
                .map(instrument -> (instrument.index() + 1) + "," + field(instrument.name()))
                .toArray(String[]::new);
        String[] pitches = new String[Pitch.COUNT];
        for (int pitch = Pitch.LOWEST; pitch <= Pitch.HIGHEST; pitch++) {
            pitches[pitch] = pitch + "," + new Pitch(pitch).name(OctaveNaming.C4);
        }
        for (int i = 0; i < notes.size(); i++) {
            out.append(names[notes.instrument(i)])
                    .append(',')
                    .append(seconds(notes.start(i)))
                    .append(',')
                    .append(seconds(notes.end(i)))
                    .append(',')
                    .append(pitches[notes.pitch(i)])
                    .append(',')
                    .append(Integer.toString(notes.velocity(i)))
                    .append(LINE_END);
        }
    }

    private static String seconds(double value) {
        String shortest = Double.toString(value);
        return shortest.indexOf('E') < 0 ? shortest : new BigDecimal(shortest).toPlainString();
    }

    private static String field(String text) {
        String safe = text;
        if ("=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            safe = "'" + text; // a spreadsheet would take the name for a formula and run it
        }
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
