package rollscope.midi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rollscope.transcription.Instrument;
import rollscope.transcription.Transcription;

/** Puts a file together: first what is in it, then its bytes. */
final class SongWriter {
    private final Transcription song;
    private final FileOptions options;
    private final TickGrid grid;

    SongWriter(Transcription song, FileOptions options) {
        this.song = song;
        this.options = options;
        grid = TickGrid.of(options.placement(), song.duration());
    }

    MidiFile.Written written() {
        return switch (options.tracks()) {
            case ONE_AN_INSTRUMENT -> manyTracks();
            case ONE -> oneTrack();
        };
    }

    private MidiFile.Written manyTracks() {
        var instruments = song.instruments();
        var plan = ChannelPlan.of(instruments);
        int[] groups = IntStream.range(0, instruments.size()).toArray();
        var notes = TickNotes.of(song.notes(), grid, options, groups, groups.length, plan.shared());
        // As long as the audio, so that a clip of it loops and lines up with the stem.
        int end = Math.max(grid.end(), notes.end());

        long most = 2 * TrackWriter.OVERHEAD + conductorBytes();
        for (int i = 0; i < groups.length; i++) {
            most += TrackWriter.mostBytes(notes.until(i) - notes.from(i), end);
        }
        var file = new TrackWriter(Math.toIntExact(most));
        file.header(1, instruments.size() + 1, grid.ticksPerQuarter());
        file.startTrack();
        var conductor = new Conductor(file);
        conductor.start();
        conductor.until(end);
        file.endTrack(end - conductor.now);
        for (var instrument : instruments) {
            var channel = plan.of(instrument.index());
            file.startTrack();
            file.name(AsciiText.of(instrument.name(), "Instrument " + (instrument.index() + 1)));
            if (plan.needsPorts()) {
                file.port(channel.port());
            }
            // Again in each track: some readers overlook the tempo of a first track that has no notes.
            file.tempo(0, grid.tempos().microsecondsPerQuarter(0));
            file.program(channel, instrument.program());
            int last = file.notes(notes, instrument.index(), channel);
            file.endTrack(end - last);
        }
        return new MidiFile.Written(file.bytes(), notes.report(), layout(List.of()));
    }

    private MidiFile.Written oneTrack() {
        var speaking = speaking();
        var plan = ChannelPlan.ofOnePort(speaking);
        int[] groups = new int[song.instruments().size()];
        int[] programs = new int[MidiTrack.CHANNELS];
        Arrays.fill(programs, -1);
        var borrowed = new ArrayList<Integer>();
        for (int i = 0; i < speaking.size(); i++) {
            int channel = plan.of(i).number();
            groups[speaking.get(i).index()] = channel;
            programs[channel] = plan.program(i);
            if (plan.program(i) != speaking.get(i).program()) {
                borrowed.add(speaking.get(i).index());
            }
        }
        var notes = TickNotes.of(song.notes(), grid, options, groups, MidiTrack.CHANNELS, List.of());
        int end = Math.max(grid.end(), notes.end());

        var file = new TrackWriter(Math.toIntExact(2 * TrackWriter.OVERHEAD
                + conductorBytes()
                + TrackWriter.mostBytes(notes.report().notes(), end)));
        file.header(0, 1, grid.ticksPerQuarter());
        file.startTrack();
        var conductor = new Conductor(file);
        conductor.start();
        for (int channel = 0; channel < programs.length; channel++) {
            if (programs[channel] >= 0) {
                file.program(new ChannelPlan.Channel(0, channel), programs[channel]);
            }
        }
        for (long event : notes.events()) {
            int tick = TickNotes.tick(event);
            conductor.until(tick);
            int delta = tick - conductor.now;
            if (TickNotes.isOn(event)) {
                file.noteOn(delta, TickNotes.group(event), TickNotes.pitch(event), TickNotes.velocity(event));
            } else {
                file.noteOff(delta, TickNotes.group(event), TickNotes.pitch(event));
            }
            conductor.now = tick;
        }
        conductor.until(end);
        file.endTrack(end - conductor.now);
        return new MidiFile.Written(file.bytes(), notes.report(), layout(borrowed));
    }

    /** Instruments with notes, as a plan of channels wants them. */
    private List<Instrument> speaking() {
        boolean[] speaks = new boolean[song.instruments().size()];
        for (int i = 0; i < song.notes().size(); i++) {
            speaks[song.notes().instrument(i)] = true;
        }
        return song.instruments().stream().filter(i -> speaks[i.index()]).toList();
    }

    private long conductorBytes() {
        return (long) TrackWriter.CHANGE * (grid.tempos().size() + grid.meters().size());
    }

    private MidiFile.Layout layout(List<Integer> borrowed) {
        return new MidiFile.Layout(grid.ticksPerQuarter(), grid.tempos().size(), grid.shift(), grid.pickup(), borrowed);
    }

    /** Writes the tempos and meters of the song into a track as its time goes by. */
    private final class Conductor {
        private final TrackWriter file;
        private int tempo;
        private int meter;
        private int now;

        Conductor(TrackWriter file) {
            this.file = file;
        }

        /** All that holds from the start. */
        void start() {
            file.name(AsciiText.of(song.title(), "Transcription"));
            until(0);
            options.key().ifPresent(file::key);
        }

        /** All that happens up to a tick, which may be before {@link #now}. */
        void until(int tick) {
            while (true) {
                boolean moreTempos =
                        tempo < grid.tempos().size() && grid.tempos().tick(tempo) <= tick;
                boolean moreMeters =
                        meter < grid.meters().size() && grid.meters().get(meter).tick() <= tick;
                if (moreMeters
                        && (!moreTempos
                                || grid.meters().get(meter).tick()
                                        < grid.tempos().tick(tempo))) {
                    var change = grid.meters().get(meter++);
                    file.meter(change.tick() - now, change.meter());
                    now = change.tick();
                } else if (moreTempos) {
                    int at = (int) grid.tempos().tick(tempo);
                    file.tempo(at - now, grid.tempos().microsecondsPerQuarter(tempo++));
                    now = at;
                } else {
                    return;
                }
            }
        }
    }
}
