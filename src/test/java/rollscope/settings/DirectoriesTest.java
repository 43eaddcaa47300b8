package rollscope.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectoriesTest {
    private static final Path HOME = Path.of("home", "ada").toAbsolutePath();

    @Test
    void propertyMovesEverything() {
        var directories = on("Linux", Map.of("rollscope.home", HOME + "/else"), Map.of("ROLLSCOPE_HOME", "/not/here"));
        assertThat(directories)
                .isEqualTo(new Directories(
                        HOME.resolve("else/settings.json"),
                        HOME.resolve("else/library"),
                        HOME.resolve("else/logs"),
                        HOME.resolve("else/cache")));
    }

    @Test
    void environmentMovesEverythingToo() {
        var directories = on("Mac OS X", Map.of(), Map.of("ROLLSCOPE_HOME", HOME + "/else"));
        assertThat(directories.library()).isEqualTo(HOME.resolve("else/library"));
    }

    @Test
    void blankHomeCountsAsNone() {
        var directories = on("Linux", Map.of("rollscope.home", " "), Map.of("ROLLSCOPE_HOME", ""));
        assertThat(directories.settings()).isEqualTo(HOME.resolve(".config/rollscope/settings.json"));
    }

    @Test
    void linuxFollowsXdgDefaults() {
        assertThat(on("Linux", Map.of(), Map.of()))
                .isEqualTo(new Directories(
                        HOME.resolve(".config/rollscope/settings.json"),
                        HOME.resolve(".local/share/rollscope/library"),
                        HOME.resolve(".local/state/rollscope/logs"),
                        HOME.resolve(".cache/rollscope")));
    }

    @Test
    void linuxFollowsXdgVariablesAndIgnoresRelativeOnes() {
        var environment = Map.of(
                "XDG_CONFIG_HOME",
                HOME + "/c",
                "XDG_DATA_HOME",
                "relative",
                "XDG_STATE_HOME",
                HOME + "/s",
                "XDG_CACHE_HOME",
                HOME + "/k");
        assertThat(on("Linux", Map.of(), environment))
                .isEqualTo(new Directories(
                        HOME.resolve("c/rollscope/settings.json"),
                        HOME.resolve(".local/share/rollscope/library"),
                        HOME.resolve("s/rollscope/logs"),
                        HOME.resolve("k/rollscope")));
    }

    @Test
    void macKeepsToTheLibraryFolder() {
        assertThat(on("Mac OS X", Map.of(), Map.of()))
                .isEqualTo(new Directories(
                        HOME.resolve("Library/Application Support/Rollscope/settings.json"),
                        HOME.resolve("Library/Application Support/Rollscope/library"),
                        HOME.resolve("Library/Logs/Rollscope"),
                        HOME.resolve("Library/Caches/Rollscope")));
    }

    @Test
    void windowsRoamsSettingsAndKeepsTheRestLocal() {
        var environment = Map.of("APPDATA", HOME + "/roam", "LOCALAPPDATA", HOME + "/local");
        assertThat(on("Windows 11", Map.of(), environment))
                .isEqualTo(new Directories(
                        HOME.resolve("roam/Rollscope/settings.json"),
                        HOME.resolve("local/Rollscope/library"),
                        HOME.resolve("local/Rollscope/logs"),
                        HOME.resolve("local/Rollscope/cache")));
    }

    private static Directories on(String system, Map<String, String> properties, Map<String, String> environment) {
        return Directories.of(
                name -> switch (name) {
                    case "os.name" -> Optional.of(system);
                    case "user.home" -> Optional.of(HOME.toString());
                    default -> Optional.ofNullable(properties.get(name));
                },
                name -> Optional.ofNullable(environment.get(name)));
    }
}
