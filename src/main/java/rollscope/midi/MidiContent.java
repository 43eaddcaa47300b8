package rollscope.midi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rollscope.language.Words;

/** What a parser found in a Standard MIDI File. */
final class MidiContent {
    /** A time signature. */
    record Meter(int track, long tick, int beats, int unit) {}

    /** A key signature: sharps, or flats if negative, from -7 to 7. */
    record Key(int track, long tick, int sharps, boolean minor) {}

    /** Meters and keys kept; more are no music. */
    static final int MOST_SIGNATURES = 1000;

    final int format;
    /** Bits as in the header: ticks a quarter, or negative for film frames. */
    final short division;

    final List<MidiTrack> tracks = new ArrayList<>();
    final List<Meter> meters = new ArrayList<>();
    final List<Key> keys = new ArrayList<>();
    /** What is wrong with the file beside its tracks. */
    private final List<Problem> problems = new ArrayList<>();

    private static final int MOST_PROBLEMS = 50;

    private final List<TempoChanges> tempos = new ArrayList<>();
    private final TempoChanges common;
    private List<TickClock> clocks = List.of();

    /**
     * @param division not 0, and neither of its two bytes 0 if negative
     * @param tempos   how many changes of tempo to make room for
     */
    MidiContent(int format, short division, int tempos) {
        this.format = format;
        this.division = division;
        common = new TempoChanges(tempos);
    }

    /** Put into words when somebody asks, since most who read a file do not. */
    private record Problem(String key, List<Long> numbers) {}

    /**
     * @param numbers of the sentence
     */
    void problem(String key, long... numbers) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(key, Arrays.stream(numbers).boxed().toList()));
        }
    }

    /** What is wrong with the file beside its tracks, a sentence each. */
    List<String> problems() {
        return problems.stream()
                .map(problem -> Words.of(
                        problem.key,
                        problem.numbers.stream().map(String::valueOf).toArray()))
                .toList();
    }

    /** Where the tempo events of a track belong, sorted once all is settled: in a file of format 2 each track has a time of its own. */
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

    /** Says that all of the file has been read. */
    void settle() {
        common.settle();
        tempos.forEach(TempoChanges::settle);
        clocks = format == 2
                ? IntStream.range(0, tracks.size()).mapToObj(this::clockOf).toList()
                : Collections.nCopies(tracks.size(), clockOf(0));
    }

    private TickClock clockOf(int track) {
        return countsFrames()
                ? TickClock.ofFrames(framesPerSecond() * ticksPerFrame())
                : TickClock.ofTempo(division, temposOf(track));
    }

    /** A clock for each track, once all is settled; the same one unless each has a time of its own. */
    List<TickClock> clocks() {
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
        String number = String.valueOf(first + 1);
        String own = tracks.get(first).name;
        String track = own.isEmpty() ? Words.of("midi.track", number) : Words.of("midi.named-track", number, own);
        long second = (long) clocks.get(first).seconds(tracks.get(first).end);
        String time = second / 60 + (second % 60 < 10 ? ":0" : ":") + second % 60;
        int more = damaged - 1;
        return Optional.of(
                more == 0
                        ? Words.of("midi.loss", track, time)
                        : Words.of("midi.loss-more", track, time, more, String.valueOf(more)));
    }

    /** The first program stated for a channel of a port, wherever it stands; -1 if none is. */
    int programOf(int port, int channel) {
        for (var track : tracks) {
            if (track.port == port && track.program(channel) >= 0) {
                return track.program(channel);
            }
        }
        return -1;
    }
}
