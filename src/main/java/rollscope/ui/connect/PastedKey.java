package rollscope.ui.connect;

import java.util.regex.Pattern;

/** What is pasted as a key, and what of it is the key. */
final class PastedKey {
    private static final Pattern HEADER =
            Pattern.compile("(?i)^[\\s\"'`]*(authorization[\\s\"'`]*[:=])?[\\s\"'`]*bearer\\s+");
    /** Blanks of any kind, marks that are not seen, and quotes; no key has any of them. */
    private static final Pattern AROUND = Pattern.compile("[\\s\\p{Z}\\p{C}\"'`\\u2018-\\u201F]+");

    private PastedKey() {}

    static String of(String pasted) {
        return AROUND.matcher(HEADER.matcher(pasted).replaceFirst("")).replaceAll("");
    }
}
