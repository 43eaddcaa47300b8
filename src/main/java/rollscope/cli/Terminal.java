package rollscope.cli;

import java.io.PrintWriter;

/**
 * Where a command speaks to.
 *
 * @param out what was asked for, and nothing else, so that it can be piped on
 * @param err progress, and the sentence when something did not work
 */
record Terminal(PrintWriter out, PrintWriter err) {
    void result(String line) {
        out.println(line);
        out.flush();
    }

    void say(String line) {
        err.println(line);
        err.flush();
    }
}
