package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashLogTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));

    @TempDir
    Path folder;

    @Test
    void theSameMistakeHasTheSameCodeWhateverTheUserWorksWith() {
        var codes = new HashSet<String>();
        for (String song : new String[] {"Yesterday.mid", "/home/anna/Lullaby.json", ""}) {
            codes.add(CrashCode.of(opening(song)));
        }
        assertThat(codes).singleElement().asString().matches("[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{2}");
    }

    @Test
    void anotherPlaceOrAnotherKindIsAnotherCode() {
        var here = at(new IllegalStateException("x"), frame("rollscope.roll.NoteRaster", "paint", 10));
        assertThat(CrashCode.of(here))
                .isNotEqualTo(CrashCode.of(
                        at(new IllegalStateException("x"), frame("rollscope.roll.NoteRaster", "clear", 10))))
                .isNotEqualTo(CrashCode.of(
                        at(new NullPointerException("x"), frame("rollscope.roll.NoteRaster", "paint", 10))))
                .isNotEqualTo(CrashCode.of(new IllegalStateException("x", new IOException())));
    }

    @Test
    void neitherLinesNorWhatIsBelowNorNumbersOfTheCompilerChangeTheCode() {
        var one = at(
                new IllegalStateException(),
                frame("java.util.Objects", "requireNonNull", 233),
                frame("rollscope.ui.roll.RollView", "lambda$new$3", 88),
                frame("rollscope.ui.roll.RollView$1", "run", 90),
                frame("rollscope.ui.shell.Shell$$Lambda/0x00007f1234", "accept", -1),
                frame("rollscope.ui.shell.Shell", "show", 512),
                frame("rollscope.ui.shell.Shell", "open", 700));
        var other = at(
                new IllegalStateException("in a later build"),
                frame("java.util.Objects", "checkIndex", 5),
                frame("rollscope.ui.roll.RollView", "lambda$new$17", 91),
                frame("rollscope.ui.roll.RollView$2", "run", 93),
                frame("rollscope.ui.shell.Shell", "show", 530),
                frame("rollscope.ui.shell.Shell", "reopen", 1));
        assertThat(CrashCode.of(one)).isEqualTo(CrashCode.of(other));
    }

    @Test
    void aRingOfCausesAndAThrowableWithoutAStackHaveACodeToo() {
        var first = new IllegalStateException("a");
        first.initCause(new IllegalArgumentException("b", first));
        assertThat(CrashCode.of(first)).hasSize(6);
        assertThat(CrashCode.of(at(new OutOfMemoryError("Java heap space")))).hasSize(6);
    }

    @Test
    void theReportSaysWhatWhereAndInWhichSurroundings() throws IOException {
        var failure = new IllegalStateException("the roll is upside down");
        var report = log().add(Thread.currentThread(), failure).orElseThrow();
        assertThat(report.code()).isEqualTo(CrashCode.of(failure));
        assertThat(report.text())
                .contains(
                        "Rollscope",
                        report.code(),
                        "2026-03-0",
                        Runtime.version().toString())
                .contains(System.getProperty("os.name"), Thread.currentThread().getName())
                .contains("IllegalStateException: the roll is upside down", "CrashLogTest.theReportSays");
        assertThat(folder.resolve("logs/crash-" + report.code() + ".txt")).hasContent(report.text());
    }

    @Test
    void whatHappensAgainIsToldAndWrittenOnce() throws IOException {
        var log = log();
        var reports = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            log.add(Thread.currentThread(), opening("song " + i)).ifPresent(reports::add);
        }
        assertThat(reports).hasSize(1);
        assertThat(reports()).hasSize(1);
        // The next run tells it again.
        assertThat(log().add(Thread.currentThread(), opening("song"))).isPresent();
        assertThat(reports()).hasSize(1);
    }

    @Test
    void theOldestReportsGo() throws IOException {
        var log = log();
        var codes = new ArrayList<String>();
        for (int i = 0; i < CrashLog.KEPT + 5; i++) {
            var failure = at(new IllegalStateException(), frame("rollscope.midi.MidiFile", "m" + "x".repeat(i), 1));
            codes.add(log.add(Thread.currentThread(), failure).orElseThrow().code());
            Files.setLastModifiedTime(
                    log.file(codes.getLast()), FileTime.from(CLOCK.instant().plusSeconds(i)));
        }
        assertThat(reports()).hasSize(CrashLog.KEPT);
        assertThat(log.file(codes.getLast())).exists();
        assertThat(log.file(codes.getFirst())).doesNotExist();
    }

    @Test
    void aReportIsSmallAndHoldsNoCredentialAndNotTheUsersHome() throws IOException {
        String home = System.getProperty("user.home");
        var frames = IntStream.range(0, 20_000)
                .mapToObj(i -> frame("rollscope.roll.Density", "deeper", i))
                .toArray(StackTraceElement[]::new);
        var failure = at(
                new IllegalStateException(
                        "Bearer sk-0123456789abcdef at " + home + "/Music/a.mid " + "y".repeat(200_000)),
                frames);
        var report = log().add(Thread.currentThread(), failure).orElseThrow();
        assertThat(report.text())
                .hasSizeLessThan(CrashLog.LARGEST + 10)
                .doesNotContain("sk-0123", home + "/")
                .contains("~/Music/a.mid");
    }

    @Test
    void aFolderThatCannotBeWrittenStillTellsTheUser() throws IOException {
        Files.createFile(folder.resolve("logs"));
        assertThat(log().add(Thread.currentThread(), new IllegalStateException()))
                .isPresent();
    }

    private CrashLog log() {
        return new CrashLog(folder.resolve("logs"), CLOCK);
    }

    private List<Path> reports() throws IOException {
        try (var files = Files.list(folder.resolve("logs"))) {
            return files.toList();
        }
    }

    private static UncheckedIOException opening(String song) {
        return new UncheckedIOException("opening " + song, new NoSuchFileException(song));
    }

    private static StackTraceElement frame(String type, String method, int line) {
        return new StackTraceElement(type, method, "Some.java", line);
    }

    private static <T extends Throwable> T at(T failure, StackTraceElement... frames) {
        failure.setStackTrace(frames);
        return failure;
    }
}
