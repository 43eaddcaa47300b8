package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an entry is listened to, remembered. */
class ListeningFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsRememberedComesBack() throws IOException {
        var listening = Listening.DEFAULT
                .withAttached(folder.resolve("my song.wav"))
                .withBlend(0.25)
                .withSplit(true)
                .withVolume(3, 0.5)
                .withVolume(7, 0);
        ListeningFile.write(folder, listening);
        assertThat(ListeningFile.read(folder)).isEqualTo(listening);
        assertThat(listening.heard()).hasValue(Listening.ATTACHED);
        assertThat(listening.volume(7)).isZero();
        assertThat(listening.volume(8)).isEqualTo(1);
    }

    @Test
    void withoutAFileNothingIsSet() {
        assertThat(ListeningFile.read(folder)).isEqualTo(Listening.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"blend\":2,\"split\":\"yes\",\"heard\":7,\"audio\":\"not/absolute.wav\"}",
                "{\"blend\":\"NaN\",\"volumes\":{\"-1\":0.5,\"200\":0.5,\"x\":0.5,\"1\":9,\"2\":\"half\"}}",
                "{\"volumes\":[1,2],\"audio\":\"\\u0000\"}"
            })
    void whatCannotBeUsedCountsAsNotSet(String content) throws IOException {
        Files.writeString(folder.resolve("listening.json"), content);
        assertThat(ListeningFile.read(folder)).isEqualTo(Listening.DEFAULT);
    }

    @Test
    void takingTheAttachedFileAwayTakesItsChoiceAway() {
        var listening = Listening.DEFAULT.withAttached(folder.resolve("a.wav")).withoutAttached();
        assertThat(listening).isEqualTo(Listening.DEFAULT);
        assertThat(Listening.DEFAULT.withHeard("x").withoutAttached().heard()).hasValue("x");
    }

    @Test
    void fullVolumeIsNotWorthAWord() {
        assertThat(Listening.DEFAULT.withVolume(1, 0.5).withVolume(1, 1)).isEqualTo(Listening.DEFAULT);
        assertThat(Listening.DEFAULT.withVolume(128, 0.5)).isEqualTo(Listening.DEFAULT);
        assertThatThrownBy(() -> new Listening(Optional.empty(), Optional.empty(), 0, false, Map.of(0, 1.5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
