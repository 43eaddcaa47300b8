package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.language.InChinese;

@ExtendWith(InChinese.class)
class MidiInChineseTest {
    private static final int[] NOTE = {0, 0x90, 60, 1, 50, 0x80, 60, 0};
    private static final int[] DAMAGE = {0x8F, 0x00, 0x90, 60, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

    @Test
    void whatIsInAFileIsToldInChinese() throws IOException {
        var inspection = MidiInspection.of(Smf.file(1, 3, 100)
                .track(Smf.join(
                        Smf.name("Bass", StandardCharsets.US_ASCII),
                        new int[] {0, 0xFF, 0x58, 4, 6, 3, 24, 8, 0, 0xFF, 0x59, 2, 0xFD, 1},
                        new int[] {0, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40, 100, 0xFF, 0x51, 3, 0x06, 0x1A, 0x80}))
                .track(Smf.join(new int[] {0, 0xFF, 0x21, 1, 1, 0, 0xC2, 33, 0, 0x92, 60, 1, 50, 0x82, 60, 0}, NOTE))
                .track(0, 0xC9, 0, 0, 0x99, 36, 1, 50, 0x89, 36, 0)
                .toBytes());
        assertThat(inspection.describe()).isEqualTo("""
            格式 1，每四分音符 100 tick，0:01.000，3 个音符
            速度：60、150（0:01.000）
            拍号：6/8
            调：C 小调

            音轨 1“Bass”

            音轨 2
              端口 2 的通道 1、3，音色 33（Electric Bass (finger)）
              2 个音符，60 (C4) 至 60 (C4)，0:00.000 至 0:01.000，力度均为 1，最多同时 1 个

            音轨 3
              通道 10，音色 0（鼓组）
              1 个音符，36 (C2) 至 36 (C2)，0:00.000 至 0:00.500，力度均为 1，最多同时 1 个
            """);
    }

    @Test
    void whatIsWrongWithAFileIsToldInChinese() throws IOException {
        var inspection = MidiInspection.of(Smf.file(1, 9, 100)
                .track(Smf.join(new int[] {0, 0xC0, 1}, NOTE))
                .track(0, 0xC0, 2, 0, 0x90, 60, 1, 10, 0x90, 60, 1, 10, 0x80, 60, 0)
                .toBytes());
        assertThat(inspection.problems())
                .containsExactly("文件声明有 9 条音轨，实际有 2 条。", "文件未标明速度，读取时按每分钟 120 拍处理。", "音轨 1、2 为通道 1 指定了不同的音色。");
        assertThat(inspection.tracks().getLast().problems())
                .containsExactly("1 个音符在同一音高仍在发声时开始。", "1 个音符没有结束。");
        assertThatThrownBy(() -> MidiInspection.of(new byte[20])).hasMessage("这不是 MIDI 文件。");
    }

    @Test
    void whatIsMissingOfAFileIsToldInChinese() throws IOException {
        int[] bass = Smf.join(Smf.name("Bass", StandardCharsets.US_ASCII), NOTE, DAMAGE);
        assertThat(MidiFile.open(Smf.file(1, 1, 480).rawTrack(50, bass).toBytes(), "id", "t")
                        .loss())
                .contains("音轨 1（Bass）在 0:02 之后已损坏，其后的内容缺失。");
        assertThat(MidiFile.open(
                                Smf.file(1, 2, 480)
                                        .rawTrack(50, Smf.join(NOTE, DAMAGE))
                                        .rawTrack(50, bass)
                                        .toBytes(),
                                "id",
                                "t")
                        .loss())
                .contains("音轨 1 在 0:02 之后已损坏，另有 1 条音轨损坏，其后的内容缺失。");
    }

    @Test
    void whatMusicProgramsMakeOfItIsToldInChineseAndTheirNamesStay() throws IOException {
        var file = Smf.file(0, 1, 100)
                .track(Smf.join(NOTE, new int[] {0, 0x99, 36, 1, 50, 0x89, 36, 0}))
                .toBytes();
        var programs = Destination.of(MidiInspection.of(file));
        assertThat(programs.getLast().every()).isTrue();
        assertThat(programs.getLast().program()).isEqualTo("所有软件");
        assertThat(programs)
                .filteredOn(program -> !program.every())
                .extracting(Destination::program)
                .startsWith("Ableton Live")
                .endsWith("MuseScore");
        assertThat(programs.getFirst().advice()).allMatch(sentence -> sentence.endsWith("。"));
    }

    @Test
    void namesThatGoIntoFilesAreTheSameInAnyLanguage() throws IOException {
        var file = Smf.file(0, 1, 100)
                .track(Smf.join(NOTE, new int[] {0, 0x99, 36, 1, 50, 0x89, 36, 0}))
                .toBytes();
        assertThat(MidiFile.read(file, "id", "t").instruments())
                .extracting(instrument -> instrument.name())
                .containsExactly("Channel 1", "Drums");
        assertThat(DrumMap.PRESETS).extracting(DrumMap::name).containsExactly("As delivered", "Small kit");
    }
}
