package rollscope.midi;

import java.io.IOException;
import rollscope.transcription.Transcription;

/** Standard MIDI Files: writing transcriptions and reading them back. */
public final class MidiFile {
    private MidiFile() {}

    /** The bytes of a file and what had to be changed to make one. */
    @SuppressWarnings("ArrayRecordComponent") // a value on its way to a file; never compared
    public record Written(byte[] bytes, Report report) {}

    /**
     * What writing changed.
     *
     * @param notes      written
     * @param cut        ended early because the same pitch started again
     * @param duplicates dropped because the same note was there already
     * @param lengthened made one tick long because they were shorter
     */
    public record Report(int notes, int cut, int duplicates, int lengthened) {}

    /** Format 1, 960 ticks a quarter at 120 beats a minute, so that 1/192 s is exactly 10 ticks. Same notes, same bytes. */
    public static Written write(Transcription transcription) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a file of any format.
     *
     * @param id    of the transcription returned
     * @param title of the transcription returned
     * @throws IOException with one sentence for the user, if this is no MIDI file or holds nothing readable
     */
    public static Transcription read(byte[] file, String id, String title) throws IOException {
        throw new UnsupportedOperationException();
    }
}
