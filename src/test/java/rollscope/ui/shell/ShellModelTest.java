package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.service.AnswerWriter;
import rollscope.settings.Settings;
import rollscope.transcription.NoteTable;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

class ShellModelTest {
    @TempDir
    Path folder;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private Library library;
    private ShellModel model;

    @BeforeEach
    void open() {
        var providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo");
        library = new Library(
                folder.resolve("library"), providers, Settings.PLACEHOLDER_CALLBACK, Pace.every(Duration.ZERO));
        model = new ShellModel(library, new Background(work::add, Runnable::run));
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void aWordIsTakenBackOnlyWhileItIsTheOneThatIsShown() {
        model.tell(Notice.good("No sound."));
        model.withdraw("Another.");
        assertThat(model.noticeProperty().get()).isPresent();
        model.withdraw("No sound.");
        assertThat(model.noticeProperty().get()).isEmpty();
        model.withdraw("No sound.");
        assertThat(model.noticeProperty().get()).isEmpty();
    }

    @Test
    void whatEndsAfterTheWindowWasMadeAnewIsToldInTheNewOne() {
        var next = model.again().again();
        model.tell(Notice.good("Saved."));
        assertThat(model.noticeProperty().get()).isEmpty();
        assertThat(next.noticeProperty().get()).map(Notice::sentence).contains("Saved.");
    }

    @Test
    void aFileOpensInTheRoll() throws IOException {
        model.open(song("one"));
        assertThat(model.openingProperty().get()).contains("one.json");
        work.remove().run();
        assertThat(model.openingProperty().get()).isEmpty();
        assertThat(model.connectingProperty().get()).isFalse();
        assertThat(model.shownProperty().get()).hasValueSatisfying(shown -> {
            assertThat(shown.transcription().notes().size()).isOne();
            assertThat(shown.subtitle()).isEqualTo("one.json · 1 instrument · 1 note");
        });
    }

    @Test
    void aFileThatIsNeitherLeavesWhatIsOpenAndSaysSo() throws IOException {
        model.open(song("one"));
        work.remove().run();
        var before = model.shownProperty().get();

        model.open(Files.writeString(folder.resolve("poem.mid"), "no notes here"));
        work.remove().run();
        assertThat(model.shownProperty().get()).isEqualTo(before);
        assertThat(model.connectingProperty().get()).isFalse();
        assertThat(model.noticeProperty().get()).hasValueSatisfying(notice -> {
            assertThat(notice.tone()).isEqualTo(Notice.Tone.BAD);
            assertThat(notice.remedy()).isNotBlank();
        });
    }

    @Test
    void whereWhatIsShownCameFromIsKnownOnceItIsInView() throws IOException {
        var one = song("one");
        model.open(one);
        assertThat(model.sourceProperty().get()).isEmpty();
        work.remove().run();
        assertThat(model.sourceProperty().get()).contains(new Source.OfFile(one.toAbsolutePath()));
        model.open(Files.writeString(folder.resolve("poem.mid"), "no notes here"));
        work.remove().run();
        assertThat(model.sourceProperty().get()).contains(new Source.OfFile(one.toAbsolutePath()));
    }

    @Test
    void aSentenceBesidesIsToldWithWhateverComesOfIt() throws IOException {
        model.open(song("one"), "Others wait.");
        work.remove().run();
        assertThat(model.noticeProperty().get()).contains(new Notice(Notice.Tone.CALM, "Others wait.", "", ""));
        model.open(Files.writeString(folder.resolve("poem.mid"), "no notes here"), "Others wait.");
        work.remove().run();
        assertThat(model.noticeProperty().get()).hasValueSatisfying(notice -> {
            assertThat(notice.tone()).isEqualTo(Notice.Tone.BAD);
            assertThat(notice.remedy()).endsWith(" Others wait.");
        });
    }

    @Test
    void whatWasOpenAtACrashOpensAgainAndSaysWhy() throws IOException {
        model.reopen(new Source.OfFile(song("one")));
        work.remove().run();
        assertThat(model.connectingProperty().get()).isFalse();
        assertThat(model.noticeProperty().get())
                .hasValueSatisfying(notice -> assertThat(notice.sentence()).contains("without being closed"));
    }

    @Test
    void anEntryThatHasGoneIsNotReopenedAndNothingIsSaid() {
        model.reopen(new Source.OfLibrary("../elsewhere"));
        work.remove().run();
        assertThat(model.connectingProperty().get()).isTrue();
        assertThat(model.noticeProperty().get()).isEmpty();
    }

    @Test
    void ofTwoFilesTheLastAskedForIsShown() throws IOException {
        model.open(song("one"));
        model.open(song("two"));
        var first = work.remove();
        work.remove().run();
        first.run();
        assertThat(model.shownProperty().get().orElseThrow().origin()).isEqualTo("two.json");
    }

    @Test
    void whatIsOpenStaysWhileTheUserConnects() throws IOException {
        model.showRoll();
        assertThat(model.connectingProperty().get()).isTrue();
        model.open(song("one"));
        work.remove().run();
        model.connect();
        assertThat(model.connectingProperty().get()).isTrue();
        assertThat(model.shownProperty().get()).isPresent();
        model.showRoll();
        assertThat(model.connectingProperty().get()).isFalse();
    }

    private Path song(String name) throws IOException {
        var file = folder.resolve(name + ".json");
        try (var out = Files.newOutputStream(file)) {
            AnswerWriter.write(
                    List.of("Piano"), NoteTable.builder(1).add(0, 1, 60, 90, 0).build(), out);
        }
        return file;
    }
}
