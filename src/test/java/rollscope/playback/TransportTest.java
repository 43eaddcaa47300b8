package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import rollscope.transcription.Transcription;

/** Steps the player by hand on a clock that stands still between blocks. */
class TransportTest {
    private static final double BLOCK = (double) Engine.BLOCK / Engine.RATE;

    /** Two instruments: one long note, and short ones every half second. */
    private static final Transcription SONG = Songs.pianos(
            4,
            new double[] {0, 4, 60, 100, 0},
            new double[] {0.5, 0.75, 72, 90, 1},
            new double[] {1.0, 1.25, 72, 90, 1},
            new double[] {1.5, 1.75, 72, 90, 1},
            new double[] {2.0, 2.25, 72, 90, 1});

    private final RecordingSynth synth = new RecordingSynth();
    private final FakeDevice device = new FakeDevice();
    private final Player player = Stage.player(() -> synth, device, device);
    private final Transport transport = new Transport(player);

    private void stepUntil(BooleanSupplier done) {
        for (int i = 0; i < 100_000 && !done.getAsBoolean(); i++) {
            player.step();
        }
        assertThat(done.getAsBoolean()).as("within 100000 blocks").isTrue();
    }

    private void step(int blocks) {
        for (int i = 0; i < blocks; i++) {
            player.step();
        }
    }

    private double seconds() {
        return transport.position().seconds();
    }

    @Test
    void nothingIsOpenedBeforeTheFirstPlay() {
        transport.load(SONG);
        transport.seek(2);
        step(3);

        assertThat(device.opened).isZero();
        assertThat(transport.status()).isEqualTo(new AudioStatus.Idle());
        assertThat(seconds()).isEqualTo(2);
    }

    @Test
    void positionFollowsWhatIsHeardNotWhatIsWritten() {
        transport.load(SONG);
        transport.play();
        step(6);
        double written = 6 * BLOCK;
        assertThat(seconds()).isLessThan(written - 5 * BLOCK);

        stepUntil(() -> seconds() > 1);
        double heard = (device.now - 1_000_000_000L) * 1e-9;
        assertThat(seconds()).isEqualTo(heard, within(0.003));
    }

    @Test
    void playMarksThePositionAsPlayingAtOnce() {
        transport.load(SONG);
        transport.play();
        assertThat(transport.position().playing()).isTrue();
        transport.pause();
        assertThat(transport.position().playing()).isFalse();
    }

    @Test
    void positionNeverGoesBackWhilePlaying() {
        transport.load(SONG);
        transport.play();
        double before = 0;
        for (int i = 0; i < 200; i++) {
            player.step();
            double now = seconds();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void pauseStaysAndPlayGoesOnFromThere() {
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 0.6);
        transport.pause();
        step(20);
        double paused = seconds();
        step(20);
        assertThat(seconds()).isEqualTo(paused);
        assertThat(synth.sounding).isEmpty();

        synth.sent.clear();
        transport.play();
        step(1);
        assertThat(seconds()).isEqualTo(paused);
        // The long note and the short one that was cut short begin again.
        assertThat(synth.sent).extracting(RecordingSynth.Sent::pitch).containsExactly(60, 72);
    }

    @Test
    void whatIsHeardFadesWithinABlockOfPause() {
        transport.load(SONG);
        transport.play();
        step(10);
        transport.pause();
        device.played.reset();
        step(1);
        var block = device.played.toByteArray();
        int last = block[block.length - 1] << 8 | block[block.length - 2] & 0xff;
        assertThat(Math.abs(last)).isLessThan(100);
        device.played.reset();
        step(1);
        assertThat(device.played.toByteArray()).containsOnly(0);
    }

    @Test
    void stopReturnsToWherePlayWasPressed() {
        transport.load(SONG);
        transport.seek(1.2);
        transport.play();
        stepUntil(() -> seconds() > 1.9);
        transport.stop();
        assertThat(seconds()).isEqualTo(1.2);
        step(30);
        assertThat(transport.position()).matches(p -> !p.playing() && p.seconds() == 1.2, "at 1.2, paused");
    }

    @Test
    void seekShowsTheNewPlaceAtOnceAndNeverTheOldOneAgain() {
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 0.5);
        transport.seek(3);
        for (int i = 0; i < 60; i++) {
            assertThat(seconds()).isGreaterThanOrEqualTo(3);
            player.step();
        }
        assertThat(seconds()).isGreaterThan(3.3);
    }

    @Test
    void seekIsClampedToTheSong() {
        transport.load(SONG);
        transport.seek(-5);
        assertThat(seconds()).isZero();
        transport.seek(1e9);
        assertThat(seconds()).isEqualTo(4);
    }

