package rollscope.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Sends everything logged to one rotating file and nothing to the terminal. */
final class LogFile {
    static final int LARGEST = 1 << 20;
    static final int KEPT = 3;

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

    /** Time by the user's clock, level, who, what; then, set in, the stack of a throwable. */
    static final class OneLine extends Formatter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);

        /** No key is ever logged; should one come in the words of somebody else, it comes like this. */
        private static final Pattern BEARER = Pattern.compile("(?i)(bearer|basic)(\\s+|%20|\\+)[\\w.~+/=%-]{6,}");

        /** Characters; so that one line cannot fill a file. */
        private static final int LONGEST = 1 << 14;

        /** Characters of one record with its stack. */
        private static final int MOST = 1 << 16;

        @Override
        public String format(LogRecord record) {
            var line = new StringBuilder()
                    .append(TIME.format(record.getInstant().atZone(ZoneId.systemDefault())))
                    .append(' ')
                    .append(record.getLevel().getName())
                    .append(' ')
                    .append(record.getLoggerName())
                    .append(": ")
                    .append(harmless(formatMessage(record)))
                    .append(System.lineSeparator());
            if (record.getThrown() != null) {
                var stack = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(stack));
                stack.toString()
                        .lines()
                        .forEach(at -> line.append("    ").append(harmless(at)).append(System.lineSeparator()));
            }
            return line.length() <= MOST ? line.toString() : line.substring(0, MOST) + "…" + System.lineSeparator();
        }

        /** Without what looks like a credential and what acts on a terminal, and not too long. */
        static String harmless(String words) {
            String cut = words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
            return BEARER.matcher(cut).replaceAll("$1 ****").replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        }
    }
}
