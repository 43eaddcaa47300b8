package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @Test
    void aRecordIsOneLineHoweverManyItsMessageHas() {
        var record = new LogRecord(Level.WARNING, "first\nsecond {0}");
        record.setParameters(new Object[] {"third"});
        record.setLoggerName("rollscope.test");
        String line = new LogFile.OneLine().format(record);
        assertThat(line).endsWith("WARNING rollscope.test: first second third" + System.lineSeparator());
        assertThat(line.lines()).hasSize(1);
    }

    @Test
    void aLineBeginsWithTheTimeOfTheUsersClock() {
        var record = new LogRecord(Level.INFO, "begun");
        assertThat(new LogFile.OneLine().format(record))
                .matches("(?s)\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} [+-]\\d\\d:\\d\\d INFO .*: begun\\R");
    }

    @Test
    void whatLooksLikeACredentialIsStarsWhereverItStands() {
        var record = new LogRecord(Level.INFO, "Authorization: Bearer sk-0123456789/=+ and basic YWJjZGVm");
        record.setThrown(new IllegalStateException("bearer%20abcdefghij"));
        assertThat(new LogFile.OneLine().format(record))
                .contains("Bearer **** and basic ****")
                .doesNotContain("sk-0123", "YWJj", "abcdefgh");
    }

    @Test
    void noRecordFillsAFileAndNoneActsOnATerminal() {
        var record = new LogRecord(Level.INFO, "\u001b[2J\u0007" + "x".repeat(1 << 20));
        record.setThrown(new IllegalStateException("y\n".repeat(1 << 20)));
        assertThat(new LogFile.OneLine().format(record))
                .hasSizeLessThan(1 << 17)
                .doesNotContain("\u001b", "\u0007");
    }

    @Test
    void theFilesAreFewAndSmallHoweverMuchIsLogged(@TempDir Path folder) throws Exception {
        var root = Logger.getLogger("");
        var level = root.getLevel();
        var handlers = List.of(root.getHandlers());
        try {
            LogFile.start(folder);
            Logger logger = Logger.getLogger("rollscope.test");
            for (int i = 0; i < 500; i++) {
                logger.info("line " + i + " " + "x".repeat(10_000));
            }
        } finally {
            for (Handler handler : root.getHandlers()) {
                handler.close();
                root.removeHandler(handler);
            }
            handlers.forEach(root::addHandler);
            root.setLevel(level);
        }
        try (var files = Files.list(folder)) {
            var logs = files.filter(file -> file.toString().endsWith(".log")).toList();
            assertThat(logs).hasSize(LogFile.KEPT);
            for (Path log : logs) {
                assertThat(Files.size(log)).isLessThan(LogFile.LARGEST + 20_000);
            }
        }
        assertThat(folder.resolve("rollscope.0.log")).content().contains("line 499 ");
    }

    @Test
    void aThrowableIsFollowedByItsStack() {
        var record = new LogRecord(Level.SEVERE, "broke");
        record.setThrown(new IllegalStateException("because"));
        assertThat(new LogFile.OneLine().format(record)).contains("because").contains("LogFileTest");
    }
}
