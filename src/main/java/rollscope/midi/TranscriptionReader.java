package rollscope.midi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import rollscope.language.Words;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * Makes a transcription of what a file contains. An instrument is what one track plays on one channel, so that a file of
 * format 0 falls apart into its channels.
 */
final class TranscriptionReader {
    private static final int MOST_INSTRUMENTS = 128;
    /** Later than anything that can be written again. */
    private static final double LAST_SECOND = MidiFile.LAST_TICK / (double) MidiFile.TICKS_PER_SECOND;

    private final MidiContent content;
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<TickClock> clocks;
    private final NoteTable.Builder notes;

    private TranscriptionReader(MidiContent content) {
        this.content = content;
        clocks = content.clocks();
        int count = 0;
        for (int i = 0; i < content.tracks.size(); i++) {
            count += content.tracks.get(i).notesBefore(LAST_SECOND, clocks.get(i));
        }
        notes = NoteTable.builder(count);
    }

    static MidiFile.Read read(byte[] file, String id, String title) throws IOException {
        var content = MidiParser.parse(file);
        var transcription = new TranscriptionReader(content).transcription(id, title);
        var signatures = new FileTempo(content);
        return new MidiFile.Read(transcription, signatures.map(), signatures.key(), content.loss());
    }

    private Transcription transcription(String id, String title) throws IOException {
        double end = 0;
        var queue = new TrackQueue();
        for (int i = 0; i < content.tracks.size(); i++) {
            var track = content.tracks.get(i);
            end = Math.max(end, clocks.get(i).seconds(track.end));
            if (track.noteChannels != 0) {
                queue.add(track, clocks.get(i), addPlaying(track));
            } else if (Integer.bitCount(track.channels) == 1 && !name(track).isEmpty()) {
                addInstrument(track, Integer.numberOfTrailingZeros(track.channels), name(track), false);
            }
        }
        queue.drainTo(notes, LAST_SECOND);
        var table = notes.build();
        return new Transcription(
                id, title, Math.max(Math.min(end, LAST_SECOND), table.end()), instruments, table, List.of());
    }

    /** The instrument of each channel of a track. */
    private byte[] addPlaying(MidiTrack track) throws IOException {
        boolean alone = Integer.bitCount(track.noteChannels) == 1;
        byte[] instrumentOf = new byte[MidiTrack.CHANNELS];
        for (int channel = 0; channel < MidiTrack.CHANNELS; channel++) {
            if ((track.noteChannels & 1 << channel) != 0) {
                instrumentOf[channel] = (byte) instruments.size();
                String own = name(track);
                String sound = sound(track, channel);
                // In a file with one track its name is that of the song.
                boolean namesSong = content.tracks.size() == 1 && !alone;
                boolean nameless = own.isEmpty() || namesSong;
                addInstrument(track, channel, nameless ? sound : alone ? own : own + " (" + sound + ")", nameless);
            }
        }
        return instrumentOf;
    }

    private void addInstrument(MidiTrack track, int channel, String name, boolean nameless) throws IOException {
        if (instruments.size() == MOST_INSTRUMENTS) {
            throw new IOException(Words.of("midi.too-many-instruments", String.valueOf(MOST_INSTRUMENTS)));
        }
        int program = program(track, channel);
        boolean drums = channel == ChannelPlan.DRUM_CHANNEL;
        if (program < 0 && nameless) {
            instruments.add(new Instrument(instruments.size(), name, 0, true, drums));
        } else if (program < 0) {
            var guess = GeneralMidi.guess(instruments.size(), name);
            instruments.add(
                    new Instrument(guess.index(), name, drums ? 0 : guess.program(), true, drums || guess.drums()));
        } else {
            instruments.add(new Instrument(instruments.size(), name, program, false, drums));
        }
    }

    private int program(MidiTrack track, int channel) {
        return track.program(channel) >= 0 ? track.program(channel) : content.programOf(track.port, channel);
    }

    private static String name(MidiTrack track) {
        return track.name.isEmpty() ? track.instrumentName : track.name;
    }

    /** What a nameless part is called, in any language: names go into files, and colours are remembered by them. */
    private String sound(MidiTrack track, int channel) {
        int program = program(track, channel);
        if (channel == ChannelPlan.DRUM_CHANNEL) {
            return "Drums";
        }
        return program < 0 ? "Channel " + (channel + 1) : GeneralMidi.programName(program);
    }
}
