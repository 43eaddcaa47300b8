package rollscope.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a parser found in a Standard MIDI File. */
final class MidiContent {
    /** A time signature. */
    record Meter(int track, long tick, int beats, int unit) {}

    /** A key signature: sharps, or flats if negative, from -7 to 7. */
    record Key(int track, long tick, int sharps, boolean minor) {}

    /** Meters and keys kept; more are no music. */
    static final int MOST_SIGNATURES = 10_000;

    final int format;
    /** Bits as in the header: ticks a quarter, or negative for film frames. */
    final short division;

    final List<MidiTrack> tracks = new ArrayList<>();
    final List<Meter> meters = new ArrayList<>();
    final List<Key> keys = new ArrayList<>();
    /** What is wrong with the file beside its tracks, a sentence each. */
    final List<String> problems = new ArrayList<>();

    private static final int MOST_PROBLEMS = 50;

    private final List<TempoChanges> tempos = new ArrayList<>();
    private final TempoChanges common = new TempoChanges();

    /**
     * @param division not 0, and neither of its two bytes 0 if negative
     */
    MidiContent(int format, short division) {
        this.format = format;
        this.division = division;
    }

    void problem(String sentence) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(sentence);
        }
    }

    /** Where the tempo events of a track belong: in a file of format 2 each track has a time of its own. */
    TempoChanges temposOf(int track) {
        if (format != 2) {
            return common;
        }
        while (tempos.size() <= track) {
            tempos.add(new TempoChanges());
        }
        return tempos.get(track);
    }

    boolean countsFrames() {
        return division < 0;
    }

    /** Frames a second of a file that counts frames; the format writes 29 for 30000/1001. */
    double framesPerSecond() {
        int frames = -(division >> 8);
        return frames == 29 ? 30_000 / 1001.0 : frames;
    }

    int ticksPerFrame() {
        return division & 0xFF;
    }

    TickClock clockOf(int track) {
        return countsFrames()
                ? TickClock.ofFrames(framesPerSecond() * ticksPerFrame())
                : TickClock.ofTempo(division, temposOf(track).settled());
    }

    /** A clock for each track; the same one unless each has a time of its own. */
    List<TickClock> clocks() {
        var clocks = new ArrayList<TickClock>();
        for (int track = 0; track < tracks.size(); track++) {
            clocks.add(track > 0 && format != 2 ? clocks.getFirst() : clockOf(track));
        }
        return clocks;
    }

    /** What of the file could not be read, in one sentence; empty if all was. */
    Optional<String> loss() {
        int damaged = 0;
        int first = -1;
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).damaged || tracks.get(i).tooLong) {
                damaged++;
                first = first < 0 ? i : first;
            }
        }
        if (damaged == 0) {
            return Optional.empty();
        }
        String name = tracks.get(first).name.isEmpty() ? "" : " (" + tracks.get(first).name + ")";
        long second = (long) clocks().get(first).seconds(tracks.get(first).end);
        return Optional.of(String.format(
                Locale.ROOT,
                "Track %d%s is damaged after %d:%02d%s, so what follows there is missing.",
                first + 1,
                name,
                second / 60,
                second % 60,
                damaged == 1 ? "" : ", and " + (damaged - 1) + " more " + (damaged == 2 ? "is" : "are") + " damaged"));
    }

    /** The first program stated for a channel of a port, wherever it stands; -1 if none is. */
    int programOf(int port, int channel) {
        for (var track : tracks) {
            if (track.port == port && track.program[channel] >= 0) {
                return track.program[channel];
            }
        }
        return -1;
    }
}
