package rollscope.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.tempo.Analysis;
import rollscope.tempo.Key;
import rollscope.tempo.TempoAnalysis;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * How right and how fast the tempo analysis is, on songs whose beats are known. The folder is the system property {@code songs}:
 * in it a folder a song with {@code record-info.json}, an answer of the service; {@code beats.tsv}, a line a beat: second, 1 if
 * it starts a bar counting by two, 1 if counting by four; {@code truth.json} with {@code bpm_notated}, {@code bpm_beats_median},
 * {@code bpm_audio_median}, the tempo heard, and {@code key}. Prints {@code name value unit} lines.
 *
 * <p>Each change of the songs has its rows: notes dropped, added, shifted. {@code baseline} is what a MIDI file without analysis
 * says, 120 beats a minute from second 0, with the key by the profiles of Krumhansl and Kessler; {@code comb} is the best
 * constant tempo by the concentration of the onsets.
 */
public final class SongsBench {
    private static final double BEAT_TOLERANCE = 0.070;
    private static final String[] METRICS = {
        "tempo1", "tempo2", "exact", "beatF", "beatF_any_level", "downbeatF", "downbeatF_bars_of_4", "meter", "key"
    };

    private static final long MADE_SEED = 909_000;
    private static final int MADE = 200;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SongsBench() {}

