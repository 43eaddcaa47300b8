package rollscope.ui.tempo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.tempo.Fit;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.SongTempo.Source;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.Pump;

/** From notes to a tempo that the user has corrected, confirmed and finds again. */
class TempoModelTest {
    private static final SongTempo OF_FILE = SongTempo.ofFile(
            TempoMap.constant(90, 0.5, Optional.of(Meter.FOUR_FOUR)), Optional.of(new Key(2, Key.Mode.MINOR)));

    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private final List<SongTempo> seen = new ArrayList<>();
    private Library library;
    private Transport transport;
    private SettingsStore settings;
    private double speed = 1;
    private TempoModel model;

    @BeforeEach
    void open() throws IOException {
        Path kept = Files.createDirectories(home.resolve("library/one"));
        Files.writeString(kept.resolve("entry.json"), """
            {"title": "one", "provider": "demo", "separationTaskId": "task", "stemName": "All stems",
             "created": "1970-01-01T00:00:00Z", "state": "ready", "notes": 500, "instruments": 2}
            """);
        transport = Transport.onDefaultDevice();
        settings = new SettingsStore(home.resolve("settings.json"));
        var providers = new Providers(() -> URI.create("http://127.0.0.1:9"), Simulator.DEMO_TASK);
        library = new Library(
                home.resolve("library"), providers, URI.create("https://example.com/cb"), Pace.every(Duration.ZERO));
        start();
    }

    private void start() {
        model = new TempoModel(library, transport, settings, pump.background(), () -> speed, Runnable::run);
        model.tempoProperty().subscribe(now -> seen.add(now));
    }

    @AfterEach
    void close() {
        model.close();
        library.close();
        transport.close();
        settings.flush();
    }

    /** Drums and bass that leave no doubt. */
    private static Transcription song(String id, double bpm) {
        var notes = NoteTable.builder(512);
        double beat = 60 / bpm;
        for (int bar = 0; bar < 32; bar++) {
            double start = 0.5 + bar * 4 * beat;
            notes.add(start, start + 3.8 * beat, 36 + bar % 4 * 5 % 12, 100, 0);
            for (int i = 0; i < 8; i++) {
                notes.add(start + i * beat / 2, start + i * beat / 2 + 0.05, 42, 80, 1);
            }
            notes.add(start, start + 0.1, 36, 110, 1);
            notes.add(start + beat, start + beat + 0.1, 38, 110, 1);
            notes.add(start + 2 * beat, start + 2 * beat + 0.1, 36, 110, 1);
            notes.add(start + 3 * beat, start + 3 * beat + 0.1, 38, 110, 1);
        }
        return new Transcription(
                id,
                id,
                0.5 + 128 * beat,
                List.of(new Instrument(0, "Bass", 33, true, false), new Instrument(1, "Drums", 0, true, true)),
                notes.build(),
                List.of());
    }

    private static Entry entry(String id) {
        return new Entry(id, id, new JobRequest("demo", "task", Optional.empty(), "All stems"), Instant.EPOCH, READY);
    }

    private static final JobState READY = new JobState.Ready(500, 2);

    private SongTempo show(Transcription song) throws InterruptedException {
        model.show(song, Optional.empty(), Optional.empty());
        pump.until(() -> !model.analysingProperty().get());
        return now();
    }

    private SongTempo now() {
        return model.tempoProperty().get();
    }

    private TempoMap map() {
        return now().map().orElseThrow();
    }

    @Test
    void theNotesTellTheTempoAndNothingIsKnownBefore() throws Exception {
        model.show(song("a", 120), Optional.empty(), Optional.empty());
        assertThat(now()).isEqualTo(SongTempo.NONE);
        assertThat(model.analysingProperty().get()).isTrue();
        pump.until(() -> !model.analysingProperty().get());
        assertThat(now().source()).isEqualTo(Source.ESTIMATED);
        assertThat(map().typicalBpm(60)).isCloseTo(120, within(0.1));
        assertThat(now().fit().confidence()).isPositive();
        assertThat(model.canUndoProperty().get()).isFalse();
    }

