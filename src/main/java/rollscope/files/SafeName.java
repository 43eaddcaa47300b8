package rollscope.files;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Turns names from outside into names that every file system takes and that cannot lead out of a folder. */
public final class SafeName {
    private static final int LONGEST = 80;
    private static final Set<String> RESERVED_ON_WINDOWS = Set.of("con", "prn", "aux", "nul");

    private SafeName() {}

    /**
     * Keeps letters and digits of any script, blanks, and {@code - _ ( ) #} and single dots between them.
     *
     * @return a name without a path, never empty, at most 80 characters
     */
    public static String of(String name) {
        var kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(c -> {
            boolean plain = Character.isLetterOrDigit(c) || " -_()#.,&+'".indexOf(c) >= 0;
            kept.appendCodePoint(plain ? c : '_');
        });
        String safe = kept.toString()
                .replaceAll("\\.{2,}", "_")
                .replaceAll("\\s+", " ")
                .strip();
        safe = safe.replaceAll("^[. ]+", "");
        if (safe.codePointCount(0, safe.length()) > LONGEST) {
            safe = safe.substring(0, safe.offsetByCodePoints(0, LONGEST));
        }
        safe = safe.replaceAll("[. ]+$", "");
        if (safe.isEmpty()) {
            return "untitled";
        }
        String stem = safe.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
        boolean reserved = RESERVED_ON_WINDOWS.contains(stem) || stem.matches("(com|lpt)[0-9]");
        return reserved ? "_" + safe : safe;
    }
}
