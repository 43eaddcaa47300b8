package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

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
    void aThrowableIsFollowedByItsStack() {
        var record = new LogRecord(Level.SEVERE, "broke");
        record.setThrown(new IllegalStateException("because"));
        assertThat(new LogFile.OneLine().format(record)).contains("because").contains("LogFileTest");
    }
}
