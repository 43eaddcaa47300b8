package rollscope.ui.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Listening;
import rollscope.library.Outcome;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.simulator.Simulator;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Stem;
import rollscope.transcription.Transcription;
import rollscope.ui.Pump;
import rollscope.ui.text.Notice;

/** From an opened transcription to a stem that plays, with everything on the way that can go wrong. */
class StemModelTest {
    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private final List<Notice> told = new ArrayList<>();
    private final List<StemSound> sounds = new ArrayList<>();
    private Simulator simulator;
    private Library library;
    private Transport transport;
    private StemModel model;

    @BeforeEach
    void open() throws IOException {
        simulator = Simulator.start(1000);
        transport = Transport.onDefaultDevice();
        openLibrary();
    }

    private void openLibrary() {
        var providers = new Providers(() -> simulator.uri(), Simulator.DEMO_TASK);
        library = new Library(
                home.resolve("library"), providers, URI.create("https://example.com/cb"), Pace.every(Duration.ZERO));
        model = new StemModel(
                library, transport, pump.background(), home.resolve("scratch"), _ -> Optional.empty(), told::add);
        model.soundProperty().subscribe(now -> sounds.add(now));
    }

    @AfterEach
    void close() {
        model.close();
        library.close();
        transport.close();
        simulator.close();
    }

    @Test
    void theTranscribedStemIsFetchedReadAndPlayed() throws Exception {
        var entry = transcribed("Drums");
        model.show(notes(entry), Optional.of(entry));
        untilReady("Drums");
        assertThat(sounds)
                .anyMatch(sound ->
                        sound instanceof StemSound.Coming(var doing, var part) && doing.equals("Fetching Drums"));
        assertThat(sounds)
                .anyMatch(sound ->
                        sound instanceof StemSound.Coming(var doing, var part) && doing.equals("Reading Drums"));
        var picture = model.pictureProperty().get().orElseThrow();
        assertThat(picture.name()).isEqualTo("Drums");
        assertThat(picture.peaks().seconds()).isGreaterThan(20);
        assertThat(model.playing()).isPresent();
        assertThat(chosen()).isEqualTo("Drums");
    }

    @Test
    void ofAllStemsTheirMixIsHeardOnceAllAreHere() throws Exception {
        var entry = transcribed("All stems");
        model.show(notes(entry), Optional.of(entry));
        untilReady("All stems");
        assertThat(chosen()).isEqualTo("All stems");
        assertThat(model.choicesProperty().get()).hasSize(7).allMatch(choice -> choice.hint()
                .isEmpty());
    }

    @Test
    void thePictureGrows() throws Exception {
        var entry = transcribed("Drums");
        var lengths = new ArrayList<Double>();
        model.pictureProperty()
                .subscribe(picture ->
                        picture.ifPresent(now -> lengths.add(now.peaks().seconds())));
        model.show(notes(entry), Optional.of(entry));
        untilReady("Drums");
        assertThat(lengths).hasSizeGreaterThan(5).isSorted();
    }

    @Test
    void anotherStemIsHeardAndRememberedWithTheEntry() throws Exception {
        var entry = transcribed("Drums");
        model.show(notes(entry), Optional.of(entry));
        untilReady("Drums");
        choose("Bass");
        untilReady("Bass");
        model.setBlend(0.25);
        model.setSplit(true);
        model.rememberVolume(0, 0.5);
        pump.until(() -> library.listening(entry.id()).volume(0) == 0.5);

        model.close();
        library.close();
        simulator.close();
        openLibrary();
        model.show(notes(entry), Optional.of(entry));
        untilReady("Bass");
        assertThat(model.listeningProperty().get().blend()).isEqualTo(0.25);
        assertThat(model.listeningProperty().get().split()).isTrue();
        simulator = Simulator.start(1000);
    }

    @Test
    void aFileIsAttachedToAnEntryByItsPlace() throws Exception {
        var entry = transcribed("Drums");
        var file = sound("my own.bin");
        byte[] before = Files.readAllBytes(file);
        model.show(notes(entry), Optional.of(entry));
        model.attach(file);
        untilReady("my own.bin");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        pump.until(() -> library.listening(entry.id()).attached().isPresent());
        assertThat(library.listening(entry.id()).attached()).hasValue(file);

        model.detach();
        untilReady("Drums");
    }

    @Test
    void anAttachedFileThatIsGoneIsSaidInOneSentence() throws Exception {
        var entry = transcribed("Drums");
        library.remember(entry.id(), Listening.DEFAULT.withAttached(home.resolve("gone.wav")));
        model.show(notes(entry), Optional.of(entry));
        pump.until(() -> model.soundProperty().get() instanceof StemSound.Failed);
        var failed = (StemSound.Failed) model.soundProperty().get();
        assertThat(failed.sentence()).isEqualTo("gone.wav, which was attached, is not where it was.");
        assertThat(failed.remedy()).contains("Attach");
        assertThat(model.canRetryProperty().get()).isTrue();

        Files.copy(sound("other"), home.resolve("gone.wav"));
        model.retry();
        untilReady("gone.wav");
    }

