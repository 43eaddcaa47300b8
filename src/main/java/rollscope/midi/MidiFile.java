package rollscope.midi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import rollscope.tempo.Key;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Transcription;

/** Standard MIDI Files: writing transcriptions and reading them back. */
public final class MidiFile {
    static final int TICKS_PER_QUARTER = 960;
    static final int MICROSECONDS_PER_QUARTER = 500_000;
    static final int TICKS_PER_SECOND = 1920;
    /** The longest delta time of the format, and so the longest file without silence in it: 38 hours and 50 minutes. */
    static final int LAST_TICK = 0x0FFF_FFFF;

    private MidiFile() {}

    /**
     * The bytes of a file.
     *
     * @param report what had to be changed to make one
     * @param layout how the file came to be arranged
     */
    @SuppressWarnings("ArrayRecordComponent") // a value on its way to a file; never compared
    public record Written(byte[] bytes, Report report, Layout layout) {}

    /**
     * What writing changed.
     *
     * @param notes      written
     * @param cut        ended early because the same pitch started again on their channel
     * @param duplicates dropped because their instrument started the same pitch in the same tick; what stays is as long as the
     *                   longest and as loud as the loudest of them
     * @param lengthened made as long as the shortest note is to be, or a tick
     * @param late       dropped because they start beyond the clock of the file, with exact seconds after 38 hours
     */
    public record Report(int notes, int cut, int duplicates, int lengthened, int late) {}

    /**
     * How a file is arranged.
     *
     * @param ticksPerQuarter the finest step of time
     * @param tempos          how many tempos it states, 1 for a constant one
     * @param shift           how much later than in the audio everything is in the file, in seconds: as much silence before the
     *                        audio keeps both together
     * @param pickup          what stands before the first bar line in the audio
     * @param borrowed        instruments, by index, that sound with another's program because the file has no channel left
     */
    public record Layout(
            int ticksPerQuarter, int tempos, double shift, Placement.Pickup pickup, List<Integer> borrowed) {
        public Layout {
            borrowed = List.copyOf(borrowed);
        }
    }

    /** Writes seconds as they are, {@link FileOptions#EXACT}. */
    public static Written write(Transcription transcription) {
        return write(transcription, FileOptions.EXACT);
    }

    /** Writes a file. The same transcription and options give the same bytes. */
    public static Written write(Transcription transcription, FileOptions options) {
        return new SongWriter(transcription, options).written();
    }

    /**
     * Reads a file of any format, also a damaged one as far as it can be read. An instrument is what one track plays on one
     * channel; channel 10 is drums. Times follow the file's tempo changes.
     *
     * @param id    of the transcription returned
     * @param title of the transcription returned
     * @throws IOException with one sentence for the user, if this is no MIDI file or holds nothing readable, or if it is larger
     *                     than 64 MB, 2 million notes or 128 instruments
     */
    public static Transcription read(byte[] file, String id, String title) throws IOException {
        return open(file, id, title).transcription();
    }

    /**
     * What a file holds.
     *
     * @param tempo beats and bars, second 0 being tick 0 of the file; empty if it states nothing that a map can hold, or just 120
     *              quarters a minute without a meter, which is what files say that know no tempo
     * @param key   the one it begins in
     * @param loss  a sentence for the user if a part of the file could not be read
     */
    public record Read(
            Transcription transcription, Optional<TempoMap> tempo, Optional<Key> key, Optional<String> loss) {}

    /** Like {@link #read}, with all that goes into a transcription and all that does not. */
    public static Read open(byte[] file, String id, String title) throws IOException {
        return TranscriptionReader.read(file, id, title);
    }
}
