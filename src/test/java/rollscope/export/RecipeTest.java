package rollscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rollscope.export.Recipe.Place;
import rollscope.export.Recipe.Scope;
import rollscope.export.Recipe.Shortfall;
import rollscope.export.Recipe.Snap;
import rollscope.export.Recipe.Source;
import rollscope.export.Recipe.Span;
import rollscope.midi.FileOptions.Tracks;
import rollscope.midi.GeneralMidi;
import rollscope.midi.MidiFile;
import rollscope.midi.OtherReader;
import rollscope.roll.Selection;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** What every choice makes of a file, note by note, as the JDK's reader finds it. */
class RecipeTest {
    /** The first bar line of the song, in seconds. */
    private static final double FIRST_BAR = 0.45;

    /** A sixteenth at 100 beats a minute. */
    private static final double STEP = 0.15;

    private static final TempoMap MAP = TempoMap.constant(100, FIRST_BAR, Optional.of(Meter.FOUR_FOUR));
    private static final Key KEY = new Key(7, Key.Mode.MINOR);
    /** Half a tick. */
    private static final double TICK = 0.000_4;

    private static final double LOOP_FROM = FIRST_BAR + 32 * STEP;
    private static final double LOOP_TO = FIRST_BAR + 96 * STEP;

    /** One note of what a file should hold. */
    private record Wanted(double on, double off, int pitch, int velocity) {}