    @SuppressWarnings("ArrayRecordComponent")
    record Song(
            String name,
            Transcription transcription,
            double[] beats,
            double[] byFour,
            double[] byTwo,
            double notated,
            double median,
            double heard,
            int beatsPerBar,
            Optional<Integer> key) {
        boolean heardTwice() {
            return Math.abs(heard / median - 2) < 0.1;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(double[] beats, double[] downbeats, int beatsPerBar, Optional<Integer> key) {
        static Answer of(Analysis analysis, double duration) {
            var beats = analysis.beats();
            double[] at = new double[beats.size()];
            double[] down = new double[beats.size()];
            int bars = 0;
            for (int i = 0; i < at.length; i++) {
                at[i] = beats.seconds(i);
                if (beats.isDownbeat(i)) {
                    down[bars++] = at[i];
                }
            }
            int perBar = analysis.map()
                    .flatMap(map -> map.meter(duration))
                    .map(meter -> meter.beats())
                    .orElse(0);
            return new Answer(
                    at, Arrays.copyOf(down, bars), perBar, analysis.key().map(SongsBench::number));
        }
    }

    public static void main(String[] args) throws IOException {
        String folder = System.getProperty("songs", "");
        if (folder.isBlank()) {
            System.err.println("-Dsongs=DIR names the folder of the songs.");
            System.exit(2);
        }
        var songs = read(Path.of(folder));
        Map<String, Function<Song, Song>> changes = new LinkedHashMap<>();
        changes.put("clean", song -> song);
        changes.put("dropped_20", song -> changed(song, 0.2, 0, 0));
        changes.put("added_10", song -> changed(song, 0, 0.1, 0));
        changes.put("jitter_10ms", song -> changed(song, 0, 0, 0.010));
        changes.put("drop_add_jitter", song -> changed(song, 0.2, 0.1, 0.010));
        changes.put("merged", SongsBench::merged);
        changes.put("flat", SongsBench::flat);
        changes.put("minute", SongsBench::minute);
        changes.put("first_instrument", song -> only(song, 0));
        changes.put(
                "last_instrument",
                song -> only(song, song.transcription.instruments().size() - 1));
        for (var change : changes.entrySet()) {
            var changed = songs.stream().map(change.getValue()).toList();
            report(change.getKey(), changed, SongsBench::analysed);
            if (change.getKey().equals("clean")) {
                report("half_a", half(changed, 0), SongsBench::analysed);
                report("half_b", half(changed, 1), SongsBench::analysed);
                report("baseline", changed, SongsBench::baseline);
                report("comb", changed, SongsBench::comb);
            }
        }
        made();
        speed(songs);
    }

    /** Songs that nobody could fit anything to: by who plays and how the tempo goes, and damaged. */
    private static void made() {
        var songs = MadeSongs.of(MADE_SEED, MADE);
        report("made", songs, SongsBench::analysed);
        for (var band : MadeSongs.Band.values()) {
            report("made_" + band.name().toLowerCase(Locale.ROOT), named(songs, band.name()), SongsBench::analysed);
        }
        for (var tempo : MadeSongs.Tempo.values()) {
            report("made_" + tempo.name().toLowerCase(Locale.ROOT), named(songs, tempo.name()), SongsBench::analysed);
        }
        var damaged = songs.stream().map(song -> changed(song, 0.2, 0.1, 0.010)).toList();
        report("made_drop_add_jitter", damaged, SongsBench::analysed);
    }

    private static List<Song> named(List<Song> songs, String part) {
        return songs.stream().filter(song -> song.name.contains("-" + part)).toList();
    }

    private static List<Song> half(List<Song> songs, int which) {
        return songs.stream()
                .filter(song -> Math.floorMod(song.name.hashCode() * 31 >> 4, 2) == which)
                .toList();
    }

    private static Answer analysed(Song song) {
        return Answer.of(TempoAnalysis.of(song.transcription), song.transcription.duration());
    }

    private static void report(String name, List<Song> songs, Function<Song, Answer> method) {
        double[] sums = new double[METRICS.length];
        int keys = 0;
        for (var song : songs) {
            double[] score = score(song, method.apply(song));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += score[i];
            }
            keys += song.key.isPresent() ? 1 : 0;
            if (Boolean.getBoolean("each")) {
                System.out.println("songs." + name + "." + song.name + " " + Arrays.toString(score));
            }
        }
        print("songs." + name + ".songs", songs.size(), "");
        for (int i = 0; i < METRICS.length; i++) {
            print(
                    "songs." + name + "." + METRICS[i],
                    sums[i] / Math.max(1, METRICS[i].equals("key") ? keys : songs.size()),
                    "");
        }
    }

    private static double[] score(Song song, Answer answer) {
        double low = song.beats[0] - BEAT_TOLERANCE;
        double high = song.beats[song.beats.length - 1] + BEAT_TOLERANCE;
        double[] beats = within(answer.beats, low, high);
        double[] downbeats = within(answer.downbeats, low, high);
        double bpm = 60 / median(intervals(beats));
        double[] levels = {song.median, song.notated, song.heardTwice() ? 2 * song.median : song.median};
        boolean tempo1 = isTempo(bpm, 1, levels, song.heard);
        boolean tempo2 = false;
        boolean exact = false;
        for (double factor : new double[] {1, 2, 0.5, 3, 1 / 3.0}) {
            tempo2 |= isTempo(bpm, factor, levels, song.heard);
            exact |= Math.abs(bpm * factor - song.median) < 0.01 * factor;
        }
        double[] twice = twice(song.beats);
        double f = f(song.beats, beats);
        double byFour = f(song.byFour, downbeats);
        return new double[] {
            tempo1 ? 1 : 0,
            tempo2 ? 1 : 0,
            exact ? 1 : 0,
            song.heardTwice() ? Math.max(f, f(twice, beats)) : f,
            Math.max(
                    Math.max(f, f(twice, beats)),
                    Math.max(f(every(song.beats, 0), beats), f(every(song.beats, 1), beats))),
            Math.max(byFour, f(song.byTwo, downbeats)),
            byFour,
            answer.beatsPerBar == song.beatsPerBar ? 1 : 0,
            song.key.isPresent() && song.key.equals(answer.key) ? 1 : 0
        };
    }

    private static boolean isTempo(double bpm, double factor, double[] levels, double heard) {
        return Arrays.stream(levels).anyMatch(level -> Math.abs(bpm * factor / level - 1) < 0.005)
                || Math.abs(bpm * factor / heard - 1) < 0.02;
    }

    /** The F measure of estimated against true moments, each used once. */
    private static double f(double[] truth, double[] estimate) {
        int hits = 0;
        int next = 0;
        for (double moment : truth) {
            while (next < estimate.length && estimate[next] < moment - BEAT_TOLERANCE) {
                next++;
            }
            if (next < estimate.length && estimate[next] <= moment + BEAT_TOLERANCE) {
                hits++;
                next++;
            }
        }
        return hits == 0 ? 0 : 2.0 * hits / (truth.length + estimate.length);
    }

    private static double[] within(double[] values, double low, double high) {
        return Arrays.stream(values)
                .filter(value -> value >= low && value <= high)
                .toArray();
    }

    private static double[] intervals(double[] values) {
        double[] intervals = new double[Math.max(1, values.length - 1)];
        for (int i = 0; i + 1 < values.length; i++) {
            intervals[i] = values[i + 1] - values[i];
        }
        return intervals;
    }

    private static double[] twice(double[] beats) {
        double[] twice = new double[2 * beats.length - 1];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = (beats[i / 2] + beats[(i + 1) / 2]) / 2;
        }
        return twice;
    }

