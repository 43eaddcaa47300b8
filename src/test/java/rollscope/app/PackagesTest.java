package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the packages of the three systems are made from, as far as it can be looked at without being on each of them. jpackage tells its
 * options itself, in the help of all systems that it brings along.
 */
class PackagesTest {
    private static final Path FOLDER = Path.of("jpackage");
    private static final Set<String> NAMING_FILES =
            Set.of("--icon", "--license-file", "--file-associations", "--resource-dir", "--mac-dmg-content");
    private static final Pattern OPTION = Pattern.compile("(?m)(?:^|}) *(--[a-z][a-z-]+)");

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {"app.args", "linux.args", "windows.args", "macos.args", "windows-msi.args", "macos-dmg.args"})
    void optionsAreKnownToJpackageOnTheirSystem(String file) throws IOException {
        var help = help();
        var known = options(help.getProperty("MSG_Help"));
        for (var system : Map.of("windows", "_win", "macos", "_mac").entrySet()) {
            if (file.startsWith(system.getKey())) {
                help.stringPropertyNames().stream()
                        .filter(name -> name.startsWith("MSG_Help" + system.getValue()))
                        .forEach(name -> known.addAll(options(help.getProperty(name))));
            }
        }
        assertThat(known).hasSizeGreaterThan(20);
        assertThat(known).containsAll(options(arguments(file)));
    }

    /** jpackage refuses them: the launchers of an image are made already. */
    @ParameterizedTest
    @ValueSource(strings = {"windows-msi.args", "macos-dmg.args"})
    void anInstallerHasNoOptionsOfTheImage(String file) throws IOException {
        String help = help().getProperty("MSG_Help");
        var image = options(help.substring(
                help.indexOf("Options for creating the runtime image"),
                help.indexOf("Options for creating the application package")));
        assertThat(image).contains("--input", "--java-options");
        assertThat(options(arguments(file))).doesNotContainAnyElementsOf(image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app.args", "linux.args", "windows.args", "macos.args", "windows-msi.args", "macos-dmg.args"})
    void filesThatAreNamedAreThere(String file) throws IOException {
        for (var value : values(file)) {
            if (NAMING_FILES.contains(value.getKey())) {
                assertThat(Path.of(value.getValue())).as(value.getKey()).exists();
            } else if (value.getKey().equals("--add-launcher")) {
                assertThat(Path.of(value.getValue().split("=")[1])).isRegularFile();
            }
        }
    }

    @Test
    void associationsOnWindowsHaveOneTypeAndWordsAndAPictureThatIsThere() throws IOException {
        assertThat(associations()).hasSize(3);
        for (var association : associations()) {
            assertThat(association.getProperty("extension")).matches("[a-z]+");
            assertThat(association.getProperty("mime-type")).matches("[a-z]+/[a-z]+");
            assertThat(association.getProperty("description")).isNotBlank();
            if (association.containsKey("icon")) {
                assertThat(Path.of(association.getProperty("icon"))).isRegularFile();
            }
        }
    }

    @Test
    void theThreeSystemsKnowTheSameFiles() throws IOException {
        var windows = associations().stream()
                .map(association -> association.getProperty("mime-type"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(windows).containsExactly("application/json", "audio/midi");
        assertThat(Files.readString(FOLDER.resolve("debian/rollscope.desktop"))).contains(windows);
        assertThat(Files.readString(FOLDER.resolve("macos/Info.plist")))
                .contains("<string>public.midi-audio</string>", "<string>public.json</string>");
    }

    @Test
    void whatASystemHandsOverIsOpenedInTheWindow() throws IOException {
        for (var association : associations()) {
            var file = Files.createFile(temporary.resolve("file." + association.getProperty("extension")));
            assertThat(Main.opensWindow(file.toString())).isTrue();
        }
        assertThat(associations())
                .extracting(association -> association.getProperty("extension"))
                .containsExactlyInAnyOrder("mid", "midi", "json");
    }

    @Test
    void anUninstallOnWindowsLeavesTheLibrary() throws IOException {
        // Within the user's local data, where the library is in a folder of its own; the uninstall empties what it had.
        assertThat(values("windows-msi.args")).contains(Map.entry("--install-dir", "Programs/Rollscope"));
        assertThat(options(arguments("windows-msi.args"))).doesNotContain("--win-dir-chooser");
    }

    @Test
    void anInstallerOnWindowsKnowsWhatItReplaces() throws IOException {
        assertThat(values("windows-msi.args"))
                .filteredOn(value -> value.getKey().equals("--win-upgrade-uuid"))
                .extracting(value -> UUID.fromString(value.getValue()))
                .containsExactly(UUID.fromString("246c2976-17a3-4f88-b392-5fc1f0ddc235"));
    }

    @Test
    void whatIsInstalledHasTheMemoryThatBenchmarksMeasureWith() throws IOException {
        String project = Files.readString(Path.of("pom.xml"));
        assertThat(project).contains("--java-options \"${heap.options}\"");
        assertThat(first(project, "(?s)<id>bench</id>.*?<commandlineArgs>(\\S+) [^<]*rollscope.bench.Bench"))
                .isEqualTo("${heap.options}");
    }

    @Test
    void allTellTheVersionOfTheProject() throws IOException {
        String project = Files.readString(Path.of("pom.xml"));
        String version = first(project, "<version>([^<]+)</version>");
        assertThat(first(
                        Files.readString(FOLDER.resolve("macos/Info.plist")),
                        "<key>CFBundleShortVersionString</key>\\s*<string>([^<]+)<"))
                .isEqualTo(version);
        assertThat(project).contains("--java-options -Drollscope.version=${project.version}");
        assertThat(project).contains("<dist.version>${project.version}</dist.version>");
        // jpackage takes none for macOS that begins with 0. From 1.0.0 on this exception has to go.
        String exception = first(project, "<dist.version>(\\d[^<]+)</dist.version>");
        assertThat(exception).isEqualTo("1.0.0");
        assertThat(version).startsWith("0.");
        assertThat(Files.readString(Path.of("CHANGELOG.md"))).contains("## " + version);
        assertThat(Files.readString(FOLDER.resolve("debian/control"))).contains("Version: @VERSION@");
    }

    @Test
    void theIconOfWindowsHasThePicturesOfTheOthers() throws IOException {
        var file = ByteBuffer.wrap(Files.readAllBytes(Path.of("assets/icon/rollscope.ico")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getInt(0)).isEqualTo(1 << 16);
        var found = new ArrayList<Integer>();
        for (int i = 0; i < file.getShort(4); i++) {
            int entry = 6 + 16 * i;
            int size = file.get(entry) == 0 ? 256 : file.get(entry);
            int at = file.getInt(entry + 12);
            var bytes = new byte[file.getInt(entry + 8)];
            file.get(at, bytes);
            assertSame(size == 256 ? ImageIO.read(new ByteArrayInputStream(bytes)) : bitmap(file, at, size), size);
            found.add(size);
        }
        assertThat(found).containsExactly(16, 24, 32, 48, 64, 256);
    }

    /** Of 32 bits a pixel, from the bottom. */
    private static BufferedImage bitmap(ByteBuffer file, int at, int size) {
        assertThat(file.getInt(at)).isEqualTo(40);
        assertThat(file.getInt(at + 8)).isEqualTo(2 * size);
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(x, size - 1 - y, file.getInt(at + 40 + 4 * (y * size + x)));
            }
        }
        return image;
    }

    @Test
    void theIconOfMacOsHasThePicturesOfTheOthers() throws IOException {
        var file = ByteBuffer.wrap(Files.readAllBytes(Path.of("assets/icon/rollscope.icns")));
        assertThat(file.getInt(4)).isEqualTo(file.capacity());
        var found = new TreeMap<String, Integer>();
        for (int at = 8; at < file.capacity(); at += file.getInt(at + 4)) {
            var type = new byte[4];
            file.get(at, type);
            var bytes = new byte[file.getInt(at + 4) - 8];
            file.get(at + 8, bytes);
            var picture = ImageIO.read(new ByteArrayInputStream(bytes));
            assertSame(picture, picture.getWidth());
            found.put(new String(type, StandardCharsets.US_ASCII), picture.getWidth());
        }
        // 128, 256 and 512, and twice 16, 32, 128 and 256, by the names Apple gave them.
        assertThat(found)
                .containsExactly(
                        Map.entry("ic07", 128),
                        Map.entry("ic08", 256),
                        Map.entry("ic09", 512),
                        Map.entry("ic11", 32),
                        Map.entry("ic12", 64),
                        Map.entry("ic13", 256),
                        Map.entry("ic14", 512));
    }

    private static void assertSame(BufferedImage picture, int size) throws IOException {
        var original = ImageIO.read(Path.of("assets/icon/rollscope-" + size + ".png").toFile());
        assertThat(picture.getWidth()).isEqualTo(size);
        assertThat(picture.getRGB(0, 0, size, size, null, 0, size))
                .isEqualTo(original.getRGB(0, 0, size, size, null, 0, size));
    }

    private static List<Properties> associations() throws IOException {
        var all = new ArrayList<Properties>();
        for (var value : values("windows-msi.args")) {
            if (value.getKey().equals("--file-associations")) {
                var association = new Properties();
                try (var in = Files.newInputStream(Path.of(value.getValue()))) {
                    association.load(in);
                }
                all.add(association);
            }
        }
        return all;
    }

    /** Of all systems; the help of one is put together from it. */
    private static Properties help() throws IOException {
        var help = new Properties();
        try (var in = Files.newInputStream(FileSystems.getFileSystem(URI.create("jrt:/"))
                .getPath("modules/jdk.jpackage/jdk/jpackage/internal/resources/HelpResources.properties"))) {
            help.load(in);
        }
        return help;
    }

    private static Set<String> options(String text) {
        return OPTION.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String arguments(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    /** Of each line with an option and a value, both. */
    private static List<Map.Entry<String, String>> values(String file) throws IOException {
        return arguments(file)
                .lines()
                .filter(line -> line.startsWith("--") && line.contains(" "))
                .map(line -> Map.entry(
                        line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1).replace("\"", "")))
                .toList();
    }

    private static String first(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
