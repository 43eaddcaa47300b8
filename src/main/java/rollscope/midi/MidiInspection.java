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
     * @param name such as {@code F# minor}
     */
    public record Key(double time, String name) {}

    /**
     * @param channel 1 to 16
     * @param number  0 to 127
     * @param name    by General MIDI; of a drum kit {@code drum kit}
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
                programs.add(new Program(channel + 1, program, drums ? "drum kit" : GeneralMidi.programName(program)));
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
            problems.add(count(track.startsWhileSounding, "note starts", "notes start")
                    + " while the same pitch is still sounding.");
        }
        if (withoutLength > 0) {
            problems.add(count(withoutLength, "note has", "notes have") + " no length.");
        }
        if (track.notesWithoutEnd > 0) {
            problems.add(count(track.notesWithoutEnd, "note never ends", "notes never end") + ".");
        }
        if (track.endsWithoutNote > 0) {
            problems.add(count(track.endsWithoutNote, "note-off has", "note-offs have") + " no note.");
        }
        if (outsideKit > 0) {
            problems.add(count(outsideKit, "drum note", "drum notes") + " of " + drums
                    + " name no piece of the General MIDI kit (" + GeneralMidi.LOWEST_DRUM + " to "
                    + GeneralMidi.HIGHEST_DRUM + ").");
        }
        if (track.badMessages > 0) {
            problems.add(count(track.badMessages, "message is", "messages are") + " out of range or out of place.");
        }
        if (track.damaged) {
            problems.add("The track is damaged after " + time(clock.seconds(track.end))
                    + "; what follows in it cannot be read.");
        } else if (track.tooLong) {
            problems.add("What follows " + time(clock.seconds(track.end)) + " lies days later and is left out.");
        } else if (track.endMissing) {
            problems.add("The end-of-track event is missing.");
        }
        return problems;
    }

    private static List<String> problems(MidiContent content, List<Tempo> tempos) {
        var problems = new ArrayList<>(content.problems);
        if (tempos.isEmpty() && !content.countsFrames()) {
            problems.add("The file states no tempo; readers take it for 120 beats a minute.");
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
                .forEach(entry -> problems.add("Channel " + (entry.getKey().channel + 1)
                        + " is given different programs by tracks "
                        + String.join(
                                ", ",
                                entry.getValue().values().stream()
                                        .map(tracks -> tracks.first().toString())
                                        .toList())
                        + "."));
        return problems;
    }

    private static String keyName(MidiContent.Key key) {
        // Around the circle of fifths from Cb major and Ab minor.
        String[] tonics = {
            "Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#"
        };
        return tonics[key.sharps() + 7 + (key.minor() ? 3 : 0)] + (key.minor() ? " minor" : " major");
    }

    /** A page of plain text for a terminal. */
    public String describe() {
        var text = new StringBuilder();
        text.append("format ").append(format).append(", ");
        if (division.ticksPerQuarter > 0) {
            text.append(division.ticksPerQuarter).append(" ticks a quarter");
        } else {
            text.append(number(division.framesPerSecond))
                    .append(" frames a second of ")
                    .append(division.ticksPerFrame)
                    .append(" ticks");
        }
        text.append(", ").append(time(seconds)).append(", ");
        text.append(count(notes, "note", "notes")).append('\n');
        line(
                text,
                "tempo",
                tempos.stream().map(t -> number(t.beatsPerMinute) + at(t.time)).toList());
        line(
                text,
                "meter",
                meters.stream().map(m -> m.beats + "/" + m.unit + at(m.time)).toList());
        line(text, "key", keys.stream().map(k -> k.name + at(k.time)).toList());
        problems.forEach(problem -> text.append("! ").append(problem).append('\n'));
        for (var track : tracks) {
            text.append("\ntrack ").append(track.number);
            text.append(track.name.isEmpty() ? "" : " \"" + track.name + '"').append('\n');
            if (!track.channels.isEmpty()) {
                text.append(track.channels.size() == 1 ? "  channel " : "  channels ");
                text.append(String.join(
                        ", ", track.channels.stream().map(String::valueOf).toList()));
                text.append(track.port == 0 ? "" : " of port " + (track.port + 1));
                for (var program : track.programs) {
                    text.append(", program ")
                            .append(program.number)
                            .append(" (")
                            .append(program.name)
                            .append(')');
                }
                text.append('\n');
            }
            track.playing.ifPresent(
                    playing -> text.append("  ").append(describe(playing)).append('\n'));
            track.problems.forEach(
                    problem -> text.append("  ! ").append(problem).append('\n'));
        }
        return text.toString();
    }

    private static String describe(Playing playing) {
        return count(playing.notes, "note", "notes") + ", " + pitch(playing.lowest) + " to " + pitch(playing.highest)
                + ", " + time(playing.start) + " to " + time(playing.end) + ", "
                + (playing.flatVelocity()
                        ? "velocity " + playing.softest + " throughout"
                        : "velocity " + playing.softest + " to " + playing.loudest)
                + ", " + playing.sameTime + " at a time at most";
    }

    private static void line(StringBuilder text, String label, List<String> values) {
        text.append(label).append(": ");
        text.append(
                values.isEmpty()
                        ? "none stated"
                        : String.join(", ", values.subList(0, Math.min(MOST_LISTED, values.size()))));
        text.append(values.size() > MOST_LISTED ? " and " + (values.size() - MOST_LISTED) + " more" : "");
        text.append('\n');
    }

    private static String pitch(int number) {
        return number + " (" + new Pitch(number).name(OctaveNaming.C4) + ")";
    }

    private static String at(double time) {
        return time == 0 ? "" : " at " + time(time);
    }

    private static String time(double seconds) {
        long thousandths = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT, "%d:%02d.%03d", thousandths / 60_000, thousandths / 1000 % 60, thousandths % 1000);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