    private static double[] every(double[] beats, int from) {
        double[] every = new double[(beats.length - from + 1) / 2];
        for (int i = 0; i < every.length; i++) {
            every[i] = beats[from + 2 * i];
        }
        return every;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    // What is done to the songs.

    /** Drops and adds shares of the notes and moves each start by a normal amount, at most three times {@code jitter}. */
    static Song changed(Song song, double drop, double add, double jitter) {
        var random = new SplittableRandom(song.name.hashCode());
        var notes = song.transcription.notes();
        var builder = NoteTable.builder(notes.size());
        int parts = song.transcription.instruments().size();
        for (int i = 0; i < notes.size(); i++) {
            if (random.nextDouble() >= drop) {
                double shift = Math.clamp(random.nextGaussian(), -3, 3) * jitter;
                double start = Math.max(0, notes.start(i) + shift);
                double end = Math.clamp(notes.end(i) + shift, start + 0.02, song.transcription.duration() + 1);
                builder.add(start, end, notes.pitch(i), notes.velocity(i), notes.instrument(i));
            }
            if (random.nextDouble() < add) {
                double start = random.nextDouble(notes.end());
                builder.add(
                        start, start + random.nextDouble(0.05, 0.6), random.nextInt(36, 90), 80, random.nextInt(parts));
            }
        }
        return with(song, song.transcription.instruments(), builder.build());
    }

    private static Song merged(Song song) {
        var notes = song.transcription.notes();
        var builder = NoteTable.builder(notes.size());
        for (int i = 0; i < notes.size(); i++) {
            builder.add(notes.start(i), notes.end(i), notes.pitch(i), notes.velocity(i), 0);
        }
        return with(song, List.of(new Instrument(0, "Everything", 0, true, false)), builder.build());
    }

    private static Song flat(Song song) {
        var notes = song.transcription.notes();
        var builder = NoteTable.builder(notes.size());
        for (int i = 0; i < notes.size(); i++) {
            builder.add(notes.start(i), notes.end(i), notes.pitch(i), 100, notes.instrument(i));
        }
        return with(song, song.transcription.instruments(), builder.build());
    }

    static Song only(Song song, int part) {
        var notes = song.transcription.notes();
        var builder = NoteTable.builder(notes.size());
        notes.notesOf(part)
                .forEach(i -> builder.add(notes.start(i), notes.end(i), notes.pitch(i), notes.velocity(i), part));
        return with(song, song.transcription.instruments(), builder.build());
    }

    /** The minute in the middle, as a file of its own. */
    static Song minute(Song song) {
        var notes = song.transcription.notes();
        double from = Math.max(0, notes.end() / 2 - 30);
        var builder = NoteTable.builder(notes.size());
        for (int i = 0; i < notes.size(); i++) {
            if (notes.start(i) >= from && notes.start(i) < from + 60) {
                builder.add(
                        notes.start(i) - from,
                        notes.end(i) - from,
                        notes.pitch(i),
                        notes.velocity(i),
                        notes.instrument(i));
            }
        }
        var table = builder.build();
        var cut = with(song, song.transcription.instruments(), table);
        return new Song(
                song.name,
                cut.transcription,
                moved(song.beats, from),
                moved(song.byFour, from),
                moved(song.byTwo, from),
                song.notated,
                song.median,
                song.heard,
                song.beatsPerBar,
                song.key);
    }

    private static double[] moved(double[] values, double from) {
        return Arrays.stream(values)
                .filter(value -> value >= from && value < from + 60)
                .map(value -> value - from)
                .toArray();
    }

    private static Song with(Song song, List<Instrument> instruments, NoteTable notes) {
        var old = song.transcription;
        return new Song(
                song.name,
                new Transcription(
                        old.id(),
                        old.title(),
                        Math.max(notes.end(), song.transcription.duration()),
                        instruments,
                        notes,
                        old.stems()),
                song.beats,
                song.byFour,
                song.byTwo,
                song.notated,
                song.median,
                song.heard,
                song.beatsPerBar,
                song.key);
    }

    // What the analysis is compared with.

    private static Answer baseline(Song song) {
        return grid(song, 0.5, 0);
    }

    private static Answer comb(Song song) {
        var notes = song.transcription.notes();
        double best = -1;
        double interval = 0.5;
        double phase = 0;
        for (double bpm = 60; bpm < 180; bpm *= 1.0005) {
            double cos = 0;
            double sin = 0;
            for (int i = 0; i < notes.size(); i++) {
                double turn = 2 * Math.PI * notes.start(i) * bpm / 60;
                cos += Math.cos(turn);
                sin += Math.sin(turn);
            }
            double preference = Math.exp(-0.5 * Math.pow(Math.log(bpm / 110) / 0.5, 2));
            if (Math.hypot(cos, sin) * preference > best) {
                best = Math.hypot(cos, sin) * preference;
                interval = 60 / bpm;
                phase = Math.atan2(sin, cos) / (2 * Math.PI) * interval;
            }
        }
        return grid(song, interval, Math.floorMod((long) (phase * 1e6), (long) (interval * 1e6)) / 1e6);
    }

    private static Answer grid(Song song, double interval, double first) {
        var beats = new ArrayList<Double>();
        var downbeats = new ArrayList<Double>();
        for (int i = 0; first + i * interval < song.transcription.duration(); i++) {
            beats.add(first + i * interval);
            if (i % 4 == 0) {
                downbeats.add(first + i * interval);
            }
        }
        return new Answer(array(beats), array(downbeats), 4, Optional.of(krumhansl(song.transcription.notes())));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int krumhansl(NoteTable notes) {
        double[] major = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
        double[] minor = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};
        double[] amounts = new double[12];
        for (int i = 0; i < notes.size(); i++) {
            amounts[notes.pitch(i) % 12] += notes.end(i) - notes.start(i);
        }
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int key = 0; key < 24; key++) {
            double[] profile = key < 12 ? major : minor;
            double mean = Arrays.stream(profile).average().orElse(0);
            double sum = 0;
            double square = 0;
            for (int k = 0; k < 12; k++) {
                sum += amounts[(key + k) % 12] * (profile[k] - mean);
                square += (profile[k] - mean) * (profile[k] - mean);
            }
            if (sum / Math.sqrt(square) > most) {
                most = sum / Math.sqrt(square);
                best = key;
            }
        }
        return best;
    }

