package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.playback.RecordingSynth.off;
import static rollscope.playback.RecordingSynth.on;

import java.util.List;
import org.junit.jupiter.api.Test;
import rollscope.midi.ChannelPlan;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class EngineTest {
    private final RecordingSynth synth = new RecordingSynth();
    private final float[] block = new float[Engine.BLOCK * Engine.CHANNELS];

    private Engine playing(Transcription song, long from) {
        var engine = new Engine(synth);
        engine.load(new EventSchedule(song.notes(), song.duration()), ChannelPlan.of(song.instruments()));
        engine.jump(from, true, 1);
        return engine;
    }

    private void render(Engine engine, int blocks) {
        for (int i = 0; i < blocks; i++) {
            engine.render(block);
        }
    }

    @Test
    void everyEventIsSentAtItsSample() {
        var song = Songs.of(
                1, List.of(Songs.piano(0), Songs.drums(1, 0)), new double[] {0, 0.5, 60, 100, 0}, new double[] {
                    0.3, 0.4, 38, 70, 1
                });
        var engine = playing(song, 0);
        while (!engine.isQuiet()) {
            engine.render(block);
        }
        assertThat(synth.sent)
                .containsExactly(on(0, 0, 60, 100), on(13_230, 9, 38, 70), off(17_640, 9, 38), off(22_050, 0, 60));
    }

    @Test
    void aJumpCountsFromThePlaceItGoesTo() {
        var engine = playing(Songs.pianos(2, new double[] {1, 1.5, 60, 100, 0}), 44_000);
        render(engine, 1);
        assertThat(synth.sent).containsExactly(on(100, 0, 60, 100));
    }

    @Test
    void drumsAreNotStruckAgainInTheirMiddle() {
        var song =
                Songs.of(2, List.of(Songs.piano(0), Songs.drums(1, 0)), new double[] {0, 2, 60, 100, 0}, new double[] {
                    0, 2, 38, 70, 1
                });
        render(playing(song, 44_100), 1);
        assertThat(synth.sent).containsExactly(on(0, 0, 60, 100));
    }

    @Test
    void instrumentsThatShareAChannelDoNotCutEachOthersNotesByAnEarlierEnd() {
        var song = Songs.of(
                2, List.of(Songs.drums(0, 0), Songs.drums(1, 0)), new double[] {0, 0.5, 38, 100, 0}, new double[] {
                    0.25, 1, 38, 70, 1
                });
        var engine = playing(song, 0);
        while (!engine.isQuiet()) {
            engine.render(block);
        }
        assertThat(synth.sent)
                .containsExactly(on(0, 9, 38, 100), off(11_025, 9, 38), on(11_025, 9, 38, 70), off(44_100, 9, 38));
    }

    @Test
    void aJumpFadesWhatSoundsAndThenGoesThere() {
        var engine = playing(Songs.pianos(4, new double[] {0, 4, 60, 100, 0}), 0);
        render(engine, 3);
        engine.jump(88_200, true, 2);
        assertThat(engine.jumpNumber()).isEqualTo(1);
        render(engine, 1);
        assertThat(block[0]).isGreaterThan(0.4f);
        assertThat(block[block.length - 1]).isZero();
        assertThat(engine.jumpNumber()).isEqualTo(2);
        assertThat(engine.song()).isEqualTo(88_200);
        assertThat(synth.silenced).isEqualTo(2); // once for the load
        render(engine, 1);
        assertThat(block[0]).isEqualTo(0.5f);
    }

    @Test
    void aPauseWithinTheFadeOfASeekEndsAtTheNewPlace() {
        var engine = playing(Songs.pianos(4, new double[] {0, 4, 60, 100, 0}), 0);
        render(engine, 3);
        engine.jump(88_200, true, 2);
        engine.halt();
        render(engine, 1);
        assertThat(engine.isMoving()).isFalse();
        assertThat(engine.song()).isEqualTo(88_200);
    }

    @Test
    void aThousandNotesAtOnceAreNotAllSent() {
        var builder = NoteTable.builder(1_280);
        for (int instrument = 0; instrument < 10; instrument++) {
            for (int pitch = 0; pitch < 128; pitch++) {
                builder.add(0, 1, pitch, 100, instrument);
            }
        }
        var instruments =
                java.util.stream.IntStream.range(0, 10).mapToObj(Songs::piano).toList();
        var engine = playing(new Transcription("id", "title", 1, instruments, builder.build(), List.of()), 0);
        render(engine, 1);
        assertThat(synth.sent).hasSize(256);
        while (!engine.isQuiet()) {
            engine.render(block);
        }
        assertThat(synth.sounding).isEmpty();
    }

    @Test
    void whateverComesInNothingLeavesFullScale() {
        synth.level = 7;
        var engine = playing(Songs.pianos(1, new double[] {0, 1, 60, 100, 0}), 0);
        for (int i = 0; i < 50; i++) {
            engine.render(block);
            for (float sample : block) {
                assertThat(sample).isBetween(-1f, 1f);
            }
        }
        synth.level = Float.NaN;
        render(engine, 1);
        assertThat(block).containsOnly(0f);
    }

    @Test
    void whatIsQuietEnoughPassesTheLimiterUnchanged() {
        var limiter = new Limiter();
        var samples = new float[] {0.1f, -1f, 0.98f, 1f};
        limiter.limit(samples);
        assertThat(samples).containsExactly(0.1f, -1f, 0.98f, 1f);
    }

    @Test
    void aSynthesizerThatIsLateIsHeardToTheLastNote() {
        var late = new RecordingSynth(3 * Engine.BLOCK);
        var song = Songs.pianos(0.5, new double[] {0, 0.5, 60, 100, 0});
        int frames = Stage.render(song, late).length / 2;
        assertThat(late.sent).containsExactly(on(0, 0, 60, 100), off(22_050, 0, 60));
        assertThat(frames).isGreaterThanOrEqualTo(22_050);
    }
}
