package rollscope.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import rollscope.export.Grid;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Place;
import rollscope.export.Recipe.Scope;
import rollscope.export.Recipe.Snap;
import rollscope.export.Recipe.Source;
import rollscope.export.Recipe.Span;
import rollscope.midi.FileOptions;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Transcription;

/** The options of a MIDI file. Picocli fills them in; {@code docs/command-line.md} explains them. */
final class MidiChoices {
    private static final Pattern BARS = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
    private static final double SLOWEST = 20;
    private static final double FASTEST = 400;

    /** Bars by number, both of them included. */
    record Bars(int first, int last) {
        static Bars of(String text) {
            Matcher bars = BARS.matcher(text);
            if (!bars.matches()) {
                throw new TypeConversionException("'" + text + "' is no range of bars such as 9-16");
            }
            int first = Integer.parseInt(bars.group(1));
            int last = bars.group(2) == null ? first : Integer.parseInt(bars.group(2));
            if (last < first) {
                throw new TypeConversionException("'" + text + "' ends before it starts");
            }
            return new Bars(first, last);
        }
    }

    @Option(
            names = "--place",
            paramLabel = "seconds|stem|bar1",
            description =
                    "Where notes lie: at their exact seconds, at 120 beats a minute (the default); on the bars of the"
                        + " song, the file starting with the audio; or on the bars of the song, the file starting with"
                        + " bar 1.")
    private @Nullable Place place;

    @Option(
            names = "--format",
            paramLabel = "0|1",
            description = "0 for one track, 1 for a track an instrument (the default).")
    private FileOptions.@Nullable Tracks format;

    @Option(
            names = "--per-instrument",
            description = "Write a file an instrument: 'song - Bass.mid', 'song - Drums.mid' ...")
    private boolean perInstrument;

    @Option(names = "--from", paramLabel = "S", description = "Write only what sounds from this second on.")
    private @Nullable Double from;

    @Option(names = "--to", paramLabel = "S", description = "Write only what sounds before this second.")
    private @Nullable Double to;

    @Option(names = "--bars", paramLabel = "N-M", description = "Write only these bars of the song.")
    private @Nullable Bars bars;

    @Option(
            names = "--quantise",
            paramLabel = "GRID",
            description = "Move starts of notes to this grid: 1/2, 1/4, 1/8, 1/16 or 1/32, with a t for triplets.")
    private @Nullable Grid grid;

    @Option(
            names = "--strength",
            paramLabel = "PERCENT",
            description = "How much of the way notes are quantised; default: 100.")
    private @Nullable Integer strength;

    @Option(
            names = "--swing",
            paramLabel = "PERCENT",
            description = "Where the second of two steps lies, 50 to 75; default: 50, in the middle.")
    private @Nullable Integer swing;

    @Option(names = "--min-length", paramLabel = "MS", description = "Make shorter notes this long, in milliseconds.")
    private @Nullable Integer minimumLength;

    @Option(
            names = "--velocity",
            paramLabel = "1-127",
            description = "One velocity for all notes; default: as delivered.")
    private @Nullable Integer velocity;

    @Option(names = "--key", negatable = true, description = "State the key of the song; default: --no-key.")
    private boolean key;

    @Option(
            names = "--tempo",
            paramLabel = "BPM",
            description =
                    "The tempo of the song in beats a minute; default: as the file says, else found from the notes.")
    private @Nullable Double tempo;

    @Option(
            names = "--first-bar",
            paramLabel = "S",
            description = "The second of the audio at which bar 1 starts; default: likewise.")
    private @Nullable Double firstBar;

    @Option(
            names = "--meter",
            paramLabel = "N/M",
            description = "The meter of the song, such as 3/4 or 6/8; default: likewise.")
    private @Nullable Meter meter;

    /** Whether anything in it asks for beats or bars. */
    boolean needsTempo() {
        return (place != null && place != Place.SECONDS) || grid != null || bars != null;
    }

    /** Whether the stem is to be written too, if one is named. */
    boolean takesStem() {
        return place == Place.BAR_ONE;
    }

