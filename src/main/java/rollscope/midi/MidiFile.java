package rollscope.midi;

import java.io.IOException;
import rollscope.transcription.Transcription;

/** Standard MIDI Files: writing transcriptions and reading them back. */
public final class MidiFile {
    static final int TICKS_PER_QUARTER = 960;
    static final int MICROSECONDS_PER_QUARTER = 500_000;
    static final int TICKS_PER_SECOND = 1920;
    /** The longest delta time of the format, and so the longest file without silence in it: 38 hours and 50 minutes. */
    static final int LAST_TICK = 0x0FFF_FFFF;

    private MidiFile() {}

    /** The bytes of a file and what had to be changed to make one. */
    @SuppressWarnings("ArrayRecordComponent") // a value on its way to a file; never compared
    public record Written(byte[] bytes, Report report) {}

    /**
     * What writing changed.
     *
     * @param notes      written
     * @param cut        ended early because the same pitch started again on their channel
     * @param duplicates dropped because their instrument started the same pitch in the same tick; what stays is as long as the
     *                   longest and as loud as the loudest of them
     * @param lengthened made one tick long because they were shorter
     * @param late       dropped because they start more than 38 hours into the file, where its clock ends
     */
    public record Report(int notes, int cut, int duplicates, int lengthened, int late) {}

    /**
     * Writes format 1, 960 ticks a quarter at 120 beats a minute, so that 1/192 s is exactly 10 ticks. The tempo is there to
     * keep time with the audio; it says nothing about the song, and so no meter is written. Same transcription, same bytes.
     */
    public static Written write(Transcription transcription) {
        var instruments = transcription.instruments();
        var plan = ChannelPlan.of(instruments);
        var notes = TickNotes.of(transcription.notes(), instruments.size(), plan.shared());
        // As long as the audio, so that a clip of it loops and lines up with the stem.
        int end = Math.clamp(Math.round(transcription.duration() * TICKS_PER_SECOND), notes.end(), LAST_TICK);

        long most = 2 * TrackWriter.OVERHEAD;
        for (int i = 0; i < instruments.size(); i++) {
            most += TrackWriter.mostBytes(notes.until(i) - notes.from(i), end);
        }
        var file = new TrackWriter(Math.toIntExact(most));
        file.header(1, instruments.size() + 1, TICKS_PER_QUARTER);
        file.startTrack();
        file.name(AsciiText.of(transcription.title(), "Transcription"));
        file.tempo(MICROSECONDS_PER_QUARTER);
        file.endTrack(end);
        for (var instrument : instruments) {
            var channel = plan.of(instrument.index());
            file.startTrack();
            file.name(AsciiText.of(instrument.name(), "Instrument " + (instrument.index() + 1)));
            if (plan.needsPorts()) {
                file.port(channel.port());
            }
            // Again in each track: some readers overlook the tempo of a first track that has no notes.
            file.tempo(MICROSECONDS_PER_QUARTER);
            file.program(channel, instrument.program());
            int last = file.notes(notes, instrument.index(), channel);
            file.endTrack(end - last);
        }
        return new Written(file.bytes(), notes.report());
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
        return TranscriptionReader.read(file, id, title);
    }
}