    // How fast it is.

    private static void speed(List<Song> songs) {
        double[] times = new double[songs.size()];
        double[] perMinute = new double[songs.size()];
        for (int run = 0; run < 5; run++) {
            for (int i = 0; i < times.length; i++) {
                times[i] = milliseconds(songs.get(i).transcription);
                perMinute[i] = times[i] / songs.get(i).transcription.duration() * 60;
            }
        }
        print("songs.analysis_ms", median(times), "ms");
        print("songs.analysis_ms_longest", Arrays.stream(times).max().orElse(0), "ms");
        print("songs.analysis_ms_of_5_minutes", 5 * median(perMinute), "ms");
        print("songs.analysis_ms_of_a_million_notes_in_an_hour", milliseconds(many(1_000_000, 3600)), "ms");
        print("songs.analysis_ms_of_a_million_notes_in_a_day", milliseconds(many(1_000_000, 86_400)), "ms");
    }

    private static double milliseconds(Transcription transcription) {
        // Of the thread, so that a busy machine does not count.
        long start = THREADS.getCurrentThreadCpuTime();
        var analysis = TempoAnalysis.of(transcription);
        double time = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
        if (analysis.map().isEmpty()) {
            throw new AssertionError(analysis);
        }
        return time;
    }

    private static Transcription many(int count, double seconds) {
        var random = new SplittableRandom(4);
        var builder = NoteTable.builder(count);
        for (int i = 0; i < count; i++) {
            double start = Math.rint(random.nextDouble(seconds) * 8) / 8 + random.nextDouble(0.01);
            builder.add(start, start + random.nextDouble(0.05, 1), random.nextInt(30, 90), 90, i % 4);
        }
        var notes = builder.build();
        var parts = new ArrayList<Instrument>();
        for (int i = 0; i < 4; i++) {
            parts.add(new Instrument(i, "Part " + i, 0, true, false));
        }
        return new Transcription("many", "Many", notes.end(), parts, notes, List.of());
    }

