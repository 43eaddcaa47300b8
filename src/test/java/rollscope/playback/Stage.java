package rollscope.playback;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import rollscope.audio.PcmFile;
import rollscope.midi.ChannelPlan;
import rollscope.transcription.Transcription;

/** Players that are stepped by hand, and what the engine renders without one. */
final class Stage {
    private Stage() {}

    /** A player whose synthesizers are there at once. */
    static Player player(Supplier<? extends Synth> synths, Output.Source outputs, NanoClock clock) {
        return new Player((bank, channels) -> opened(synths.get()), Runnable::run, outputs, clock);
    }

    static SynthSource.Opened opened(Synth synth) {
        return new SynthSource.Opened(synth, new SoundbankStatus(synth.bank(), false, false, Optional.empty()));
    }

    /** All of a song, left and right in turn. */
    static float[] render(Transcription song, Synth synth) {
        return render(song, synth, Optional.empty(), OfflineRender.Balance.EVEN, Optional.empty());
    }

    static float[] render(
            Transcription song,
            Synth synth,
            Optional<PcmFile> stem,
            OfflineRender.Balance balance,
            Optional<Loop> part) {
        var all = new float[1 << 16];
        var block = new float[2 * 700];
        int length = 0;
        try (var render = new OfflineRender(song, ChannelPlan.of(song.instruments()), synth, stem, balance, part)) {
            for (int count = render.read(block, 700); count >= 0; count = render.read(block, 700)) {
                if (length + 2 * count > all.length) {
                    all = Arrays.copyOf(all, 2 * all.length);
                }
                System.arraycopy(block, 0, all, length, 2 * count);
                length += 2 * count;
            }
        }
        return Arrays.copyOf(all, length);
    }

    /** To 16 bits, as it is played and written. */
    static int[] bits(float[] samples) {
        var encoder = new SixteenBits();
        var bits = new int[samples.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = encoder.of(samples[i]);
        }
        return bits;
    }
}
