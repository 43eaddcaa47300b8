package rollscope.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The words of both languages against each other and against the sources. */
class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path BUNDLES = Path.of("src/main/resources/rollscope/language");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern CALL = Pattern.compile("\\bWords\\s*\\.of\\(\\s*");
    /** Names of files look much the same. */
    private static final Pattern KEY = Pattern.compile("[a-z]+\\.(?!json$|mid$|wav$|png$|csv$)[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(Locale.Category.DISPLAY, before);
    }

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(keys("_zh")).isEqualTo(keys(""));
    }

    @Test
    void everyKeyThatIsUsedIsDefinedAndEveryDefinedOneUsed() throws IOException {
        var defined = keys("");
        var areas = defined.stream().map(WordsTest::area).collect(Collectors.toSet());
        var used = new TreeSet<String>();
        for (String source : sources().values()) {
            LITERAL.matcher(source)
                    .results()
                    .map(literal -> literal.group(1))
                    .filter(literal -> KEY.matcher(literal).matches() && areas.contains(area(literal)))
                    .forEach(used::add);
        }
        assertThat(used).isEqualTo(defined);
    }

    @Test
    void everyKeyIsWrittenOutWhereItIsUsed() throws IOException {
        var defined = keys("");
        sources().forEach((file, source) -> CALL.matcher(source)
                .results()
                .map(call -> source.substring(call.end()))
                .filter(rest -> rest.startsWith("\""))
                .forEach(rest -> {
                    var literal = LITERAL.matcher(rest);
                    assertThat(literal.lookingAt()).as("%s: %.40s", file, rest).isTrue();
                    assertThat(defined).as(file).contains(literal.group(1));
                    assertThat(rest.substring(literal.end()).stripLeading())
                            .as("%s: a key put together from parts", file)
                            .doesNotStartWith("+");
                }));
    }

    /** What has two words and is none of the window's: names, and what only machines and supporters read. */
    private static final Set<String> NAMES = Set.of(
            "GPL-2.0 with classpath exception",
            "Inter Variable",
            "Noto Sans",
            "MIDI task ",
            "By ear",
            "A name too long for its row",
            "Page Up",
            "Page Down");

    @Test
    void theWindowSaysNothingThatIsNotInABundle() throws IOException {
        var twoWords = Pattern.compile("[A-Za-z]{2,}[,.]? [A-Za-z]{2,}");
        var notSaid = Pattern.compile("Exception\\(|Error\\(|LOG\\b|-fx-");
        var odd = new TreeMap<String, String>();
        sources().forEach((file, source) -> source.lines()
                .filter(line -> file.startsWith(SOURCES.resolve("rollscope/ui").toString()))
                .filter(line -> !notSaid.matcher(line).find())
                .flatMap(line -> LITERAL.matcher(line).results())
                .map(literal -> literal.group(1))
                .filter(literal -> twoWords.matcher(literal).find() && !NAMES.contains(literal))
                .forEach(literal -> odd.put(file, literal)));
        assertThat(odd).isEmpty();
    }

    @Test
    void noKeyIsDefinedTwice() throws IOException {
        for (var file : bundles()) {
            var names = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replaceFirst("\\s*=.*", ""))
                    .toList();
            assertThat(names).as(file.toString()).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyValueIsAPatternWithTheSameArgumentsInBothLanguages() throws IOException {
        var english = values("");
        var chinese = values("_zh");
        english.forEach((key, value) -> {
            assertThat(new MessageFormat(value, Locale.ENGLISH)).as(key).isNotNull();
            assertThat(new MessageFormat(chinese.getOrDefault(key, ""), Locale.SIMPLIFIED_CHINESE))
                    .as(key)
                    .isNotNull();
            assertThat(arguments(chinese.getOrDefault(key, ""))).as(key).isEqualTo(arguments(value));
        });
        Stream.of(english, chinese).forEach(language -> language.forEach((key, value) -> assertThat(
                        value.replace("''", "").replaceAll("'[{}]+'", ""))
                .as("%s: an apostrophe stands twice in a pattern", key)
                .doesNotContain("'")));
    }

    @Test
    void chineseValuesAreChinese() throws IOException {
        var english = values("");
        var odd = new TreeMap<String, String>();
        values("_zh").forEach((key, value) -> {
            boolean sentence = english.getOrDefault(key, "").replaceAll("\\{[^}]*\\}", "").matches(".*[a-z]{3,} [a-z]{2,}.*");
            if (value.isEmpty() || sentence && !HAN.matcher(value).find()) {
                odd.put(key, value);
            }
        });
        assertThat(odd).isEmpty();
    }

    @Test
    void theLanguageIsThatOfTheDisplayLocale() {
        Language.speak(Optional.of(Language.CHINESE), Locale.UK);
        assertThat(Language.shown()).isEqualTo(Language.CHINESE);
        Language.speak(Optional.of(Language.ENGLISH), Locale.UK);
        assertThat(Language.shownLocale()).isEqualTo(Locale.UK);
        Language.speak(Optional.empty(), Locale.TRADITIONAL_CHINESE);
        assertThat(Language.shown()).isEqualTo(Language.CHINESE);
        Language.speak(Optional.empty(), Locale.GERMANY);
        assertThat(Language.shown()).isEqualTo(Language.ENGLISH);
        assertThat(Language.shownLocale()).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void aKeyThatIsNotThereIsTold() {
        assertThatThrownBy(() -> Words.of("nowhere.at-all")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Words.of("settings.at-all-not-there")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> arguments(String pattern) {
        return ARGUMENT.matcher(pattern).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String area(String key) {
        return key.substring(0, key.indexOf('.'));
    }

    private static Set<String> keys(String suffix) throws IOException {
        return new TreeSet<>(values(suffix).keySet());
    }

    private static Map<String, String> values(String suffix) throws IOException {
        var all = new LinkedHashMap<String, String>();
        for (var file : bundles()) {
            String name = file.getFileName().toString().replace(".properties", "");
            if (name.endsWith("_zh") == suffix.isEmpty()) {
                continue;
            }
            String area = name.replace("_zh", "");
            var read = new Properties();
            try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                read.load(in);
            }
            read.forEach((key, value) -> all.put(area + "." + key, (String) value));
        }
        return all;
    }

    private static List<Path> bundles() throws IOException {
        try (var files = Files.list(BUNDLES)) {
            return files.sorted().toList();
        }
    }

    /** What the sources hold without their comments, by file. */
    private static Map<String, String> sources() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : new ArrayList<>(files.filter(path -> path.toString().endsWith(".java")).toList())) {
                all.put(file.toString(), withoutComments(Files.readString(file)));
            }
        }
        return all;
    }

    private static String withoutComments(String source) {
        return Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"|/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL)
                .matcher(source)
                .replaceAll(WordsTest::unlessComment);
    }

    private static String unlessComment(MatchResult found) {
        return found.group().startsWith("/") ? " " : Matcher.quoteReplacement(found.group());
    }
}
