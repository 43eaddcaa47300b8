package rollscope.files;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Turns names from outside into names that every file system takes and that cannot lead out of a folder. */
public final class SafeName {
    private static final int LONGEST = 80;
    /** Of UTF-8: most disks take 255, and an ending has to fit. */
    private static final int MOST_BYTES = 240;

    private static final Set<String> RESERVED_ON_WINDOWS = Set.of("con", "prn", "aux", "nul");

    private SafeName() {}

    /**
     * Keeps letters and digits of any script, blanks, {@code - _ ( ) # , & + '} and single dots; the rest becomes {@code _}.
     *
     * @return a name without a path, never empty, at most 80 characters and 240 bytes of UTF-8
     */
    public static String of(String name) {
        var kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(c -> {
            boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
            boolean plain = Character.isLetterOrDigit(c) || "-_()#.,&+'".indexOf(c) >= 0;
            kept.appendCodePoint(blank ? ' ' : plain ? c : '_');
        });
        String safe =
                kept.toString().replaceAll("\\.{2,}", "_").replaceAll(" +", " ").replaceAll("^[. ]+", "");
        String stem = safe.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "").strip();
        if (RESERVED_ON_WINDOWS.contains(stem) || stem.matches("(com|lpt)[0-9]")) {
            safe = "_" + safe;
        }
        safe = shortened(safe).replaceAll("[. ]+$", "");
        return safe.codePoints().anyMatch(Character::isLetterOrDigit) ? safe : "untitled";
    }

    private static String shortened(String name) {
        int end = 0;
        int bytes = 0;
        for (int characters = 0; end < name.length() && characters < LONGEST; characters++) {
            int character = name.codePointAt(end);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > MOST_BYTES) {
                break;
            }
            end += Character.charCount(character);
        }
        return name.substring(0, end);
    }
}