    @Test
    void whatWasFoundOfAnEarlierSongComesTooLate() throws Exception {
        model.show(song("slow", 80), Optional.empty(), Optional.empty());
        model.show(song("fast", 140), Optional.empty(), Optional.empty());
        pump.until(() -> !model.analysingProperty().get());
        pump.drain();
        assertThat(map().typicalBpm(60)).isCloseTo(140, within(0.2));
        assertThat(seen).noneMatch(tempo -> tempo.map()
                .filter(map -> Math.abs(map.typicalBpm(60) - 80) < 1)
                .isPresent());
    }

    @Test
    void whatIsFoundAfterClosingIsNoLongerTold() {
        model.show(song("a", 120), Optional.empty(), Optional.empty());
        model.close();
        pump.drain();
        assertThat(now()).isEqualTo(SongTempo.NONE);
    }

    @Test
    void doublingAndHalvingTakeEachOtherBack() throws Exception {
        var found = show(song("a", 120));
        var before = map();
        model.times(2);
        for (double second : new double[] {0, 1.7, 33}) {
            assertThat(map().beatAt(second)).isCloseTo(2 * before.beatAt(second), within(1e-9));
        }
        model.times(0.5);
        assertThat(map().tempos()).isEqualTo(before.tempos());
        assertThat(map().origin()).isEqualTo(before.origin());
        model.times(1.5);
        assertThat(map().typicalBpm(60)).isCloseTo(1.5 * before.typicalBpm(60), within(1e-9));
        model.undo();
        model.undo();
        model.undo();
        assertThat(now()).isEqualTo(found);
        assertThat(model.canUndoProperty().get()).isFalse();
        assertThat(model.canRedoProperty().get()).isTrue();
        model.redo();
        assertThat(map().typicalBpm(60)).isCloseTo(240, within(0.2));
    }

    @Test
    void aBeatIsNeverMadeTooFastOrTooSlowToCount() throws Exception {
        show(song("a", 120));
        for (int i = 0; i < 20; i++) {
            model.times(2);
        }
        assertThat(map().typicalBpm(60)).isLessThanOrEqualTo(TempoModel.FASTEST);
        assertThat(model.canTimes(2)).isFalse();
        for (int i = 0; i < 20; i++) {
            model.times(0.5);
        }
        assertThat(map().typicalBpm(60)).isGreaterThanOrEqualTo(TempoModel.SLOWEST);
        model.setBpm(1e5);
        assertThat(map().typicalBpm(60)).isEqualTo(TempoModel.FASTEST);
    }

    @Test
    void aTypedTempoKeepsBarOneAndTheMeter() throws Exception {
        show(song("a", 120));
        double origin = map().origin();
        var meter = map().meter(60);
        model.setBpm(121.5);
        assertThat(map().tempos()).extracting(TempoMap.Tempo::bpm).containsExactly(121.5);
        assertThat(map().origin()).isEqualTo(origin);
        assertThat(map().meter(60)).isEqualTo(meter).isPresent();
        assertThat(now().source()).as("nobody has confirmed it").isEqualTo(Source.ESTIMATED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.3, 0.012, 0.7, 5.25})
    void draggingMovesEveryBeatByAsMuch(double by) throws Exception {
        show(song("a", 120));
        var before = map();
        model.drag(by / 3);
        model.drag(by);
        assertThat(model.canUndoProperty().get())
                .as("a step only when the hand lets go")
                .isFalse();
        model.drop(true);
        for (int beat = -2; beat < 50; beat++) {
            assertThat(map().secondsAt(beat)).isCloseTo(before.secondsAt(beat) + by, within(1e-9));
        }
        model.undo();
        assertThat(map()).isEqualTo(before);
    }

