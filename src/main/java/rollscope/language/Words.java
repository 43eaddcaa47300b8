package rollscope.language;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the program says to its user, in the language it speaks at the moment. Any thread.
 *
 * <p>A key is an area, a dot and a name, {@code connect.load-stems}; each area has a file a language beside this class, read when it is
 * first needed. Values are patterns of {@link MessageFormat}, all of them, so an apostrophe stands there twice; figures come as text from
 * whoever knows how they are written, and where a sentence depends on a number, as a choice. {@code WordsTest} holds the files and the
 * sources against each other.
 */
public final class Words {
    /** By the file's name without its ending. Never changes once read. */
    private static final Map<String, Map<Object, Object>> BUNDLES = new ConcurrentHashMap<>();

    private Words() {}

    /**
     * The words of a key. Keys are written out in the sources, never put together.
     *
     * @param arguments of the pattern, {@code {0}} first
     * @throws IllegalArgumentException if there is no such key
     */
    public static String of(String key, Object... arguments) {
        return filled(pattern(key, Language.shown()), arguments);
    }

    /**
     * The words of a key in each language, for what is to be found by any of them.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    public static List<String> inEach(String key) {
        return Arrays.stream(Language.values())
                .map(language -> filled(pattern(key, language)))
                .toList();
    }

    private static String filled(String pattern, Object... arguments) {
        if (pattern.indexOf('\'') < 0 && pattern.indexOf('{') < 0) {
            return pattern;
        }
        return new MessageFormat(pattern, Language.shownLocale()).format(arguments);
    }

    private static String pattern(String key, Language language) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("key without an area: " + key);
        }
        String name = key.substring(0, dot) + language.suffix();
        if (BUNDLES.computeIfAbsent(name, Words::read).get(key.substring(dot + 1)) instanceof String pattern) {
            return pattern;
        }
        throw new IllegalArgumentException("no words for " + key + " in " + language);
    }

    private static Map<Object, Object> read(String name) {
        try (var in = Words.class.getResourceAsStream(name + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("no bundle " + name);
            }
            var read = new Properties();
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Map.copyOf(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
