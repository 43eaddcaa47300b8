package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void noArgumentsOpenTheWindow() {
        assertThat(Main.opensWindow()).isTrue();
    }

    @Test
    void filesThatExistOpenTheWindow() throws IOException {
        var song = Files.createFile(folder.resolve("Song.MID")).toString();
        var answer = Files.createFile(folder.resolve("answer.json")).toString();
        assertThat(Main.opensWindow(song)).isTrue();
        assertThat(Main.opensWindow(song, answer)).isTrue();
    }

    @Test
    void anythingElseIsACommand() throws IOException {
        var song = Files.createFile(folder.resolve("song.mid")).toString();
        assertThat(Main.opensWindow("demo", "--out", folder.toString())).isFalse();
        assertThat(Main.opensWindow("inspect", song)).isFalse();
        assertThat(Main.opensWindow(folder.resolve("missing.mid").toString())).isFalse();
        assertThat(Main.opensWindow("--help")).isFalse();
    }
}