    @Test
    void aDragThatIsTakenBackWasNone() throws Exception {
        var found = show(song("a", 120));
        model.drag(0.2);
        assertThat(now()).isNotEqualTo(found);
        model.drop(false);
        assertThat(now()).isEqualTo(found);
        assertThat(model.canUndoProperty().get()).isFalse();
    }

    @Test
    void barOneStartsAtTheBeatOfTheGridNextToThePlace() throws Exception {
        show(song("a", 120));
        var before = map();
        model.startBarOneAt(before.secondsAt(3) + 0.04);
        assertThat(map().origin()).isCloseTo(before.secondsAt(3), within(1e-9));
        assertThat(map().beatAt(20)).isCloseTo(before.beatAt(20) - 3, within(1e-9));
        model.countFrom(1);
        assertThat(map().origin()).isCloseTo(before.secondsAt(4), within(1e-9));
        model.countFrom(-1);
        assertThat(map().origin()).isCloseTo(before.secondsAt(3), within(1e-9));
    }

    @Test
    void awayFromTheGridBarOneStartsAtANoteOrExactlyThere() throws Exception {
        show(song("a", 120));
        model.setBpm(60);
        model.drag(0.37);
        model.drop(true);
        // Notes lie a quarter of a second apart from 0.5 s on, beats now a second apart from 0.87 s.
        model.startBarOneAt(10.27);
        assertThat(map().origin()).isEqualTo(song("a", 120).notes().start(noteNear(10.25)));
        model.startBarOneAt(12.37);
        assertThat(map().origin()).isEqualTo(12.37);
        assertThat(map().tempos().getFirst().bpm()).isEqualTo(60);
    }

    private static int noteNear(double seconds) {
        return song("a", 120).notes().firstStartingFrom(seconds - 1e-6);
    }

    @Test
    void tapsAreTheTempoAndOneStep() throws Exception {
        var found = show(song("a", 120));
        tapEvery(0.4, 8);
        assertThat(map().tempos()).extracting(TempoMap.Tempo::bpm).containsExactly(150.0);
        model.undo();
        assertThat(now()).isEqualTo(found);
    }

    private void tapEvery(double seconds, int times) {
        IntStream.range(0, times).forEach(tap -> model.tap((long) (1e9 * (5 + tap * seconds))));
    }

    @Test
    void aSecondTimeOfTappingIsAStepOfItsOwn() throws Exception {
        show(song("a", 120));
        tapEvery(0.4, 5);
        IntStream.range(0, 5).forEach(tap -> model.tap((long) (1e9 * (60 + tap * 0.5))));
        assertThat(map().typicalBpm(60)).isEqualTo(120);
        model.undo();
        assertThat(map().typicalBpm(60)).isEqualTo(150);
    }

    @Test
    void confirmingIsTheUsersWordAndStaysThroughCorrections() throws Exception {
        show(song("a", 120));
        model.confirm();
        assertThat(now().source()).isEqualTo(Source.CONFIRMED);
        model.setMeter(Optional.of(new Meter(3, false)));
        assertThat(now().source()).isEqualTo(Source.CONFIRMED);
        assertThat(map().meter(60)).hasValue(new Meter(3, false));
        model.useEstimate();
        assertThat(now().source()).isEqualTo(Source.ESTIMATED);
        assertThat(model.isAsEstimated()).isTrue();
        model.undo();
        assertThat(now().source()).isEqualTo(Source.CONFIRMED);
    }

    @Test
    void whatAFileStatesCountsAtOnceAndTheNotesAreStillListenedTo() throws Exception {
        model.show(song("a.mid", 120), Optional.empty(), Optional.of(OF_FILE));
        assertThat(now().map()).isEqualTo(OF_FILE.map());
        assertThat(now().source()).isEqualTo(Source.FROM_FILE);
        pump.until(() -> !model.analysingProperty().get());
        pump.drain();
        assertThat(now().map()).isEqualTo(OF_FILE.map());
        assertThat(now().key()).isEqualTo(OF_FILE.key());
        assertThat(now().fit()).as("held against the notes").isNotEqualTo(Fit.NONE);
        model.useEstimate();
        assertThat(map().typicalBpm(60)).isCloseTo(120, within(0.1));
        assertThat(now().source()).isEqualTo(Source.ESTIMATED);
        model.useStated();
        assertThat(now().source()).isEqualTo(Source.FROM_FILE);
        model.times(2);
        assertThat(now().source()).as("no longer the file's").isEqualTo(Source.CONFIRMED);
    }