    /** What the options ask for. */
    Recipe recipe() {
        if (grid == null && (strength != null || swing != null)) {
            throw new Unusable("--strength and --swing need a --quantise");
        }
        if (bars != null && (from != null || to != null)) {
            throw new Unusable("Give either --bars or --from and --to");
        }
        if (!needsTempo() && (tempo != null || firstBar != null || meter != null)) {
            throw new Unusable(
                    "--tempo, --first-bar and --meter need a --place other than seconds, a --quantise or --bars");
        }
        var snap = Optional.ofNullable(grid)
                .map(step -> new Snap(
                        step, within(strength, 0, 100, 100, "--strength"), within(swing, 50, 75, 50, "--swing")));
        int shortest = within(minimumLength, 0, (int) (1000 * FileOptions.LONGEST_MINIMUM), 0, "--min-length");
        int loud = within(velocity, 1, 127, 0, "--velocity");
        return new Recipe(
                place == null ? Place.SECONDS : place,
                format == null ? FileOptions.Tracks.ONE_AN_INSTRUMENT : format,
                perInstrument,
                from != null || to != null || bars != null ? Scope.LOOP : Scope.WHOLE,
                snap,
                shortest / 1000.0,
                loud == 0 ? OptionalInt.empty() : OptionalInt.of(loud),
                key,
                false);
    }

    /**
     * A song with what is known of it and what the options say of it.
     *
     * @param found what the file or its notes tell
     */
    Source source(Transcription song, Optional<TempoMap> found, Optional<Key> foundKey) throws Refusal {
        var map = corrected(song, found);
        if (map.isEmpty() && needsTempo()) {
            throw new Refusal("No tempo was found in these notes.", "Say which it is with --tempo.");
        }
        return Source.of(song).withTempo(map, foundKey).withLoop(span(song, map));
    }

    private Optional<TempoMap> corrected(Transcription song, Optional<TempoMap> found) {
        if (tempo != null && !(tempo >= SLOWEST && tempo <= FASTEST)) {
            throw new Unusable("--tempo is a number of beats a minute from 20 to 400");
        }
        if (firstBar != null && !(Math.abs(firstBar) <= 1e5)) {
            throw new Unusable("--first-bar is a time in seconds");
        }
        var map = found;
        if (tempo != null) {
            double beatZero = found.map(TempoMap::origin)
                    .orElse(song.notes().isEmpty() ? 0 : song.notes().start(0));
            map = Optional.of(TempoMap.constant(tempo, beatZero, found.flatMap(known -> known.meter(song.duration()))));
        }
        if (firstBar != null) {
            double at = firstBar;
            map = map.map(known -> {
                var counted = known.countedFrom((int) Math.rint(known.beatAt(at)));
                return counted.shifted(at - counted.origin());
            });
        }
        var wanted = Optional.ofNullable(meter);
        return wanted.isEmpty() ? map : map.map(known -> known.withMeter(wanted));
    }

    private Optional<Span> span(Transcription song, Optional<TempoMap> map) throws Refusal {
        if (bars != null) {
            var known = map.orElseThrow();
            if (!known.hasBars()) {
                throw new Refusal("No bars were found in these notes.", "Say how long one is with --meter.");
            }
            double start = Math.max(0, known.secondsAt(known.beatOfBar(bars.first)));
            double end = known.secondsAt(known.beatOfBar(bars.last + 1.0));
            if (start >= song.duration() || end <= 0) {
                throw new Refusal("The song has no bar " + bars.first + ".", "Choose an earlier one.");
            }
            return Optional.of(new Span(start, end));
        }
        if (from == null && to == null) {
            return Optional.empty();
        }
        double start = from == null ? 0 : from;
        double end = to == null ? Math.max(song.duration(), start + 1e-3) : to;
        if (!(start >= 0 && end > start) || Double.isInfinite(end)) {
            throw new Unusable("--from is not before --to, or one of them is no time in seconds");
        }
        if (start >= song.duration()) {
            throw new Refusal("The song ends before --from.", "Choose an earlier one.");
        }
        return Optional.of(new Span(start, end));
    }

    private static int within(@Nullable Integer value, int least, int most, int usual, String name) {
        if (value == null) {
            return usual;
        }
        if (value < least || value > most) {
            throw new Unusable(name + " is a number from " + least + " to " + most);
        }
        return value;
    }
}
