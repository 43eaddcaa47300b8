package rollscope.ui.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The libraries in the program, as the build found them: from their own POMs, so that none is told that is not there. */
final class Libraries {
    private static final String LIST = "/rollscope/libraries.txt";

    /**
     * A library.
     *
     * @param name    of its file
     * @param licence short, as SPDX has it where it can
     */
    record Library(String name, String version, String licence) {}

    private Libraries() {}

    /** Blocks. */
    static List<Library> read() throws IOException {
        try (InputStream in = Libraries.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IOException("the build has made no " + LIST);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> Arrays.asList(line.split("\t", -1)))
                    .filter(parts -> parts.size() == 3)
                    .map(parts -> new Library(parts.get(0), parts.get(1), parts.get(2)))
                    .sorted(java.util.Comparator.comparing(Library::name))
                    .toList();
        }
    }
}