    @Test
    void aCorrectionTellsHowWellTheNotesLieOnIt() throws Exception {
        show(song("a", 120));
        double good = now().fit().residual();
        model.setBpm(119);
        pump.drain();
        assertThat(now().fit()).isNotEqualTo(Fit.NONE);
        assertThat(now().fit().concentration()).isLessThan(0.5);
        assertThat(now().fit().residual()).isGreaterThan(good);
    }

    @Test
    void aSongWithoutATempoGetsOneByHand() throws Exception {
        var few = NoteTable.builder(1).add(2.5, 3, 60, 80, 0).build();
        show(new Transcription("few", "few", 4, List.of(new Instrument(0, "Piano", 0, true, false)), few, List.of()));
        assertThat(now().map()).isEmpty();
        model.times(2);
        model.confirm();
        model.startBarOneAt(1);
        assertThat(now().map()).isEmpty();
        model.setBpm(100);
        assertThat(map()).isEqualTo(TempoMap.constant(100, 2.5, Optional.empty()));
    }

    @Test
    void changesOfTempoComeBackAfterAConstantOne() throws Exception {
        var changing = new TempoMap(
                0,
                List.of(new TempoMap.Tempo(0, 100), new TempoMap.Tempo(40, 130)),
                List.of(new TempoMap.Signature(0, Meter.FOUR_FOUR)));
        model.show(song("a.mid", 120), Optional.empty(), Optional.of(SongTempo.ofFile(changing, Optional.empty())));
        model.setConstant(true);
        assertThat(map().isConstant()).isTrue();
        assertThat(map().typicalBpm(64)).isEqualTo(100);
        model.setConstant(false);
        assertThat(map()).isEqualTo(changing);
    }

    @Test
    void whatTheUserMadeOfAnEntryIsFoundAgainAndUndoneIsGone() throws Exception {
        var song = song("a", 120);
        model.show(song, Optional.of(entry("one")), Optional.empty());
        pump.until(() -> !model.analysingProperty().get());
        model.setBpm(122);
        model.setMeter(Optional.of(new Meter(3, false)));
        model.confirm();
        pump.drain();
        var made = now();
        model.close();

        start();
        model.show(song, Optional.of(entry("one")), Optional.empty());
        pump.until(() -> !model.analysingProperty().get());
        pump.drain();
        assertThat(now().map()).isEqualTo(made.map());
        assertThat(now().source()).isEqualTo(Source.CONFIRMED);
        assertThat(now().key()).isEqualTo(made.key());
        assertThat(model.estimateProperty().get()).isPresent();

        model.useEstimate();
        pump.drain();
        assertThat(library.tempo("one")).isEmpty();
        try (var left = Files.list(home.resolve("library").resolve("one"))) {
            assertThat(left).map(Path::getFileName).map(Path::toString).containsExactly("entry.json");
        }
    }

    @Test
    void aFileInNoLibraryIsRememberedWhileTheProgramRuns() throws Exception {
        show(song("a", 120));
        model.setBpm(77);
        show(song("b", 100));
        show(song("a", 120));
        assertThat(map().typicalBpm(60)).isEqualTo(77);
    }

    @Test
    void theMetronomeIsRemembered() throws Exception {
        show(song("a", 120));
        model.setClicking(true);
        pump.drain();
        start();
        assertThat(model.clickingProperty().get()).isTrue();
        assertThat(settings.get().sound().click()).isTrue();
    }
}