    // Reading the truth.

    static List<Song> read(Path folder) throws IOException {
        var songs = new ArrayList<Song>();
        List<Path> folders;
        try (var listed = Files.list(folder)) {
            folders = listed.filter(path -> Files.exists(path.resolve("beats.tsv")))
                    .sorted()
                    .toList();
        }
        for (var path : folders) {
            var truth = Files.readString(path.resolve("truth.json"));
            var rows = Files.readAllLines(path.resolve("beats.tsv")).stream()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
            songs.add(new Song(
                    String.valueOf(path.getFileName()),
                    open(path.resolve("record-info.json")),
                    column(rows, -1),
                    column(rows, 2),
                    column(rows, 1),
                    number(truth, "bpm_notated"),
                    number(truth, "bpm_beats_median"),
                    number(truth, "bpm_audio_median"),
                    4,
                    key(truth)));
        }
        return songs;
    }

    private static Transcription open(Path file) {
        return switch (Library.openFile(file)) {
            case Outcome.Ok<Transcription>(var transcription) -> transcription;
            case Outcome.Failed<Transcription>(var problem) ->
                throw new AssertionError(file + ": " + problem.sentence());
        };
    }

    private static double[] column(List<String[]> rows, int flag) {
        return rows.stream()
                .filter(row -> flag < 0 || row[flag].equals("1"))
                .mapToDouble(row -> Double.parseDouble(row[0]))
                .toArray();
    }

    private static double number(String json, String name) {
        var found = Pattern.compile('"' + name + "\":\\s*([0-9.]+)").matcher(json);
        if (!found.find()) {
            throw new AssertionError(name + " is missing");
        }
        return Double.parseDouble(found.group(1));
    }

    /** 0 for C major to 11 for B major, 12 for C minor to 23 for B minor. */
    private static Optional<Integer> key(String json) {
        var found = Pattern.compile("\"key\":\\s*\"([A-G])([#b]*):(maj|min)").matcher(json);
        if (!found.find()) {
            return Optional.empty();
        }
        int tonic = "C D EF G A B".indexOf(found.group(1));
        for (char sign : found.group(2).toCharArray()) {
            tonic += sign == '#' ? 1 : -1;
        }
        return Optional.of(Math.floorMod(tonic, 12) + (found.group(3).equals("min") ? 12 : 0));
    }

    private static int number(Key key) {
        return key.tonic() + (key.mode() == Key.Mode.MINOR ? 12 : 0);
    }

    private static void print(String name, double value, String unit) {
        System.out.println(
                String.format(Locale.ROOT, "%s %.3f %s", name, value, unit).strip());
    }
}
