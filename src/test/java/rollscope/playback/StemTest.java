package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.audio.PcmFile;
import rollscope.audio.PcmFiles;
import rollscope.transcription.Transcription;

/** A stem beside the notes, and the loop, in the engine and through the transport. */
class StemTest {
    private static final int RATE = Engine.RATE;
    private static final int LENGTH = 3 * RATE;

    /** One long note under short ones. */
    private static final Transcription SONG = Songs.pianos(
            3, new double[] {0, 3, 60, 100, 0}, new double[] {1, 1.2, 72, 90, 1}, new double[] {2, 2.2, 72, 90, 1});

    @TempDir
    private Path folder;

    private final float[] samples = new float[2 * LENGTH];
    private PcmFile stem;

    private final RecordingSynth synth = new RecordingSynth();
    private final FakeDevice device = new FakeDevice();
    private final Player player = Stage.player(() -> synth, device, device);
    private final Transport transport = new Transport(player);

    @BeforeEach
    void makeStem() {
        var random = new Random(7);
        for (int i = 0; i < samples.length; i++) {
            // Whole steps of 16 bits, up to full scale.
            samples[i] = (random.nextInt(65_536) - 32_768) / 32_768f;
        }
        stem = PcmFiles.stereo(folder, samples);
    }

    @AfterEach
    void closeStem() throws IOException {
        stem.close();
    }

