package rollscope.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.midi.Excerpt;
import rollscope.midi.FileOptions;
import rollscope.midi.Placement;
import rollscope.midi.Quantise;
import rollscope.roll.Selection;
import rollscope.tempo.Key;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * What a user wants of a MIDI file, whatever the song. {@link #apply} makes of it what is written, for the window, its preview and
 * the command line alike.
 *
 * @param place         where notes lie against bars, and bars against the audio
 * @param tracks        format 0 or 1
 * @param oneFileEach   whether every instrument gets a file of its own
 * @param snap          how starts of notes are quantised; as delivered if empty
 * @param shortest      how long a note lasts at least, in seconds from 0 to {@value FileOptions#LONGEST_MINIMUM}
 * @param velocity      of every note, 1 to 127; as delivered if empty
 * @param key           whether the key, if it is known, is stated
 * @param padStem       whether the stem is written too, with as much silence before it as the notes of {@link Place#BAR_ONE} are
 *                      later
 */
public record Recipe(
        Place place,
        FileOptions.Tracks tracks,
        boolean oneFileEach,
        Scope scope,
        Optional<Snap> snap,
        double shortest,
        OptionalInt velocity,
        boolean key,
        boolean padStem) {

    /** Nothing changed: every note at its second, all of the song in one file. */
    public static final Recipe EXACT = new Recipe(
            Place.SECONDS,
            FileOptions.Tracks.ONE_AN_INSTRUMENT,
            false,
            Scope.WHOLE,
            Optional.empty(),
            0,
            OptionalInt.empty(),
            false,
            false);

    /** Where notes lie; see {@link Placement}. */
    public enum Place {
        /** 120 beats a minute from the start of the audio on. */
        SECONDS("seconds"),
        /** The bars of the song, the file starting with the audio. */
        STEM("stem"),
        /** The bars of the song, the file starting with one of them. */
        BAR_ONE("bar1");

        private final String word;

        Place(String word) {
            this.word = word;
        }

        /** For a terminal and for the settings. */
        public String word() {
            return word;
        }

        public static Optional<Place> of(String word) {
            return Arrays.stream(values())
                    .filter(place -> place.word.equals(word))
                    .findFirst();
        }
    }

    /** How much of a song is written. */
    public enum Scope {
        WHOLE,
        /** What sounds in the loop, as a clip that starts with it. */
        LOOP,
        /** The notes selected, at the places they have; instruments without any are left out. */
        SELECTION
    }

    /**
     * How starts of notes are quantised.
     *
     * @param strength how much of the way to the grid a note goes, in percent, 0 to 100
     * @param swing    where in a pair of steps the second lies, in percent, 50 (in the middle) to 75
     */
    public record Snap(Grid grid, int strength, int swing) {
        /** All the way to sixteenths, without swing. */
        public static final Snap SIXTEENTHS = new Snap(Grid.SIXTEENTH, 100, 50);

        public Snap {
            Objects.requireNonNull(grid);
            if (strength < 0 || strength > 100) {
                throw new IllegalArgumentException("strength " + strength + " is outside 0 to 100");
            }
            if (swing < 50 || swing > 75) {
                throw new IllegalArgumentException("swing " + swing + " is outside 50 to 75");
            }
        }

        Quantise quantise() {
            return new Quantise(grid.quarters(), strength / 100.0, swing / 100.0);
        }
    }

    /**
     * A stretch of a song, in seconds.
     *
     * @param from 0 or more
     * @param to   after {@code from}
     */
    public record Span(double from, double to) {
        public Span {
            if (!(from >= 0 && to > from) || Double.isInfinite(to)) {
                throw new IllegalArgumentException("from " + from + " s to " + to + " s");
            }
        }
    }

    /**
     * A song and what is known of it.
     *
     * @param map       beats and bars, if known
     * @param loop      for {@link Scope#LOOP}
     * @param selection of notes of the song, for {@link Scope#SELECTION}
     */
    public record Source(
            Transcription song, Optional<TempoMap> map, Optional<Key> key, Optional<Span> loop, Selection selection) {
        public Source {
            Objects.requireNonNull(song);
            Objects.requireNonNull(map);
            Objects.requireNonNull(key);
            Objects.requireNonNull(loop);
            Objects.requireNonNull(selection);
        }

        /** A song of which nothing is known but its notes. */
        public static Source of(Transcription song) {
            return new Source(song, Optional.empty(), Optional.empty(), Optional.empty(), Selection.EMPTY);
        }

        public Source withTempo(Optional<TempoMap> wanted, Optional<Key> wantedKey) {
            return new Source(song, wanted, wantedKey, loop, selection);
        }

        public Source withLoop(Optional<Span> wanted) {
            return new Source(song, map, key, wanted, selection);
        }

        public Source withSelection(Selection wanted) {
            return new Source(song, map, key, loop, wanted);
        }
    }

    /** Why a file is not as it was asked for. */
    public enum Shortfall {
        NO_TEMPO("export.no-tempo"),
        NO_GRID("export.no-grid"),
        NO_LOOP("export.no-loop"),
        NO_SELECTION("export.no-selection");

        private final String key;

        Shortfall(String key) {
            this.key = key;
        }

        /** For the user. */
        public String sentence() {
            return Words.of(key);
        }
    }

    public Recipe {
        Objects.requireNonNull(place);
        Objects.requireNonNull(tracks);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(snap);
        // What it allows of the rest is what the file allows.
        new FileOptions(new Placement.ExactSeconds(), tracks, Optional.empty(), velocity, shortest);
    }

    /**
     * What becomes of a song. Looks at all its notes, so not on the FX thread.
     *
     * <p>Notes are quantised before a loop is cut out, so that one that is played a little before the loop and belongs to its first
     * beat is in it, and one that belongs to the beat behind it is not.
     */
    public Plan apply(Source source) {
        var shortfalls = new ArrayList<Shortfall>();
        var map = source.map();
        if (map.isEmpty() && place != Place.SECONDS) {
            shortfalls.add(Shortfall.NO_TEMPO);
        }
        if (map.isEmpty() && snap.isPresent()) {
            shortfalls.add(Shortfall.NO_GRID);
        }
        var loop = scope == Scope.LOOP ? source.loop() : Optional.<Span>empty();
        if (scope == Scope.LOOP && loop.isEmpty()) {
            shortfalls.add(Shortfall.NO_LOOP);
        }
        var chosen = source.song();
        if (scope == Scope.SELECTION && source.selection().isEmpty()) {
            shortfalls.add(Shortfall.NO_SELECTION);
        } else if (scope == Scope.SELECTION) {
            chosen = Excerpt.notes(chosen, source.selection()::contains);
        }
        var delivered = chosen;
        var parts = scope == Scope.SELECTION && !source.selection().isEmpty()
                ? played(chosen)
                : IntStream.range(0, chosen.instruments().size()).boxed().toList();
        var moved = snap.isPresent() && map.isPresent()
                ? withNotes(chosen, snap.get().quantise().apply(chosen.notes(), map.get()))
                : chosen;
        double from = loop.map(Span::from).orElse(0.0);
        var moves = Moves.between(
                delivered.notes(), moved.notes(), from, loop.map(Span::to).orElse(Double.POSITIVE_INFINITY));
        var written =
                loop.map(span -> Excerpt.range(moved, span.from(), span.to())).orElse(moved);
        var options = new FileOptions(
                placement(map.map(known -> known.shifted(-from))),
                tracks,
                key ? source.key() : Optional.empty(),
                velocity,
                shortest);
        return new Plan(this, source.song(), only(written, parts), parts, options, from, loop, moves, shortfalls);
    }

    private Placement placement(Optional<TempoMap> map) {
        if (map.isEmpty()) {
            return new Placement.ExactSeconds();
        }
        return switch (place) {
            case SECONDS -> new Placement.ExactSeconds();
            case STEM -> new Placement.WithStem(map.get());
            case BAR_ONE -> new Placement.BarOneFirst(map.get());
        };
    }

    /** The instruments that have notes. */
    private static List<Integer> played(Transcription song) {
        var played = new BitSet();
        for (int i = 0; i < song.notes().size(); i++) {
            played.set(song.notes().instrument(i));
        }
        return played.stream().boxed().toList();
    }

    /** Without the other instruments, which have no notes. */
    private static Transcription only(Transcription song, List<Integer> parts) {
        if (parts.size() == song.instruments().size()) {
            return song;
        }
        var instruments = new ArrayList<Instrument>();
        int[] place = new int[song.instruments().size()];
        for (int part : parts) {
            var one = song.instruments().get(part);
            place[part] = instruments.size();
            instruments.add(new Instrument(instruments.size(), one.name(), one.program(), one.guessed(), one.drums()));
        }
        var notes = NoteTable.builder(song.notes().size());
        for (int i = 0; i < song.notes().size(); i++) {
            notes.add(
                    song.notes().start(i),
                    song.notes().end(i),
                    song.notes().pitch(i),
                    song.notes().velocity(i),
                    place[song.notes().instrument(i)]);
        }
        return new Transcription(song.id(), song.title(), song.duration(), instruments, notes.build(), song.stems());
    }

    private static Transcription withNotes(Transcription song, NoteTable notes) {
        return new Transcription(
                song.id(),
                song.title(),
                Math.max(song.duration(), notes.end()),
                song.instruments(),
                notes,
                song.stems());
    }

    // Other recipes

    public Recipe withPlace(Place wanted) {
        return new Recipe(wanted, tracks, oneFileEach, scope, snap, shortest, velocity, key, padStem);
    }

    public Recipe withTracks(FileOptions.Tracks wanted) {
        return new Recipe(place, wanted, oneFileEach, scope, snap, shortest, velocity, key, padStem);
    }

    public Recipe withOneFileEach(boolean wanted) {
        return new Recipe(place, tracks, wanted, scope, snap, shortest, velocity, key, padStem);
    }

    public Recipe withScope(Scope wanted) {
        return new Recipe(place, tracks, oneFileEach, wanted, snap, shortest, velocity, key, padStem);
    }

    public Recipe withSnap(Optional<Snap> wanted) {
        return new Recipe(place, tracks, oneFileEach, scope, wanted, shortest, velocity, key, padStem);
    }

    public Recipe withShortest(double wanted) {
        return new Recipe(place, tracks, oneFileEach, scope, snap, wanted, velocity, key, padStem);
    }

    public Recipe withVelocity(OptionalInt wanted) {
        return new Recipe(place, tracks, oneFileEach, scope, snap, shortest, wanted, key, padStem);
    }

    public Recipe withKey(boolean wanted) {
        return new Recipe(place, tracks, oneFileEach, scope, snap, shortest, velocity, wanted, padStem);
    }

    public Recipe withPadStem(boolean wanted) {
        return new Recipe(place, tracks, oneFileEach, scope, snap, shortest, velocity, key, wanted);
    }

    // To be remembered

    /** The choices that differ from {@link #EXACT}, by name; {@link #of} reads them. */
    public Map<String, String> words() {
        var words = new LinkedHashMap<String, String>();
        put(words, "place", place.word, EXACT.place.word);
        put(words, "tracks", word(tracks), word(EXACT.tracks));
        put(words, "oneFileEach", String.valueOf(oneFileEach), String.valueOf(EXACT.oneFileEach));
        put(words, "scope", word(scope), word(EXACT.scope));
        snap.ifPresent(wanted -> {
            words.put("grid", wanted.grid.symbol());
            words.put("strength", String.valueOf(wanted.strength));
            words.put("swing", String.valueOf(wanted.swing));
        });
        put(words, "shortest", String.valueOf(shortest), String.valueOf(EXACT.shortest));
        velocity.ifPresent(wanted -> words.put("velocity", String.valueOf(wanted)));
        put(words, "key", String.valueOf(key), String.valueOf(EXACT.key));
        put(words, "padStem", String.valueOf(padStem), String.valueOf(EXACT.padStem));
        return words;
    }

    /** Reads {@link #words}; what cannot be understood is as in {@link #EXACT}. */
    public static Recipe of(Map<String, String> words) {
        var place = Optional.ofNullable(words.get("place")).flatMap(Place::of).orElse(EXACT.place);
        var tracks = named(FileOptions.Tracks.values(), words.get("tracks")).orElse(EXACT.tracks);
        var scope = named(Scope.values(), words.get("scope")).orElse(EXACT.scope);
        var snap = Optional.ofNullable(words.get("grid"))
                .flatMap(Grid::of)
                .map(grid -> new Snap(
                        grid,
                        whole(words.get("strength"), 0, 100).orElse(Snap.SIXTEENTHS.strength),
                        whole(words.get("swing"), 50, 75).orElse(Snap.SIXTEENTHS.swing)));
        return new Recipe(
                place,
                tracks,
                flag(words.get("oneFileEach"), EXACT.oneFileEach),
                scope,
                snap,
                seconds(words.get("shortest")),
                whole(words.get("velocity"), 1, 127),
                flag(words.get("key"), EXACT.key),
                flag(words.get("padStem"), EXACT.padStem));
    }

    private static void put(Map<String, String> words, String name, String value, String usual) {
        if (!value.equals(usual)) {
            words.put(name, value);
        }
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] choices, @Nullable String word) {
        return Arrays.stream(choices)
                .filter(choice -> word(choice).equals(word))
                .findFirst();
    }

    private static boolean flag(@Nullable String word, boolean usual) {
        return "true".equals(word) || (usual && !"false".equals(word));
    }

    private static OptionalInt whole(@Nullable String word, int least, int most) {
        if (word == null || !word.matches("[0-9]{1,3}")) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(word);
        return value >= least && value <= most ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private static double seconds(@Nullable String word) {
        if (word == null || !word.matches("[0-9]{1,2}(\\.[0-9]{1,9})?")) {
            return EXACT.shortest;
        }
        double value = Double.parseDouble(word);
        return value <= FileOptions.LONGEST_MINIMUM ? value : EXACT.shortest;
    }

    /** How far quantising moved notes: pairs of a pitch and instrument keep their order, so the notes of both are told apart by it. */
    public record Moves(int moved, double farthest) {
        public static final Moves NONE = new Moves(0, 0);

        /** Less is not heard, seen or kept by any grid, in seconds. */
        private static final double NOTHING = 0.0005;

        /** Of the notes that start in a stretch before or after. */
        static Moves between(NoteTable before, NoteTable after, double from, double to) {
            if (before.equals(after)) {
                return NONE;
            }
            double[] then = starts(before);
            double[] now = starts(after);
            int moved = 0;
            double farthest = 0;
            for (int i = 0; i < then.length; i++) {
                boolean counts = (then[i] >= from && then[i] < to) || (now[i] >= from && now[i] < to);
                double way = Math.abs(now[i] - then[i]);
                if (counts && way >= NOTHING) {
                    moved++;
                    farthest = Math.max(farthest, way);
                }
            }
            return new Moves(moved, farthest);
        }

        /** Starts by instrument, pitch and time. */
        private static double[] starts(NoteTable notes) {
            int[] next = new int[(notes.instrumentCount() << 7) + 1];
            for (int i = 0; i < notes.size(); i++) {
                next[(notes.instrument(i) << 7 | notes.pitch(i)) + 1]++;
            }
            Arrays.parallelPrefix(next, Integer::sum);
            double[] starts = new double[notes.size()];
            for (int i = 0; i < notes.size(); i++) {
                starts[next[notes.instrument(i) << 7 | notes.pitch(i)]++] = notes.start(i);
            }
            return starts;
        }
    }
}
