package rollscope.cli;

import java.io.PrintWriter;

/**
 * Where a command speaks to. Names of stems and tracks come from outside, so control characters in them, with which a terminal
 * could be made to do things, are shown as question marks.
 *
 * @param out what was asked for, and nothing else, so that it can be piped on
 * @param err progress, and the sentence when something did not work
 */
record Terminal(PrintWriter out, PrintWriter err) {
    void result(String line) {
        out.println(harmless(line));
        out.flush();
    }

    void say(String line) {
        err.println(harmless(line));
        err.flush();
    }

    private static String harmless(String line) {
        return line.replaceAll("[\\p{Cc}&&[^\\n]]", "?");
    }
}