    private int[] stemBits(int from, int to) {
        var bits = new int[2 * (to - from)];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (int) (samples[2 * from + i] * 32_768);
        }
        return bits;
    }

    private void start(double blend) {
        transport.load(SONG);
        transport.setStem(Optional.of(stem));
        transport.setBlend(blend);
    }

    private int[] played() {
        var bytes = device.played.toByteArray();
        var bits = new int[bytes.length / 2];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = bytes[2 * i + 1] << 8 | bytes[2 * i] & 0xff;
        }
        return bits;
    }

    private void play(int blocks) {
        for (int i = 0; i < blocks; i++) {
            player.step();
        }
    }

    @Test
    void aStemAloneIsPlayedBitForBit() {
        start(0);
        transport.play();
        play(200);
        assertThat(Arrays.copyOf(played(), 2 * 200 * 512)).isEqualTo(stemBits(0, 200 * 512));
    }

    @Test
    void aStemWaitsForASynthesizerThatIsLate() {
        var late = new RecordingSynth(128);
        late.level = 0;
        var out = Stage.render(
                SONG, late, Optional.of(stem), new OfflineRender.Balance(0, false, List.of()), Optional.empty());
        assertThat(Stage.bits(Arrays.copyOf(out, 20_000))).isEqualTo(stemBits(0, 10_000));
    }

    @Test
    void stemAndNotesShareThePowerEvenly() {
        Arrays.fill(samples, 0.25f);
        stem = PcmFiles.stereo(folder, samples);
        for (double blend : new double[] {0, 0.2, 0.5, 0.9, 1}) {
            var quiet = new RecordingSynth();
            quiet.level = 0.25f;
            var out = Stage.render(
                    SONG,
                    quiet,
                    Optional.of(stem),
                    new OfflineRender.Balance(blend, false, List.of()),
                    Optional.empty());
            double ofStem = Math.cos(blend * Math.PI / 2);
            double ofSynth = Math.sin(blend * Math.PI / 2);
            assertThat((double) out[5_000]).isEqualTo(0.25 * (ofStem + ofSynth), within(1e-6));
        }
    }

    @Test
    void withoutAStemTheNotesAreAsLoudAsAlone() {
        transport.load(SONG);
        transport.setBlend(0.3);
        transport.play();
        play(3);
        assertThat(played()[500]).isEqualTo(16_384);
    }

    @Test
    void splitPutsTheStemLeftAndTheNotesRight() {
        for (int i = 0; i < LENGTH; i++) {
            samples[2 * i] = 0.5f;
            samples[2 * i + 1] = 0.25f;
        }
        stem = PcmFiles.stereo(folder, samples);
        var quiet = new RecordingSynth();
        quiet.level = 0.125f;
        var out = Stage.render(
                SONG, quiet, Optional.of(stem), new OfflineRender.Balance(0.1, true, List.of()), Optional.empty());
        assertThat(out[5_000]).isEqualTo(0.375f);
        assertThat(out[5_001]).isEqualTo(0.125f);
    }

    @Test
    void muteLeavesTheStemAlone() {
        synth.level = 0.25f;
        start(0.5);
        transport.setMuted(0, true);
        transport.setMuted(1, true);
        transport.play();
        play(4);
        assertThat((double) played()[2_000]).isEqualTo(stemBits(0, 4_000)[2_000] * Math.sqrt(0.5), within(2.0));
    }

    @Test
    void theBlendChangesWithoutAJump() {
        Arrays.fill(samples, 0);
        stem = PcmFiles.stereo(folder, samples);
        start(1);
        transport.play();
        play(3);
        transport.setBlend(0);
        play(3);
        var out = played();
        for (int i = 2; i < out.length; i += 2) {
            assertThat(Math.abs(out[i] - out[i - 2])).isLessThan(50);
        }
        assertThat(out[out.length - 1]).isZero();
    }

    @Test
    void aStemCanBeClosedAtAnyTime() throws IOException {
        start(0);
        transport.play();
        play(5);
        stem.close();
        device.played.reset();
        play(5);
        assertThat(device.played.toByteArray()).containsOnly(0);
        assertThat(transport.position().playing()).isTrue();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Loop(1, 1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> new Loop(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Loop(0, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.setSpeed(0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.setBlend(-0.1));
    }

    @Test
    void theSongLastsAsLongAsItsStem() {
        transport.load(Songs.pianos(1, new double[] {0, 1, 60, 100, 0}));
        transport.setStem(Optional.of(stem));
        transport.seek(99);
        assertThat(transport.position().seconds()).isEqualTo(3);
    }

    // The loop

    @Test
    void theStemJumpsAtTheSeamToTheSample() {
        start(0);
        transport.setLoop(Optional.of(new Loop(0.5, 1.1)));
        transport.seek(0.9);
        transport.play();
        play(150);
        var out = played();
        int seam = sample(1.1) - sample(0.9);
        int again = seam + sample(1.1) - sample(0.5);
        // From 64 samples behind each jump on it is the stem itself, up to the very sample of the next.
        assertThat(Arrays.copyOfRange(out, 2 * 64, 2 * seam)).isEqualTo(stemBits(sample(0.9) + 64, sample(1.1)));
        assertThat(Arrays.copyOfRange(out, 2 * (seam + 64), 2 * again))
                .isEqualTo(stemBits(sample(0.5) + 64, sample(1.1)));
        // Between them one is faded into the other.
        for (int i = 0; i < 64; i++) {
            double share = (i + 1) / 64.0;
            double expected = share * samples[2 * (sample(0.5) + i)] + (1 - share) * samples[2 * (sample(1.1) + i)];
            assertThat((double) out[2 * (seam + i)]).isEqualTo(expected * 32_768, within(2.0));
        }
    }

    private static int sample(double seconds) {
        return (int) Math.round(seconds * RATE);
    }

    @Test
    void notesOverTheSeamEndThereAndStartAgainAndNothingIsStruckTwice() {
        transport.load(SONG);
        transport.setLoop(Optional.of(new Loop(0.9, 1.9)));
        transport.seek(0.9);
        transport.play();
        play(200);
        long round = RATE;
        assertThat(synth.sent.subList(0, 8))
                .containsExactly(
                        RecordingSynth.on(0, 0, 60, 100),
                        RecordingSynth.on(sample(1) - sample(0.9), 1, 72, 90),
                        RecordingSynth.off(sample(1.2) - sample(0.9), 1, 72),
                        RecordingSynth.off(round, 0, 60),
                        RecordingSynth.on(round, 0, 60, 100),
                        RecordingSynth.on(round + sample(1) - sample(0.9), 1, 72, 90),
                        RecordingSynth.off(round + sample(1.2) - sample(0.9), 1, 72),
                        RecordingSynth.off(2 * round, 0, 60));
    }

    @Test
    void theNoteAtTheLoopsStartIsStruckOnceARoundAndTheOneAtItsEndNever() {
        transport.load(SONG);
        transport.setLoop(Optional.of(new Loop(1, 2)));
        transport.seek(1);
        transport.play();
        play(300);
        assertThat(synth.sent)
                .filteredOn(sent -> sent.on() && sent.pitch() == 72)
                .extracting(RecordingSynth.Sent::frame)
                .containsExactly(0L, 44_100L, 88_200L, 132_300L);
    }

    @Test
    void aSeamOnTheEdgeOfABlockLosesNothing() {
        transport.load(SONG);
        double from = 1.0;
        double to = from + 80.0 * Engine.BLOCK / RATE;
        transport.setLoop(Optional.of(new Loop(from, to)));
        transport.seek(from);
        transport.play();
        play(170);
        assertThat(synth.sent)
                .filteredOn(sent -> sent.on() && sent.pitch() == 72)
                .extracting(RecordingSynth.Sent::frame)
                .containsExactly(0L, 80L * Engine.BLOCK, 160L * Engine.BLOCK);
    }

    @Test
    void theShortestLoopRunsForever() {
        start(0.5);
        transport.setSpeed(2);
        transport.setLoop(Optional.of(new Loop(0.5, 0.5 + Loop.LEAST)));
        transport.seek(0.5);
        transport.play();
        for (int i = 0; i < 2_000; i++) {
            player.step();
            assertThat(transport.position().seconds()).isBetween(0.5, 0.551);
        }
        assertThat(transport.position().playing()).isTrue();
    }

    @Test
    void thePositionGoesBackWhenTheSeamIsHeard() {
        transport.load(SONG);
        transport.setLoop(Optional.of(new Loop(0.5, 1)));
        transport.seek(0.5);
        transport.play();
        play(40);
        long start = 1_000_000_000L;
        int wraps = 0;
        double before = 0;
        for (int i = 0; i < 400; i++) {
            player.step();
            double expected = 0.5 + (device.now - start) * 1e-9 % 0.5;
            double shown = transport.position().seconds();
            double off = Math.abs(shown - expected);
            assertThat(Math.min(off, 0.5 - off)).isLessThan(0.003);
            wraps += shown < before ? 1 : 0;
            before = shown;
        }
        assertThat(wraps).isEqualTo(10);
    }

    @Test
    void aLoopTurnedOffPlaysOnAndOneTurnedOnBehindThePlayheadDoesNotPullItBack() {
        transport.load(SONG);
        transport.setLoop(Optional.of(new Loop(0.5, 1)));
        transport.seek(0.8);
        transport.play();
        play(10);
        transport.setLoop(Optional.empty());
        play(60);
        assertThat(transport.position().seconds()).isGreaterThan(1.2);
        transport.setLoop(Optional.of(new Loop(0.5, 1)));
        play(40);
        assertThat(transport.position().seconds()).isGreaterThan(1.6);
    }

    @Test
    void aLoopBeyondTheEndGoesBackAtTheEnd() {
        transport.load(SONG);
        transport.setLoop(Optional.of(new Loop(2.5, 9)));
        transport.seek(2.5);
        transport.play();
        play(500);
        assertThat(transport.position()).matches(p -> p.playing() && p.seconds() < 3, "still playing");
    }

    // What is heard is what is written

    @Test
    void aBlendIsPlayedAsItIsRendered() {
        synth.level = 0.3f;
        start(0.4);
        transport.play();
        play(300);
        var quiet = new RecordingSynth();
        quiet.level = 0.3f;
        var rendered = Stage.bits(Stage.render(
                SONG, quiet, Optional.of(stem), new OfflineRender.Balance(0.4f, false, List.of()), Optional.empty()));
        assertThat(Arrays.copyOf(played(), rendered.length)).isEqualTo(rendered);
    }

    @Test
    void theMeterShowsThePeakOfEachSideOnce() {
        synth.level = 0.5f;
        transport.load(SONG);
        transport.play();
        play(3);
        assertThat(transport.level()).isEqualTo(new PeakLevel(0.5f, 0.5f));
        assertThat(transport.level()).isEqualTo(PeakLevel.SILENCE);
    }

    @Test
    void volumesOfInstrumentsAreHeardAtOnce() {
        transport.load(SONG);
        transport.play();
        play(3);
        transport.setInstrumentVolume(0, 0.25);
        play(1);
        assertThat(synth.volumes).containsEntry(0, 0.25f).containsEntry(1, 1f);
        assertThat(synth.sounding).containsExactly(60);
    }

    @Test
    void instrumentsThatShareAChannelKeepTheirOwnVolumes() {
        var kits = Songs.of(
                2, List.of(Songs.drums(0, 0), Songs.drums(1, 0)), new double[] {0.1, 0.2, 36, 100, 0}, new double[] {
                    0.1, 0.2, 42, 100, 1
                });
        transport.load(kits);
        transport.setInstrumentVolume(0, 0.8);
        transport.setInstrumentVolume(1, 0.2);
        transport.play();
        play(10);
        assertThat(synth.volumes).containsEntry(9, 0.8f);
        assertThat(synth.sent).contains(RecordingSynth.on(4_410, 9, 36, 100), RecordingSynth.on(4_410, 9, 42, 50));
    }

    @Test
    void clicksAreHeardOnTheirSampleAndAccentedOnesDiffer() {
        synth.level = 0;
        transport.load(SONG);
        transport.setClick(Optional.of(new Clicks(new double[] {0.5, 1}, new boolean[] {true, false})));
        transport.play();
        play(100);
        var out = played();
        int first = firstSound(out, 0);
        int second = firstSound(out, sample(0.9));
        assertThat(first).isBetween(sample(0.5), sample(0.5) + 2);
        assertThat(second).isBetween(sample(1), sample(1) + 2);
        assertThat(Arrays.copyOfRange(out, 2 * first, 2 * first + 200))
                .isNotEqualTo(Arrays.copyOfRange(out, 2 * second, 2 * second + 200));
    }

    private static int firstSound(int[] out, int from) {
        int at = from;
        while (out[2 * at] == 0) {
            at++;
        }
        return at;
    }

    // Dragging the playhead

    @Test
    void draggingSoundsTheStemAndTheNotesWhereItIsAndStopsBySelf() {
        start(0.5);
        transport.beginScrub();
        transport.seek(1.1);
        play(2);
        assertThat(synth.sounding).containsExactly(60, 1 << 7 | 72);
        assertThat(transport.level().left()).isGreaterThan(0.1f);
        transport.seek(1.5);
        play(2);
        assertThat(synth.sounding).containsExactly(60);
        play(60);
        assertThat(synth.sounding).isEmpty();
        transport.level();
        play(5);
        assertThat(transport.level()).isEqualTo(PeakLevel.SILENCE);
        assertThat(transport.position()).matches(p -> !p.playing() && p.seconds() == 1.5, "at 1.5, paused");
    }

    @Test
    void playingGoesOnWhereThePlayheadWasLetGo() {
        start(0.5);
        transport.play();
        play(20);
        transport.beginScrub();
        play(2);
        transport.seek(2);
        play(20);
        assertThat(transport.position().seconds()).isEqualTo(2);
        transport.endScrub();
        play(40);
        assertThat(transport.position()).matches(p -> p.playing() && p.seconds() > 2.2, "goes on");
    }
}
