package rollscope.midi;

import java.text.Normalizer;
import java.util.Map;

/**
 * Text as every program can read it. The file format promises no encoding beyond printable ASCII, and readers that expect
 * Latin-1 and readers that expect UTF-8 fail on each other's files.
 */
final class AsciiText {
    private static final int LONGEST = 127;

    /** Letters and signs that do not fall apart into a letter and its marks. */
    private static final Map<Character, String> SPELLED = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('Æ', "AE"),
            Map.entry('œ', "oe"),
            Map.entry('Œ', "OE"),
            Map.entry('ø', "o"),
            Map.entry('Ø', "O"),
            Map.entry('ł', "l"),
            Map.entry('Ł', "L"),
            Map.entry('đ', "d"),
            Map.entry('Đ', "D"),
            Map.entry('ð', "d"),
            Map.entry('Ð', "D"),
            Map.entry('þ', "th"),
            Map.entry('Þ', "Th"),
            Map.entry('ı', "i"),
            Map.entry('‘', "'"),
            Map.entry('’', "'"),
            Map.entry('“', "\""),
            Map.entry('”', "\""),
            Map.entry('–', "-"),
            Map.entry('—', "-"),
            Map.entry('‐', "-"),
            Map.entry('♯', "#"),
            Map.entry('♭', "b"),
            Map.entry('×', "x"));

    private AsciiText() {}

    /**
     * {@code text} in printable ASCII, without accents and without what has no spelling there, at most 127 characters.
     *
     * @param otherwise stands in when no letter and no digit is left; ASCII
     */
    static String of(String text, String otherwise) {
        var spelled = new StringBuilder();
        String taken = text.length() > 1000 ? text.substring(0, 1000) : text;
        Normalizer.normalize(taken, Normalizer.Form.NFKD).chars().forEach(c -> {
            if (c >= ' ' && c < 127) {
                spelled.append((char) c);
            } else if (Character.isWhitespace(c)) {
                spelled.append(' ');
            } else {
                spelled.append(SPELLED.getOrDefault((char) c, ""));
            }
        });
        String ascii = spelled.toString().replaceAll(" +", " ").strip();
        if (ascii.length() > LONGEST) {
            ascii = ascii.substring(0, LONGEST).strip();
        }
        return ascii.chars().anyMatch(Character::isLetterOrDigit) ? ascii : otherwise;
    }
}
