package rollscope.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.midi.DrumMap;
import rollscope.midi.GeneralMidi;
import rollscope.midi.Instrumentation;
import rollscope.midi.Instrumentation.Voice;
import rollscope.playback.Transport;
import rollscope.settings.Settings;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

class PartsModelTest {
    private static final NoteTable NOTES = NoteTable.builder(0)
            .add(0, 1, 60, 64, 0)
            .add(0, 1, 73, 64, 1)
            .add(1, 2, 61, 64, 1)
            .build();

    @TempDir
    Path folder;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Arranged> arranged = new ArrayList<>();
    private final List<Notice> told = new ArrayList<>();
    private final Transcription song = new Transcription(
            "id", "Song", 9, List.of(GeneralMidi.guess(0, "Vocals"), GeneralMidi.guess(1, "Drums")), NOTES, List.of());
    private Library library;
    private Transport transport;
    private PartsModel model;

    @BeforeEach
    void open() {
        var providers = new Providers(() -> java.net.URI.create("http://127.0.0.1:1"), "demo");
        library = new Library(folder, providers, Settings.PLACEHOLDER_CALLBACK, Pace.every(Duration.ZERO));
        transport = Transport.onDefaultDevice();
        transport.load(song);
        model = new PartsModel(library, transport, new Background(work::add, Runnable::run), arranged::add, told::add);
        model.show(Arranged.of(song, Instrumentation.AS_DELIVERED), Optional.empty());
    }

    @AfterEach
    void close() {
        transport.close();
        library.close();
    }

    private void work() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    void aChoiceIsKnownAtOnceAndAppliedInTheBackground() {
        model.voice(0, Voice.tone(52));
        assertThat(model.chosen(0).program()).isEqualTo(52);
        assertThat(model.chosen(0).guessed()).isFalse();
        assertThat(arranged).isEmpty();
        work();
        assertThat(arranged).singleElement().satisfies(now -> {
            assertThat(now.song().instruments().getFirst().program()).isEqualTo(52);
            assertThat(now.song().notes()).isSameAs(NOTES);
            assertThat(now.delivered()).isSameAs(song);
        });
    }

    @Test
    void ofManyChoicesInARowTheLastIsApplied() {
        for (int i = 1; i <= 20; i++) {
            model.rename(0, "x".repeat(i));
        }
        work();
        assertThat(arranged).hasSizeLessThan(3);
        assertThat(arranged.getLast().song().instruments().getFirst().name()).isEqualTo("x".repeat(20));
    }

    @Test
    void drumsThatAreNoneOfGeneralMidiAreDoubtedUntilTheUserHasSaid() {
        assertThat(model.doubtfulProperty().get().test(1)).isTrue();
        assertThat(model.doubtfulProperty().get().test(0)).as("tones").isFalse();
        model.drums(1, DrumMap.AS_DELIVERED);
        assertThat(model.doubtfulProperty().get().test(1)).isFalse();
        work();
        assertThat(arranged.getLast().song()).isEqualTo(song);
        model.asDelivered(1);
        assertThat(model.doubtfulProperty().get().test(1)).isTrue();
    }

    @Test
    void drumsGoWhereTheyAreSentAndComeBack() {
        model.drums(1, DrumMap.of("By ear", Map.of(73, 42, 61, 38)));
        work();
        var moved = arranged.getLast().song().notes();
        assertThat(moved.notesOf(1).map(moved::pitch)).containsExactly(42, 38);
        model.asDelivered(1);
        work();
        assertThat(arranged.getLast().song()).isEqualTo(song);
        assertThat(song.notes()).isSameAs(NOTES);
    }

    @Test
    void whatIsArrangedForASongThatIsNoLongerOpenIsNotShown() {
        model.voice(0, Voice.tone(52));
        var other = new Transcription("other", "Other", 9, song.instruments(), NOTES, List.of());
        assertThat(model.show(Arranged.of(other, Instrumentation.AS_DELIVERED), Optional.empty()))
                .as("another song")
                .isTrue();
        work();
        assertThat(arranged).allMatch(now -> now.delivered().id().equals("other"));
        assertThat(model.howProperty().get()).isEqualTo(Instrumentation.AS_DELIVERED);
    }

    @Test
    void theSameSongArrangedAnewIsNoOther() {
        model.voice(0, Voice.tone(52));
        work();
        assertThat(model.show(arranged.getLast(), Optional.empty())).isFalse();
        assertThat(model.part(0).voice()).contains(Voice.tone(52));
    }

    @Test
    void ofMoreThanFifteenPartsEachSaysItsPlaceInAFile() {
        var many = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> new Instrument(i, "Part " + i, i, false, false))
                .toList();
        model.show(
                Arranged.of(
                        new Transcription("many", "Many", 9, many, NoteTable.EMPTY, List.of()),
                        Instrumentation.AS_DELIVERED),
                Optional.empty());
        assertThat(model.place(0)).isEqualTo("Channel 1 of port 1 in a file.");
        assertThat(model.place(15)).contains("Channel 1 of port 2").contains("may give it another sound");
        assertThat(model.place(39)).contains("port 3");
    }

    @Test
    void upToFifteenPartsAreOnChannelsOnly() {
        assertThat(model.place(0)).isEqualTo("Channel 1 of a file.");
        assertThat(model.place(1)).isEqualTo("Channel 10 of a file.");
    }
}
