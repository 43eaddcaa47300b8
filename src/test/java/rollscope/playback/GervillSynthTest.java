package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sound.midi.MidiUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.midi.ChannelPlan;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** With the sounds Gervill makes up, which every JDK has. */
class GervillSynthTest {
    private static final int HI_HAT = 42;

    private static final Soundbanks.Sounds SOUNDS = sounds();

    private static Soundbanks.Sounds sounds() {
        try {
            return new Soundbanks(GervillSynth::makeSounds, Optional::empty)
                    .choose(Optional.empty())
                    .sounds();
        } catch (MidiUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    /** The left channel. */
    private static float[] render(Transcription song) throws MidiUnavailableException {
        try (var synth = open(song)) {
            var stereo = Stage.render(song, synth);
            var left = new float[stereo.length / 2];
            for (int i = 0; i < left.length; i++) {
                left[i] = stereo[2 * i];
            }
            return left;
        }
    }

    /** The first sample at or after one that is far above what was there before. */
    private static int onset(float[] samples, int near) {
        float before = 0;
        for (int i = Math.max(0, near - 600); i < near - 100; i++) {
            before = Math.max(before, Math.abs(samples[i]));
        }
        int at = Math.max(0, near - 100);
        while (Math.abs(samples[at]) <= 4 * before + 1e-5) {
            at++;
        }
        return at;
    }

    @Test
    void notesBeginWithinAMillisecondOfTheirTimeAndDoNotDrift() throws MidiUnavailableException {
        // Odd distances, so that every place within a block has its turn; the last after a minute.
        double[] times = new double[40];
        for (int i = 0; i < times.length; i++) {
            times[i] = i == times.length - 1 ? 60 : 0.25 * i + i * i * 0.0007;
        }
        var notes = NoteTable.builder(times.length);
        for (double time : times) {
            notes.add(time, time + 0.05, HI_HAT, 120, 0);
        }
        var samples =
                render(new Transcription("id", "title", 61, List.of(Songs.drums(0, 0)), notes.build(), List.of()));
        for (double time : times) {
            int expected = (int) Math.round(time * Engine.RATE);
            assertThat(onset(samples, expected) - expected)
                    .as("samples late at %s s", time)
                    .isBetween(-44, 44);
        }
    }

    @Test
    void whatIsPlayedIsWhatIsRenderedSampleForSample() throws MidiUnavailableException {
        var song = Songs.of(
                0.5,
                List.of(Songs.melodic(0, 33), Songs.drums(1, 0), Songs.melodic(2, 48)),
                new double[] {0, 0.4, 40, 100, 0},
                new double[] {0.1, 0.2, HI_HAT, 120, 1},
                new double[] {0.2, 0.5, 64, 90, 2},
                new double[] {0.2, 0.5, 67, 90, 2});
        int[] rendered;
        try (var synth = open(song)) {
            rendered = Stage.bits(Stage.render(song, synth));
        }

        var device = new FakeDevice();
        var player = Stage.player(() -> open(song), device, device);
        var transport = new Transport(player);
        transport.load(song);
        transport.play();
        int wanted = 2 * (rendered.length + GervillSynth.CONTROL * 2);
        while (device.played.size() < wanted) {
            assertThat(player.step()).isTrue();
        }
        var played = device.played.toByteArray();
        for (int i = 0; i < rendered.length; i++) {
            int at = 2 * (i + GervillSynth.CONTROL * 2);
            assertThat(played[at + 1] << 8 | played[at] & 0xff)
                    .as("sample %s", i)
                    .isEqualTo(rendered[i]);
        }
    }

    private static Synth open(Transcription song) {
        try {
            return GervillSynth.open(SOUNDS, ChannelPlan.of(song.instruments()), 0);
        } catch (MidiUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSongEndsInSilenceOfItsOwn() throws MidiUnavailableException {
        var samples = render(Songs.pianos(0.3, new double[] {0, 0.3, 60, 100, 0}));
        assertThat(samples.length).isBetween((int) (0.3 * Engine.RATE), 10 * Engine.RATE);
        assertThat(peak(samples, 0, 13_230)).isGreaterThan(0.02f);
        assertThat(peak(samples, samples.length - 4_410, samples.length)).isLessThan(1e-3f);
    }

    private static float peak(float[] samples, int from, int to) {
        float peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }

    @Test
    void noSoundbankIsLeftInTheUsersHome(@TempDir Path home) throws MidiUnavailableException {
        var before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        try (var synth = open(Songs.pianos(1, new double[] {0, 1, 60, 100, 0}))) {
            assertThat(synth.bank()).isEqualTo("simple built-in sounds");
            assertThat(home.resolve(".gervill")).doesNotExist();
        } finally {
            System.setProperty("user.home", before);
        }
    }
}
