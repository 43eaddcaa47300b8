package rollscope.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sends everything logged to one rotating file and nothing to the terminal. */
final class LogFile {
    private static final int LARGEST = 1 << 20;
    private static final int KEPT = 3;

    private LogFile() {}

    /**
     * @param folder made if missing; if it cannot be used, nothing is logged
     */
    static void start(Path folder) {
        var root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.INFO);
        try {
            Files.createDirectories(folder);
            // A literal % in the path would be read as a pattern.
            String pattern = folder.toString().replace("%", "%%") + "/rollscope.%g.log";
            var handler = new FileHandler(pattern, LARGEST, KEPT, true);
            handler.setFormatter(new OneLine());
            root.addHandler(handler);
        } catch (IOException e) {
            LogManager.getLogManager().reset();
        }
    }

    /** Time, level, who, what; then the stack of a throwable. */
    static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            var line = new StringBuilder()
                    .append(record.getInstant())
                    .append(' ')
                    .append(record.getLevel().getName())
                    .append(' ')
                    .append(record.getLoggerName())
                    .append(": ")
                    .append(formatMessage(record).replaceAll("\\R", " "))
                    .append(System.lineSeparator());
            if (record.getThrown() != null) {
                var stack = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(stack));
                line.append(stack);
            }
            return line.toString();
        }
    }
}
