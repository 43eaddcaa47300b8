package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.audio.StemAudio;
import rollscope.language.InChinese;
import rollscope.language.Language;

@ExtendWith(InChinese.class)
class SoundInChineseTest {
    @TempDir
    Path folder;

    @Test
    void aSoundbankThatCannotBeUsedIsNamed() throws Exception {
        var banks = new Soundbanks(GervillBankFile::make, Optional::empty);
        assertThat(banks.choose(Optional.of(folder.resolve("Gone.sf2"))).status().trouble())
                .contains("音色库 Gone.sf2 已不存在。请在设置中另选一个。");
        assertThat(SoundbankStatus.advice("Linux")).startsWith("想要更好的音色，请安装软件包 ");
    }

    @Test
    void aStatusIsSaidInTheLanguageOfTheMomentItIsAskedFor() {
        var device = new FakeDevice();
        device.missing = true;
        var player = Stage.player(RecordingSynth::new, device, device);
        var transport = new Transport(player);
        transport.load(Songs.pianos(4, new double[] {0, 4, 60, 100, 0}));
        transport.setOutput(Optional.of(new OutputDevice("Box")));
        transport.play();
        for (int block = 0; block < 3; block++) {
            player.step();
        }
        assertThat(transport.status()).isEqualTo(new AudioStatus.Silent("现在无法使用输出设备“Box”。请连接它后按播放，或在设置中另选一个。"));
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(transport.status())
                .isEqualTo(new AudioStatus.Silent("The sound output \"Box\" cannot be used now."
                        + " Connect it and press play, or choose another in the settings."));
        transport.close();
    }

    @Test
    void aFileWithoutSoundIsToldOf() throws Exception {
        var file = Files.writeString(folder.resolve("words.wav"), "These are words and no sound at all.");
        assertThatThrownBy(() -> StemAudio.read(List.of(file), 44_100, folder, (_, _, _) -> true))
                .hasMessage("Rollscope 不认识这个声音文件，它支持 MP3、WAV、AIFF、FLAC、Ogg Vorbis 和 M4A。");
    }
}