    /** Every combination of what moves notes. */
    static Stream<Recipe> everyRecipe() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(Tracks.values())
                        .map(tracks -> Recipe.EXACT.withPlace(place).withTracks(tracks)))
                .flatMap(recipe -> Stream.of(Scope.values()).map(recipe::withScope))
                .flatMap(recipe -> Stream.of(
                        recipe,
                        recipe.withSnap(Optional.of(Snap.SIXTEENTHS)),
                        recipe.withSnap(Optional.of(new Snap(Grid.SIXTEENTH, 60, 50))),
                        recipe.withSnap(Optional.of(new Snap(Grid.SIXTEENTH, 100, 66)))))
                .flatMap(recipe -> Stream.of(
                        recipe,
                        recipe.withVelocity(OptionalInt.of(77))
                                .withShortest(0.1)
                                .withKey(true)));
    }

    @ParameterizedTest
    @MethodSource("everyRecipe")
    void everyNoteIsWhereTheRecipeSaysAndEveryOtherIsMissing(Recipe recipe) throws Exception {
        var song = song();
        var selection = Selection.of(
                IntStream.range(0, song.notes().size()).filter(i -> i % 3 == 0).toArray());
        var plan = recipe.apply(new Source(
                song, Optional.of(MAP), Optional.of(KEY), Optional.of(new Span(LOOP_FROM, LOOP_TO)), selection));
        var written = plan.written();
        var file = new OtherReader(written.bytes());
        var wanted = wanted(recipe, song.notes(), selection);

        assertThat(plan.shortfalls()).isEmpty();
        assertThat(file.notes).hasSameSizeAs(wanted);
        var found = file.notes.stream()
                .map(note -> new Wanted(
                        note.on() - written.layout().shift(),
                        note.off() - written.layout().shift(),
                        note.pitch(),
                        note.velocity()))
                .sorted(Comparator.comparingInt(Wanted::pitch).thenComparingDouble(Wanted::on))
                .toList();
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).pitch).isEqualTo(wanted.get(i).pitch);
            assertThat(found.get(i).velocity).isEqualTo(wanted.get(i).velocity);
            assertThat(found.get(i).on).isCloseTo(wanted.get(i).on, within(TICK));
            assertThat(found.get(i).off).isCloseTo(wanted.get(i).off, within(2 * TICK));
        }
        assertThat(file.keys).isEqualTo(recipe.key() ? List.of("0 -2 1") : List.of());
        assertThat(file.sequence.getTracks())
                .hasSize(recipe.tracks() == Tracks.ONE ? 1 : recipe.scope() == Scope.SELECTION ? 2 : 4);
        double tempo = file.tempos.firstEntry().getValue() / 1e6;
        switch (recipe.place()) {
            case SECONDS -> {
                assertThat(file.tempos.values()).containsOnly(500_000);
                assertThat(file.meters).isEmpty();
                assertThat(written.layout().shift()).isZero();
            }
            case STEM -> {
                assertThat(written.layout().shift()).isZero();
                assertThat(file.seconds(barLine(file))).isCloseTo(firstLine(recipe), within(TICK));
            }
            case BAR_ONE -> {
                assertThat(tempo).isCloseTo(0.6, within(1e-6));
                assertThat(written.layout().shift())
                        .isCloseTo(recipe.scope() == Scope.LOOP ? 0 : 2.4 - FIRST_BAR, within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyRecipe")
    void thePreviewShowsTheNotesOfTheFileWhereTheyAreInTheSong(Recipe recipe) throws Exception {
        var source = source();
        var preview = Preview.of(recipe.apply(source));
        double later = recipe.scope() == Scope.LOOP ? LOOP_FROM : 0;
        var wanted = wanted(recipe, source.song().notes(), source.selection());
        var notes = preview.song().notes();
        assertThat(preview.song().instruments()).isEqualTo(source.song().instruments());
        var found = IntStream.range(0, notes.size())
                .mapToObj(i ->
                        new Wanted(notes.start(i) - later, notes.end(i) - later, notes.pitch(i), notes.velocity(i)))
                .sorted(Comparator.comparingInt(Wanted::pitch).thenComparingDouble(Wanted::on))
                .toList();
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).pitch).isEqualTo(wanted.get(i).pitch);
            assertThat(found.get(i).on).isCloseTo(wanted.get(i).on, within(TICK));
            assertThat(found.get(i).off).isCloseTo(wanted.get(i).off, within(2 * TICK));
        }
        // Pitches tell the instrument in this song.
        for (int i = 0; i < notes.size(); i++) {
            assertThat(notes.instrument(i)).isEqualTo((notes.pitch(i) - 36) / 12);
        }
    }

    /** The tick of the first bar line that is one of the song's. */
    private static long barLine(OtherReader file) {
        var meters = file.meters;
        long bar = meters.getFirst().beats()
                * 4L
                * file.sequence.getResolution()
                / meters.getFirst().unit();
        return file.tempos.size() == 1 && meters.size() == 1
                ? 0
                : meters.size() > 1 ? meters.get(1).tick() : bar;
    }

    private static double firstLine(Recipe recipe) {
        return recipe.scope() == Scope.LOOP ? 0 : FIRST_BAR;
    }

    /** By hand, for one tempo and notes that do not overlap. */
    private static List<Wanted> wanted(Recipe recipe, NoteTable notes, Selection selection) {
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < notes.size(); i++) {
            if (recipe.scope() == Scope.SELECTION && !selection.contains(i)) {
                continue;
            }
            double on = notes.start(i);
            double off = notes.end(i);
            if (recipe.snap().isPresent()) {
                var snap = recipe.snap().get();
                double pair = 2 * STEP;
                double place = on - FIRST_BAR;
                double first = Math.floor(place / pair) * pair;
                double goal = Stream.of(first, first + pair * snap.swing() / 100.0, first + pair)
                        .min(Comparator.comparingDouble(candidate -> Math.abs(candidate - place)))
                        .orElseThrow();
                double way = snap.strength() / 100.0 * (goal - place);
                on += way;
                off += way;
            }
            if (recipe.scope() == Scope.LOOP) {
                boolean started = on < LOOP_FROM - 1e-9;
                double left = Math.min(off, LOOP_TO) - Math.max(on, LOOP_FROM);
                boolean whole = !started && off <= LOOP_TO;
                if (left <= 1e-9 || (!whole && left < Math.min(0.03, (off - on) / 2))) {
                    continue;
                }
                on = Math.max(on, LOOP_FROM) - LOOP_FROM;
                off = Math.min(off, LOOP_TO) - LOOP_FROM;
            }
            off = Math.max(off, on + recipe.shortest());
            wanted.add(new Wanted(on, off, notes.pitch(i), recipe.velocity().orElse(notes.velocity(i))));
        }
        wanted.sort(Comparator.comparingInt(Wanted::pitch).thenComparingDouble(Wanted::on));
        return wanted;
    }

    @ParameterizedTest
    @MethodSource("everyRecipe")
    void whatWasWrittenAndReadIsWrittenAgainTheSame(Recipe recipe) throws Exception {
        var written = recipe.apply(source()).written();
        var once = MidiFile.open(written.bytes(), "id", "Song");
        var again = Recipe.EXACT
                .withPlace(once.tempo().isPresent() ? Place.STEM : Place.SECONDS)
                .withTracks(recipe.tracks());
        var second = again.apply(Source.of(once.transcription()).withTempo(once.tempo(), once.key()))
                .written();
        var twice = MidiFile.open(second.bytes(), "id", "Song");
        var third = again.apply(Source.of(twice.transcription()).withTempo(twice.tempo(), twice.key()))
                .written();
        assertThat(twice.transcription().notes().size())
                .isEqualTo(once.transcription().notes().size());
        for (int i = 0; i < once.transcription().notes().size(); i++) {
            assertThat(twice.transcription().notes().start(i))
                    .isCloseTo(once.transcription().notes().start(i), within(TICK));
        }
        assertThat(third.bytes()).isEqualTo(second.bytes());
    }

    @Test
    void withoutATempoOnlyExactSecondsIsPossibleAndThePlanSaysWhy() throws Exception {
        var recipe = Recipe.EXACT.withPlace(Place.BAR_ONE).withSnap(Optional.of(Snap.SIXTEENTHS));
        var plan = recipe.apply(Source.of(song()));
        assertThat(plan.shortfalls()).containsExactly(Shortfall.NO_TEMPO, Shortfall.NO_GRID);
        assertThat(plan.written().bytes())
                .isEqualTo(Recipe.EXACT.apply(Source.of(song())).written().bytes());
        assertThat(Shortfall.NO_TEMPO.sentence()).contains("exact seconds");
    }

    @Test
    void withoutALoopOrASelectionTheWholeSongIsWritten() {
        for (var scope : List.of(Scope.LOOP, Scope.SELECTION)) {
            var plan = Recipe.EXACT.withScope(scope).apply(Source.of(song()));
            assertThat(plan.song().notes()).isEqualTo(song().notes());
            assertThat(plan.shortfalls())
                    .containsExactly(scope == Scope.LOOP ? Shortfall.NO_LOOP : Shortfall.NO_SELECTION);
        }
    }

    @Test
    void exactSecondsAreWhatThereWasBeforeThereWereChoices() {
        var written = Recipe.EXACT.apply(Source.of(song())).written();
        assertThat(written.bytes()).isEqualTo(MidiFile.write(song()).bytes());
    }

    @Test
    void aNotePlayedBeforeTheLoopThatBelongsToItsFirstBeatIsInItWhenQuantised() {
        double early = LOOP_FROM - 0.04;
        double late = LOOP_TO - 0.04;
        var notes = NoteTable.builder(2)
                .add(early, early + 0.05, 60, 90, 0)
                .add(late, late + 0.3, 62, 90, 0)
                .build();
        var song = new Transcription("id", "Song", 20, List.of(GeneralMidi.guess(0, "Bass")), notes, List.of());
        var source = Source.of(song)
                .withTempo(Optional.of(MAP), Optional.empty())
                .withLoop(Optional.of(new Span(LOOP_FROM, LOOP_TO)));
        var plan = Recipe.EXACT
                .withScope(Scope.LOOP)
                .withSnap(Optional.of(new Snap(Grid.QUARTER, 100, 50)))
                .apply(source);
        assertThat(plan.song().notes().size()).isEqualTo(1);
        assertThat(plan.song().notes().pitch(0)).isEqualTo(60);
        assertThat(plan.song().notes().start(0)).isCloseTo(0, within(1e-9));
        assertThat(plan.moves().moved()).isEqualTo(2);
        assertThat(plan.moves().farthest()).isCloseTo(0.04, within(1e-9));
    }

    @Test
    void whatQuantisingDidIsCountedWithinTheLoopOnly() {
        var notes = NoteTable.builder(3)
                .add(FIRST_BAR + 0.02, 1, 60, 90, 0)
                .add(LOOP_FROM + 0.01, LOOP_FROM + 1, 60, 90, 0)
                .add(LOOP_TO + 0.03, LOOP_TO + 1, 60, 90, 0)
                .build();
        var song = new Transcription("id", "Song", 20, List.of(GeneralMidi.guess(0, "Bass")), notes, List.of());
        var source = Source.of(song)
                .withTempo(Optional.of(MAP), Optional.empty())
                .withLoop(Optional.of(new Span(LOOP_FROM, LOOP_TO)));
        var snapped = Recipe.EXACT.withSnap(Optional.of(Snap.SIXTEENTHS));
        assertThat(snapped.apply(source).moves().moved()).isEqualTo(3);
        assertThat(snapped.withScope(Scope.LOOP).apply(source).moves().moved()).isEqualTo(1);
        assertThat(Recipe.EXACT.apply(source).moves()).isEqualTo(Recipe.Moves.NONE);
    }

    @ParameterizedTest
    @MethodSource("everyRecipe")
    void aRecipeIsRememberedInWords(Recipe recipe) {
        assertThat(Recipe.of(recipe.words())).isEqualTo(recipe);
    }

    @Test
    void wordsThatMeanNothingLeaveTheUsualChoice() {
        assertThat(Recipe.of(Map.of(
                        "place", "moon", "grid", "1/7", "velocity", "400", "shortest", "-1", "scope", "", "key", "?")))
                .isEqualTo(Recipe.EXACT);
        assertThat(Recipe.of(Map.of("grid", "1/8t", "strength", "900", "swing", "x"))
                        .snap())
                .contains(new Snap(Grid.EIGHTH_TRIPLET, 100, 50));
        assertThat(Recipe.EXACT.words()).isEmpty();
    }

    @Test
    void whatNoFileCanHoldIsRefused() {
        assertThatThrownBy(() -> Recipe.EXACT.withVelocity(OptionalInt.of(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipe.EXACT.withShortest(11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Snap(Grid.EIGHTH, 101, 50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Snap(Grid.EIGHTH, 100, 76)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(2, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Source source() {
        return new Source(
                song(),
                Optional.of(MAP),
                Optional.of(KEY),
                Optional.of(new Span(LOOP_FROM, LOOP_TO)),
                Selection.of(1, 4, 5, 9, 60));
    }

    /** Three instruments on sixteenths, a little off, no two notes of one pitch near each other. */
    private static Transcription song() {
        var random = new Random(5);
        var notes = NoteTable.builder(0);
        for (int step = 0; step < 120; step++) {
            int part = step % 3;
            double start = FIRST_BAR + step * STEP + (random.nextDouble() - 0.5) * 0.03;
            notes.add(
                    start,
                    start + (step % 4 == 0 ? 0.02 : 0.05 + 0.3 * random.nextDouble()),
                    36 + 12 * part + step % 11,
                    20 + random.nextInt(100),
                    part);
        }
        return new Transcription(
                "id",
                "Song",
                24,
                List.of(GeneralMidi.guess(0, "Bass"), GeneralMidi.guess(1, "Violin"), GeneralMidi.guess(2, "Drums")),
                notes.build(),
                List.of());
    }
}