    @Test
    void whatIsNoSoundIsNotAttached() throws Exception {
        model.show(file("a.mid"), Optional.empty());
        model.attach(Files.writeString(home.resolve("words.mp3"), "no sound"));
        pump.drain();
        assertThat(told).singleElement().extracting(Notice::sentence).asString().contains("words.mp3 holds no sound");
        assertThat(model.soundProperty().get()).isInstanceOf(StemSound.None.class);
        assertThat(model.listeningProperty().get()).isEqualTo(Listening.DEFAULT);
    }

    @Test
    void anOpenedFileKeepsItsAudioForTheRun() throws Exception {
        var one = file("one.mid");
        model.show(one, Optional.empty());
        model.attach(sound("take.wav"));
        untilReady("take.wav");
        model.show(file("two.mid"), Optional.empty());
        pump.drain();
        assertThat(model.playing()).isEmpty();
        assertThat(model.soundProperty().get()).isInstanceOf(StemSound.None.class);
        model.show(one, Optional.empty());
        untilReady("take.wav");
    }

    @Test
    void whatIsReplacedIsClosedAndLeavesNothingBehind() throws Exception {
        model.show(file("one.mid"), Optional.empty());
        model.attach(sound("take.wav"));
        untilReady("take.wav");
        var before = model.playing().orElseThrow();
        model.show(file("two.mid"), Optional.empty());
        pump.drain();
        var left = new float[] {1};
        before.read(20_000, left, new float[1], 1);
        assertThat(left[0]).isZero();
        try (var files = Files.list(home.resolve("scratch"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatIsReadForSomethingShownBeforeIsThrownAway() throws Exception {
        model.show(file("one.mid"), Optional.empty());
        model.attach(sound("take.wav"));
        // The result is on its way to the FX thread when something else is shown.
        model.show(file("two.mid"), Optional.empty());
        pump.drain();
        assertThat(model.playing()).isEmpty();
        assertThat(model.pictureProperty().get()).isEmpty();
        assertThat(
                        Files.exists(home.resolve("scratch"))
                                ? Files.list(home.resolve("scratch")).count()
                                : 0)
                .isZero();
    }

    @Test
    void withoutTheProviderTheStemSaysWhyAndCanBeFetchedLater() throws Exception {
        var entry = transcribed("Drums");
        simulator.close();
        model.show(notes(entry), Optional.of(entry));
        pump.until(() -> !(model.soundProperty().get() instanceof StemSound.None)
                && !(model.soundProperty().get() instanceof StemSound.Coming));
        assertThat(model.soundProperty().get()).isInstanceOf(StemSound.Failed.class);
        assertThat(model.canRetryProperty().get()).isTrue();
        assertThat(told).isEmpty();

        simulator = Simulator.start(1000);
        model.retry();
        untilReady("Drums");
    }

    // Surroundings

    private void untilReady(String name) throws InterruptedException {
        pump.until(() -> model.soundProperty().get().equals(new StemSound.Ready(name)));
    }

    private String chosen() {
        return model.choicesProperty().get().stream()
                .filter(StemChoice::heard)
                .map(StemChoice::name)
                .findFirst()
                .orElse("");
    }

    private void choose(String name) {
        model.choicesProperty().get().stream()
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .ifPresent(choice -> model.choose(choice.id()));
    }

    /** An entry of the demo song; the library's threads work on their own. */
    private Entry transcribed(String name) throws Exception {
        var provider = new Providers(() -> simulator.uri(), Simulator.DEMO_TASK)
                .known()
                .getFirst();
        var account = new Account(provider, "");
        var stems =
                switch (library.stems(account, Simulator.DEMO_TASK)) {
                    case Outcome.Ok<List<Stem>>(var all) -> all;
                    case Outcome.Failed<List<Stem>>(var problem) -> throw new AssertionError(problem);
                };
        var id = stems.stream()
                .filter(stem -> stem.name().equals(name))
                .map(Stem::id)
                .findFirst();
        var request = new JobRequest(provider.id(), Simulator.DEMO_TASK, id, name);
        var end = library.listen(changed -> pump.background().onFx(() -> {}));
        library.transcribe(account, request);
        pump.until(() -> library.find(request).orElseThrow().state() instanceof JobState.Ready);
        end.run();
        return library.find(request).orElseThrow();
    }

    private Transcription notes(Entry entry) {
        return switch (library.open(entry.id())) {
            case Outcome.Ok<Transcription>(var found) -> found;
            case Outcome.Failed<Transcription>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static Transcription file(String name) {
        return new Transcription(name, name, 1, List.of(), NoteTable.builder(0).build(), List.of());
    }

    /** Half a second of sound. */
    private Path sound(String name) throws IOException {
        return WaveFile.write(home.resolve(name), 44_100, 22_050);
    }
}