    @Test
    void seekIntoANoteStartsIt() {
        transport.load(SONG);
        transport.seek(3);
        transport.play();
        step(1);
        assertThat(synth.sent).containsExactly(RecordingSynth.on(0, 0, 60, 100));
    }

    @Test
    void everySongEndsStoppedAtItsEndAndPlaysAgainFromTheStart() {
        transport.load(SONG);
        transport.play();
        stepUntil(() -> !transport.position().playing());
        assertThat(seconds()).isEqualTo(4);
        assertThat(synth.sounding).isEmpty();

        synth.sent.clear();
        transport.play();
        stepUntil(() -> !synth.sent.isEmpty());
        assertThat(synth.sent.getFirst()).matches(sent -> sent.on() && sent.pitch() == 60);
        assertThat(seconds()).isLessThan(0.1);
    }

    @Test
    void outputIsGivenBackAfterTheLastSound() {
        transport.load(SONG);
        transport.seek(3.9);
        transport.play();
        stepUntil(() -> device.closed == 1);
        assertThat(player.step()).isFalse();
        assertThat(seconds()).isEqualTo(4);

        transport.play();
        step(1);
        assertThat(device.opened).isEqualTo(2);
    }

    @Test
    void mutedInstrumentsFallSilentAndReturnInTheMiddleOfANote() {
        transport.load(SONG);
        transport.play();
        step(5);
        transport.setMuted(0, true);
        step(1);
        assertThat(synth.sounding).isEmpty();
        step(5);
        transport.setMuted(0, false);
        step(1);
        assertThat(synth.sounding).containsExactly(60);
    }

    @Test
    void soloSilencesTheOthersUnlessMuted() {
        transport.load(SONG);
        transport.setSoloed(1, true);
        transport.play();
        stepUntil(() -> seconds() > 0.8);
        assertThat(synth.sent).isNotEmpty().allMatch(sent -> sent.channel() == 1);

        transport.setMuted(1, true);
        synth.sent.clear();
        stepUntil(() -> seconds() > 1.9);
        assertThat(synth.sent).noneMatch(RecordingSynth.Sent::on);
    }

    @Test
    void loadClearsMutesAndReturnsToTheStart() {
        transport.load(SONG);
        transport.setMuted(0, true);
        transport.play();
        step(50);
        transport.load(Songs.pianos(2, new double[] {0, 2, 50, 80, 0}));
        assertThat(transport.position()).matches(p -> !p.playing() && p.seconds() == 0, "at the start, paused");
        step(5);
        assertThat(synth.sounding).isEmpty();
        transport.play();
        step(2);
        assertThat(synth.sounding).containsExactly(50);
    }

    @Test
    void volumeScalesWhatIsPlayedWithoutAJump() {
        transport.load(SONG);
        transport.play();
        step(10);
        transport.setVolume(0.25);
        device.played.reset();
        step(2);
        var samples = samples();
        for (int i = 2; i < samples.length; i += 2) {
            assertThat(Math.abs(samples[i] - samples[i - 2])).isLessThan(40);
        }
        assertThat(samples[samples.length - 1]).isEqualTo(4096);
    }

    private int[] samples() {
        var bytes = device.played.toByteArray();
        var samples = new int[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes[2 * i + 1] << 8 | bytes[2 * i] & 0xff;
        }
        return samples;
    }

    @Test
    void auditionSoundsOneNoteBrieflyWhileNothingPlays() {
        transport.load(SONG);
        transport.audition(1, 64, 77);
        step(1);
        assertThat(synth.sent).containsExactly(RecordingSynth.on(0, 1, 64, 77));
        stepUntil(() -> synth.sounding.isEmpty());
        assertThat(synth.rendered).isBetween((long) (0.2 * Engine.RATE), (long) (0.5 * Engine.RATE));
        assertThat(transport.position()).matches(p -> !p.playing() && p.seconds() == 0, "still at the start");
        stepUntil(() -> device.closed == 1);
    }

    @Test
    void anAuditionAskedForJustBeforeAnotherSongIsForgotten() {
        transport.load(SONG);
        transport.audition(1, 64, 77);
        transport.load(Songs.pianos(1, new double[] {0, 1, 50, 80, 0}));
        step(3);
        assertThat(synth.sent).isEmpty();
        transport.audition(0, 65, 77);
        step(1);
        assertThat(synth.sent).containsExactly(RecordingSynth.on(0, 0, 65, 77));
    }

