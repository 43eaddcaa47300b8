package rollscope.midi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import rollscope.language.Words;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Pitch;

/**
 * What is in a Standard MIDI File and what is wrong with it.
 *
 * @param format   0, 1 or 2 as the header says; more if the header is wrong
 * @param seconds  until its last event
 * @param notes    of all tracks
 * @param tempos   by time; empty if the file states none, which means 120 beats a minute
 * @param meters   in the order found
 * @param keys     in the order found
 * @param tracks   all of them, also those without notes
 * @param problems of the file as a whole, a sentence each
 */
public record MidiInspection(
        int format,
        Division division,
        double seconds,
        int notes,
        List<Tempo> tempos,
        List<Meter> meters,
        List<Key> keys,
        List<Track> tracks,
        List<String> problems) {
    private static final int MOST_LISTED = 8;

    public MidiInspection {
        tempos = List.copyOf(tempos);
        meters = List.copyOf(meters);
        keys = List.copyOf(keys);
        tracks = List.copyOf(tracks);
        problems = List.copyOf(problems);
    }

    /**
     * What a tick is: a part of a quarter, whose length the tempo says, or a part of a film frame.
     *
     * @param ticksPerQuarter 0 if frames are counted
     * @param framesPerSecond 0 if quarters are counted
     * @param ticksPerFrame   0 if quarters are counted
     */
    public record Division(int ticksPerQuarter, double framesPerSecond, int ticksPerFrame) {}

    /**
     * @param time           seconds
     * @param beatsPerMinute quarters a minute
     */
    public record Tempo(double time, double beatsPerMinute) {}

    /**
     * @param time seconds
     * @param unit of a beat: 4 for a quarter
     */
    public record Meter(double time, int beats, int unit) {}

    /**
     * @param time seconds
     * @param name such as {@code F# minor}, in the language of the program
     */
    public record Key(double time, String name) {}

    /**
     * @param channel 1 to 16
     * @param number  0 to 127
     * @param name    by General MIDI; of a drum kit {@code drum kit}, in the language of the program
     */
    public record Program(int channel, int number, String name) {}

    /**
     * @param number   from 1
     * @param name     empty if it has none
     * @param port     0 if it names none
     * @param channels 1 to 16; those with notes, or if there are none those with any message
     * @param programs the first of each channel
     * @param playing  empty without notes
     * @param problems a sentence each
     */
    public record Track(
            int number,
            String name,
            int port,
            List<Integer> channels,
            List<Program> programs,
            Optional<Playing> playing,
            List<String> problems) {
        public Track {
            channels = List.copyOf(channels);
            programs = List.copyOf(programs);
            problems = List.copyOf(problems);
        }
    }

    /**
     * The notes of a track.
     *
     * @param notes    how many
     * @param lowest   pitch
     * @param highest  pitch
     * @param start    of the first, in seconds
     * @param end      of the last, in seconds
     * @param softest  velocity, 1 to 127
     * @param loudest  velocity, 1 to 127
     * @param sameTime the most that sound at once
     */
    public record Playing(
            int notes, int lowest, int highest, double start, double end, int softest, int loudest, int sameTime) {
        /** Whether every note is as loud as the others. */
        public boolean flatVelocity() {
            return softest == loudest;
        }
    }

    /**
     * @throws IOException with one sentence for the user, if this is no MIDI file, holds nothing readable or is too large
     */
    public static MidiInspection of(byte[] file) throws IOException {
        var content = MidiParser.parse(file);
        var clocks = content.clocks();
        double seconds = 0;
        int notes = 0;
        var tracks = new ArrayList<Track>();
        for (int i = 0; i < content.tracks.size(); i++) {
            var track = content.tracks.get(i);
            seconds = Math.max(seconds, clocks.get(i).seconds(track.end));
            notes += track.notes();
            tracks.add(track(i + 1, track, clocks.get(i)));
        }
        var division = content.countsFrames()
                ? new Division(0, content.framesPerSecond(), content.ticksPerFrame())
                : new Division(content.division, 0, 0);
        var tempos = tempos(content, clocks);
        return new MidiInspection(
                content.format,
                division,
                seconds,
                notes,
                tempos,
                content.meters.stream()
                        .map(m -> new Meter(clocks.get(m.track()).seconds(m.tick()), m.beats(), m.unit()))
                        .toList(),
                content.keys.stream()
                        .map(k -> new Key(clocks.get(k.track()).seconds(k.tick()), keyName(k)))
                        .toList(),
                tracks,
                problems(content, tempos));
    }

    private static List<Tempo> tempos(MidiContent content, List<TickClock> clocks) {
        var tempos = new ArrayList<Tempo>();
        for (int track = 0; track < (content.format == 2 ? clocks.size() : 1); track++) {
            var changes = content.temposOf(track);
            for (int i = 0; i < changes.size(); i++) {
                double time = clocks.get(track).seconds(changes.tick(i));
                tempos.add(new Tempo(time, 60e6 / changes.microsecondsPerQuarter(i)));
            }
        }
        return tempos;
    }

    private static Track track(int number, MidiTrack track, TickClock clock) {
        int mask = track.noteChannels != 0 ? track.noteChannels : track.channels;
        var channels = new ArrayList<Integer>();
        var programs = new ArrayList<Program>();
        for (int channel = 0; channel < MidiTrack.CHANNELS; channel++) {
            if ((mask & 1 << channel) != 0) {
                channels.add(channel + 1);
            }
            int program = track.program(channel);
            if (program >= 0) {
                boolean drums = channel == ChannelPlan.DRUM_CHANNEL;
                String sound = drums ? Words.of("midi.drum-kit") : GeneralMidi.programName(program);
                programs.add(new Program(channel + 1, program, sound));
            }
        }
        String name = track.name.isEmpty() ? track.instrumentName : track.name;
        return new Track(number, name, track.port, channels, programs, playing(track, clock), problems(track, clock));
    }

    private static Optional<Playing> playing(MidiTrack track, TickClock clock) {
        if (track.notes() == 0) {
            return Optional.empty();
        }
        int lowest = Pitch.HIGHEST;
        int highest = Pitch.LOWEST;
        int softest = 127;
        int loudest = 1;
        long end = 0;
        int[] ends = new int[track.notes()];
        for (int note = 0; note < track.notes(); note++) {
            lowest = Math.min(lowest, track.pitch(note));
            highest = Math.max(highest, track.pitch(note));
            softest = Math.min(softest, track.velocity(note));
            loudest = Math.max(loudest, track.velocity(note));
            end = Math.max(end, track.off(note));
            ends[note] = track.off(note);
        }
        Arrays.sort(ends);
        int ended = 0;
        int sameTime = 0;
        for (var cursor = track.cursor(); cursor.isNote(); cursor.advance()) {
            while (ends[ended] <= cursor.on() && ended < cursor.note()) {
                ended++;
            }
            sameTime = Math.max(sameTime, cursor.note() + 1 - ended);
        }
        return Optional.of(new Playing(
                track.notes(),
                lowest,
                highest,
                clock.seconds(track.cursor().on()),
                clock.seconds(end),
                softest,
                loudest,
                sameTime));
    }

    private static List<String> problems(MidiTrack track, TickClock clock) {
        int withoutLength = 0;
        int drums = 0;
        int outsideKit = 0;
        for (var cursor = track.cursor(); cursor.isNote(); cursor.advance()) {
            int note = cursor.note();
            withoutLength += track.off(note) == cursor.on() ? 1 : 0;
            if (track.channel(note) == ChannelPlan.DRUM_CHANNEL) {
                drums++;
                outsideKit += GeneralMidi.drumName(track.pitch(note)).isEmpty() ? 1 : 0;
            }
        }
        var problems = new ArrayList<String>();
        if (track.startsWhileSounding > 0) {
            problems.add(count("midi.overlapping", track.startsWhileSounding));
        }
        if (withoutLength > 0) {
            problems.add(count("midi.no-length", withoutLength));
        }
        if (track.notesWithoutEnd > 0) {
            problems.add(count("midi.no-end", track.notesWithoutEnd));
        }
        if (track.endsWithoutNote > 0) {
            problems.add(count("midi.end-without-note", track.endsWithoutNote));
        }
        if (outsideKit > 0) {
            problems.add(Words.of(
                    "midi.outside-kit",
                    outsideKit,
                    String.valueOf(outsideKit),
                    String.valueOf(drums),
                    String.valueOf(GeneralMidi.LOWEST_DRUM),
                    String.valueOf(GeneralMidi.HIGHEST_DRUM)));
        }
        if (track.badMessages > 0) {
            problems.add(count("midi.bad-messages", track.badMessages));
        }
        if (track.damaged) {
            problems.add(Words.of("midi.damaged", time(clock.seconds(track.end))));
        } else if (track.tooLong) {
            problems.add(Words.of("midi.too-late", time(clock.seconds(track.end))));
        } else if (track.endMissing) {
            problems.add(Words.of("midi.no-end-of-track"));
        }
        return problems;
    }

    private static List<String> problems(MidiContent content, List<Tempo> tempos) {
        var problems = new ArrayList<>(content.problems());
        if (tempos.isEmpty() && !content.countsFrames()) {
            problems.add(Words.of("midi.no-tempo"));
        }
        record Place(int port, int channel) {}
        var programs = new HashMap<Place, TreeMap<Integer, TreeSet<Integer>>>();
        for (int i = 0; i < content.tracks.size(); i++) {
            var track = content.tracks.get(i);
            for (int channel = 0; channel < MidiTrack.CHANNELS; channel++) {
                if (track.program(channel) >= 0 && (track.noteChannels & 1 << channel) != 0) {
                    programs.computeIfAbsent(new Place(track.port, channel), p -> new TreeMap<>())
                            .computeIfAbsent(track.program(channel), p -> new TreeSet<>())
                            .add(i + 1);
                }
            }
        }
        programs.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .sorted((a, b) -> a.getKey().channel - b.getKey().channel)
                .limit(MOST_LISTED)
                .forEach(entry -> problems.add(Words.of(
                        "midi.different-programs",
                        String.valueOf(entry.getKey().channel + 1),
                        String.join(
                                Words.of("midi.between"),
                                entry.getValue().values().stream()
                                        .map(tracks -> tracks.first().toString())
                                        .toList()))));
        return problems;
    }

    private static String keyName(MidiContent.Key key) {
        // Around the circle of fifths from Cb major and Ab minor.
        String[] tonics = {
            "Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#"
        };
        String tonic = tonics[key.sharps() + 7 + (key.minor() ? 3 : 0)];
        return key.minor() ? Words.of("midi.minor", tonic) : Words.of("midi.major", tonic);
    }

    /** A page of plain text for a terminal or a note. */
    public String describe() {
        var text = new StringBuilder();
        text.append(header()).append('\n');
        var speeds = tempos.stream()
                .map(t -> at(number(t.beatsPerMinute), t.time))
                .toList();
        var signatures =
                meters.stream().map(m -> at(m.beats + "/" + m.unit, m.time)).toList();
        var names = keys.stream().map(k -> at(k.name, k.time)).toList();
        text.append(Words.of("midi.tempos", listed(speeds))).append('\n');
        text.append(Words.of("midi.meters", listed(signatures))).append('\n');
        text.append(Words.of("midi.keys", listed(names))).append('\n');
        problems.forEach(problem -> text.append("! ").append(problem).append('\n'));
        for (var track : tracks) {
            String number = String.valueOf(track.number);
            text.append('\n')
                    .append(
                            track.name.isEmpty()
                                    ? Words.of("midi.track-heading", number)
                                    : Words.of("midi.named-track-heading", number, track.name))
                    .append('\n');
            if (!track.channels.isEmpty()) {
                text.append("  ").append(described(track)).append('\n');
            }
            track.playing.ifPresent(
                    playing -> text.append("  ").append(described(playing)).append('\n'));
            track.problems.forEach(
                    problem -> text.append("  ! ").append(problem).append('\n'));
        }
        return text.toString();
    }

    private String header() {
        String length = time(seconds);
        String counted = count("midi.notes", notes);
        return division.ticksPerQuarter > 0
                ? Words.of(
                        "midi.header-ticks",
                        String.valueOf(format),
                        String.valueOf(division.ticksPerQuarter),
                        length,
                        counted)
                : Words.of(
                        "midi.header-frames",
                        String.valueOf(format),
                        number(division.framesPerSecond),
                        String.valueOf(division.ticksPerFrame),
                        length,
                        counted);
    }

    private static String described(Track track) {
        int count = track.channels.size();
        String numbers = String.join(
                Words.of("midi.between"),
                track.channels.stream().map(String::valueOf).toList());
        var facts = new ArrayList<String>();
        facts.add(
                track.port == 0
                        ? Words.of("midi.channels", count, numbers)
                        : Words.of("midi.channels-of-port", count, numbers, String.valueOf(track.port + 1)));
        track.programs.forEach(
                program -> facts.add(Words.of("midi.program", String.valueOf(program.number), program.name)));
        return String.join(Words.of("midi.beside"), facts);
    }

    private static String described(Playing playing) {
        String softest = String.valueOf(playing.softest);
        return Words.of(
                "midi.playing",
                count("midi.notes", playing.notes),
                pitch(playing.lowest),
                pitch(playing.highest),
                time(playing.start),
                time(playing.end),
                playing.flatVelocity()
                        ? Words.of("midi.one-velocity", softest)
                        : Words.of("midi.velocities", softest, String.valueOf(playing.loudest)),
                String.valueOf(playing.sameTime));
    }

    private static String listed(List<String> values) {
        if (values.isEmpty()) {
            return Words.of("midi.none-stated");
        }
        int more = values.size() - MOST_LISTED;
        String first = String.join(Words.of("midi.between"), values.subList(0, Math.min(MOST_LISTED, values.size())));
        return more > 0 ? Words.of("midi.and-more", first, String.valueOf(more)) : first;
    }

    private static String pitch(int number) {
        return number + " (" + new Pitch(number).name(OctaveNaming.C4) + ")";
    }

    private static String at(String stated, double time) {
        return time == 0 ? stated : Words.of("midi.stated-at", stated, time(time));
    }

    private static String time(double seconds) {
        long thousandths = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT, "%d:%02d.%03d", thousandths / 60_000, thousandths / 1000 % 60, thousandths % 1000);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }

    /** The words of a key whose sentence depends on a number. */
    private static String count(String key, int number) {
        return Words.of(key, number, String.valueOf(number));
    }
}
