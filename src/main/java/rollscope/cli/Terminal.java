package rollscope.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Where a command speaks to. Names of stems and tracks come from outside, so control characters in them, with which a terminal
 * could be made to do things, are shown as question marks.
 *
 * @param out what was asked for, and nothing else, so that it can be piped on
 * @param err progress, and the sentence when something did not work
 */
record Terminal(PrintWriter out, PrintWriter err) {
    private static final int WIDEST = 79;

    void result(String line) {
        out.println(harmless(line));
        out.flush();
    }

    void say(String line) {
        err.println(harmless(line));
        err.flush();
    }

    /** Replaces the line that is being shown; only where somebody looks at a screen. */
    void progress(String line) {
        if (isScreen()) {
            err.print("\r" + harmless(line) + "   ");
            err.flush();
        }
    }

    /** The line shown last has had its time. */
    void endProgress() {
        if (isScreen()) {
            err.print("\r" + " ".repeat(WIDEST) + "\r");
            err.flush();
        }
    }

    private static boolean isScreen() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static String harmless(String line) {
        return line.replaceAll("[\\p{Cc}&&[^\\n]]", "?");
    }
}