    @Test
    void auditionLeavesTheSongsOwnNoteItsEnd() {
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 3.9);
        transport.audition(0, 60, 77);
        stepUntil(() -> !transport.position().playing());
        step(60);
        assertThat(synth.sounding).isEmpty();
    }

    @Test
    void withoutADeviceThePlayheadMovesAndTheStatusSaysSo() {
        device.missing = true;
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 1);
        assertThat(transport.status()).isEqualTo(Player.noOutput());
        stepUntil(() -> !transport.position().playing());
        assertThat(seconds()).isEqualTo(4);
    }

    @Test
    void aDeviceThatComesLaterIsFoundByALaterPlay() {
        device.missing = true;
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 1);
        transport.pause();
        while (player.step()) {
            assertThat(device.opened).isZero();
        }
        device.missing = false;
        transport.play();
        step(1);
        assertThat(transport.status()).isInstanceOf(AudioStatus.Ready.class);
    }

    @Test
    void aDeviceThatDiesPausesAndTheNextPlayRecovers() {
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 1);
        double before = seconds();
        device.dead = true;
        step(2);
        assertThat(transport.status()).isEqualTo(Player.outputLost());
        assertThat(transport.position().playing()).isFalse();
        assertThat(seconds()).isEqualTo(before, within(0.02));
        assertThat(player.step()).isFalse();

        device.dead = false;
        transport.play();
        step(10);
        assertThat(transport.status()).isInstanceOf(AudioStatus.Ready.class);
        assertThat(synth.sounding).contains(60);
        stepUntil(() -> seconds() > before + 0.5);
    }

    @Test
    void anotherOutputTakesOverWhereTheFirstWasHeard() {
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 1);
        double before = seconds();
        var headphones = new OutputDevice("headphones");
        transport.setOutput(Optional.of(headphones));
        step(2);
        assertThat(device.opened).isEqualTo(2);
        assertThat(device.closed).isEqualTo(1);
        assertThat(device.asked).contains(headphones);
        assertThat(transport.position().playing()).isTrue();
        assertThat(seconds()).isEqualTo(before, within(0.03));
        assertThat(synth.sounding).contains(60);
    }

    @Test
    void anotherSoundbankTakesOverWhilePlaying() {
        var synths = new ArrayList<RecordingSynth>();
        var work = new ArrayDeque<Runnable>();
        var later = new Player(
                (bank, channels) -> {
                    synths.add(new RecordingSynth());
                    return Stage.opened(synths.getLast());
                },
                work::add,
                device,
                device);
        try (var listening = new Transport(later)) {
            listening.load(SONG);
            listening.play();
            assertThat(later.step()).isFalse();
            assertThat(device.opened)
                    .as("outputs before there is a synthesizer")
                    .isZero();
            assertThat(listening.soundbank().loading()).isTrue();
            assertThat(listening.position()).matches(p -> p.playing() && p.seconds() == 0, "about to play");

            work.remove().run();
            for (int i = 0; i < 50; i++) {
                later.step();
            }
            assertThat(synths.getFirst().sounding).contains(60);
            listening.setSoundbank(Optional.of(Path.of("other.sf2")));
            for (int i = 0; i < 20; i++) {
                later.step();
            }
            assertThat(synths.getFirst().sounding).as("plays on meanwhile").contains(60);
            double before = listening.position().seconds();
            work.remove().run();
            for (int i = 0; i < 3; i++) {
                later.step();
            }
            work.forEach(Runnable::run);
            assertThat(synths.getFirst().closed).isTrue();
            assertThat(synths.getLast().sounding).contains(60);
            assertThat(listening.position().seconds()).isBetween(before, before + 0.1);
            assertThat(listening.soundbank().loading()).isFalse();
        }
    }

    @Test
    void anotherSoundbankTakesOverThoughTheOutputDiesJustThen() {
        var synths = new ArrayList<RecordingSynth>();
        var work = new ArrayDeque<Runnable>();
        var later = new Player(
                (bank, channels) -> {
                    synths.add(new RecordingSynth());
                    return Stage.opened(synths.getLast());
                },
                work::add,
                device,
                device);
        try (var listening = new Transport(later)) {
            listening.load(SONG);
            listening.play();
            later.step();
            work.remove().run();
            for (int i = 0; i < 50; i++) {
                later.step();
            }
            listening.setSoundbank(Optional.of(Path.of("other.sf2")));
            later.step();
            work.remove().run();
            device.dead = true;
            later.step();
            device.dead = false;
            work.forEach(Runnable::run);
            assertThat(synths.getFirst().closed).isTrue();
            assertThat(listening.position().playing()).isFalse();

            listening.play();
            for (int i = 0; i < 10; i++) {
                later.step();
            }
            assertThat(synths.getLast().sounding).contains(60);
        }
    }

    @Test
    void atHalfTheSpeedNotesComeAtTwiceTheirTime() {
        transport.load(SONG);
        transport.setSpeed(0.5);
        transport.play();
        stepUntil(() -> !transport.position().playing());
        assertThat(synth.sent)
                .filteredOn(sent -> sent.on() && sent.pitch() == 72)
                .extracting(RecordingSynth.Sent::frame)
                .containsExactly(44_100L, 88_200L, 132_300L, 176_400L);
        assertThat(seconds()).isEqualTo(4);
    }

    @Test
    void changingTheSpeedWhilePlayingKeepsThePlaceAndTheNotes() {
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 0.8);
        double before = seconds();
        synth.sent.clear();
        transport.setSpeed(2);
        step(1);
        assertThat(seconds()).isBetween(before, before + 0.03);
        assertThat(synth.sent).as("nothing ends or begins by that").isEmpty();
        stepUntil(() -> seconds() > 1.9);
        transport.setSpeed(1);
        step(100);
        double heard = seconds();
        step(43);
        assertThat(seconds() - heard).isEqualTo(43 * BLOCK, within(0.005));
        assertThat(synth.sent).filteredOn(sent -> sent.pitch() == 60).isEmpty();
    }

    @Test
    void aStalledDeviceStopsThePlayhead() {
        transport.load(SONG);
        transport.play();
        stepUntil(() -> seconds() > 1);
        double heard = seconds();
        device.now += 10_000_000_000L;
        assertThat(seconds()).isEqualTo(heard + 0.25, within(0.01));
    }

    @Test
    void twentyQuickStartsAndStopsLeaveNothingSounding() {
        transport.load(SONG);
        for (int i = 0; i < 20; i++) {
            transport.play();
            step(i % 3);
            transport.stop();
            step(i % 2);
        }
        step(3);
        assertThat(synth.sounding).isEmpty();
        assertThat(transport.position()).matches(p -> !p.playing() && p.seconds() == 0, "at the start, paused");
        assertThat(device.opened).isEqualTo(1);
    }

    @Test
    void playWithoutASongDoesNothing() {
        transport.play();
        step(3);
        assertThat(transport.position().playing()).isFalse();
        assertThat(device.opened).isZero();
    }

    @Test
    void verbsRefuseWhatCannotBe() {
        transport.load(SONG);
        assertThatThrownBy(() -> transport.setMuted(2, true)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> transport.setSoloed(-1, true)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> transport.setVolume(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.setVolume(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.audition(0, 128, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.audition(0, 1, 0));
    }

    @Test
    void whatIsPlayedIsWhatIsRenderedSampleForSample() {
        transport.load(SONG);
        transport.play();
        var rendered = Stage.bits(Stage.render(SONG, new RecordingSynth()));
        stepUntil(() -> device.played.size() >= rendered.length * 2);
        assertThat(Arrays.copyOf(samples(), rendered.length)).isEqualTo(rendered);
    }

    /** The second instrument an octave lower, both with another sound. */
    private static final Transcription REVOICED = Songs.of(
            4,
            List.of(Songs.melodic(0, 7), Songs.melodic(1, 8)),
            new double[] {0, 4, 60, 100, 0},
            new double[] {0.5, 0.75, 48, 90, 1},
            new double[] {1.0, 1.25, 48, 90, 1},
            new double[] {1.5, 1.75, 48, 90, 1},
            new double[] {2.0, 2.25, 48, 90, 1});

    @Test
    void otherSoundsDoNotStopTheMusicNorForgetHowItIsHeard() {
        transport.load(SONG);
        transport.setSpeed(0.5);
        transport.setLoop(Optional.of(new Loop(0.25, 3)));
        transport.setMuted(0, true);
        transport.play();
        stepUntil(() -> seconds() > 0.9);
        double before = seconds();
        synth.sent.clear();
        transport.revoice(REVOICED);
        assertThat(seconds()).isEqualTo(before);
        assertThat(transport.position().playing()).isTrue();
        stepUntil(() -> seconds() > 1.3);
        assertThat(synth.sent).extracting(RecordingSynth.Sent::pitch).containsOnly(48);
        assertThat(transport.position().speed()).isEqualTo(0.5);
        stepUntil(() -> seconds() < 0.9);
        assertThat(seconds()).isGreaterThan(0.2);
    }

    @Test
    void whilePausedOtherSoundsChangeNothingToSee() {
        transport.load(SONG);
        transport.seek(1.25);
        step(2);
        transport.revoice(REVOICED);
        step(2);
        assertThat(seconds()).isEqualTo(1.25);
        assertThat(transport.position().playing()).isFalse();
    }

    @Test
    void theOldSoundsPlayOnUntilTheNewOnesAreReady() {
        var loading = new ArrayDeque<Runnable>();
        var synths = new ArrayDeque<>(List.of(new RecordingSynth(), new RecordingSynth()));
        var opened = new ArrayList<>(synths);
        var waiting = new Player((bank, plan) -> Stage.opened(synths.remove()), loading::add, device, device);
        var playing = new Transport(waiting);
        playing.load(SONG);
        playing.play();
        waiting.step();
        loading.remove().run();
        for (int i = 0; i < 20; i++) {
            waiting.step();
        }
        playing.revoice(REVOICED);
        playing.audition(1, 50, 77);
        for (int i = 0; i < 60; i++) {
            waiting.step();
        }
        assertThat(opened.getFirst().sent)
                .extracting(RecordingSynth.Sent::pitch)
                .contains(72);
        assertThat(opened.getFirst().sent)
                .as("what is to be heard with the new sound")
                .extracting(RecordingSynth.Sent::pitch)
                .doesNotContain(50);
        double before = playing.position().seconds();
        while (!loading.isEmpty()) {
            loading.remove().run();
        }
        for (int i = 0; i < 60; i++) {
            waiting.step();
        }
        assertThat(playing.position().seconds()).isGreaterThan(before);
        assertThat(opened.getLast().sent)
                .extracting(RecordingSynth.Sent::pitch)
                .contains(50, 48)
                .doesNotContain(72);
    }

    @Test
    void aPhraseIsHeardNoteAfterNote() {
        transport.load(SONG);
        transport.audition(
                1,
                new Phrase(List.of(
                        new Phrase.Step(60, 80, 0.2), new Phrase.Step(60, 81, 0.2), new Phrase.Step(64, 82, 0.2))));
        stepUntil(() -> synth.sent.size() == 6);
        step(100);
        assertThat(synth.sent)
                .extracting(sent -> (sent.on() ? 1 : -1) * sent.pitch())
                .containsExactly(60, -60, 60, -60, 64, -64);
        assertThat(transport.isSounding()).isFalse();
    }

    @Test
    void itIsAtRestUntilSomethingIsWantedAndAgainWhenThatHasDiedAway() {
        transport.load(SONG);
        assertThat(transport.isAtRest()).as("not looked at yet").isFalse();
        stepUntil(transport::isAtRest);
        var changes = new ArrayList<Double>();
        transport.setOnChange(() -> changes.add(seconds()));
        transport.seek(2);
        assertThat(transport.isAtRest()).isFalse();
        stepUntil(transport::isAtRest);
        assertThat(seconds()).isEqualTo(2);

        transport.play();
        step(50);
        assertThat(transport.isAtRest()).isFalse();
        transport.pause();
        step(2);
        assertThat(transport.isAtRest()).as("it dies away").isFalse();
        stepUntil(transport::isAtRest);
        assertThat(transport.isSounding()).isFalse();
        assertThat(changes).hasSize(3);
    }

    @Test
    void soundsAreMadeReadyWhenToldOrWhenTheFirstIsToBeHeard() {
        var loading = new ArrayDeque<Runnable>();
        var waiting = new Player((bank, plan) -> Stage.opened(new RecordingSynth()), loading::add, device, device);
        var later = new Transport(waiting);
        later.loadUnprepared(SONG);
        waiting.step();
        assertThat(loading).isEmpty();
        assertThat(later.isAtRest()).isTrue();
        later.prepare();
        waiting.step();
        assertThat(loading).hasSize(1);
        assertThat(later.isAtRest()).as("while they are read").isFalse();
        later.play();
        waiting.step();
        assertThat(loading).as("they are on their way").hasSize(1);

        later.loadUnprepared(Songs.pianos(1));
        waiting.step();
        loading.remove().run();
        waiting.step();
        assertThat(waiting.soundbank().loading()).isFalse();
        assertThat(loading.removeFirst()).as("closes what was for the song before").isNotNull();
        assertThat(loading).isEmpty();
        later.play();
        waiting.step();
        assertThat(loading).hasSize(1);
        loading.remove().run();
        for (int i = 0; i < 200; i++) {
            waiting.step();
        }
        assertThat(later.position().seconds()).isPositive();
    }

    @Test
    void anotherSongIsNoOtherSound() {
        transport.load(SONG);
        assertThatIllegalArgumentException().isThrownBy(() -> transport.revoice(Songs.pianos(1)));
    }
}
