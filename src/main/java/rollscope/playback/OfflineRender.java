package rollscope.playback;

import java.util.Arrays;
import rollscope.transcription.Transcription;

/** Renders a transcription to samples: the same engine as playback, without a device and as fast as it goes. */
final class OfflineRender {
    private OfflineRender() {}

    /** Takes the samples as they come. */
    interface Sink {
        /**
         * @param stereo left and right in turn, each within -1 to 1; used again afterwards
         * @param frames how many of them count
         */
        void take(float[] stereo, int frames);
    }

    /**
     * From the start of the song until the last sound has died away. Sample {@code n} is the song's sample {@code n}.
     *
     * @param synth fresh, for this alone; left open
     */
    static void render(Transcription transcription, Synth synth, Sink sink) {
        var channels = new ChannelPlan(transcription.instruments());
        synth.prepare(transcription, channels);
        var engine = new Engine(synth);
        engine.load(new EventSchedule(transcription.notes(), transcription.duration()), channels);
        engine.jump(0, true, 0);
        var block = new float[Engine.BLOCK * Engine.CHANNELS];
        int late = synth.latencyFrames();
        while (!engine.isQuiet()) {
            engine.render(block);
            int skipped = Math.min(late, Engine.BLOCK);
            late -= skipped;
            if (skipped == 0) {
                sink.take(block, Engine.BLOCK);
            } else if (skipped < Engine.BLOCK) {
                sink.take(Arrays.copyOfRange(block, skipped * Engine.CHANNELS, block.length), Engine.BLOCK - skipped);
            }
        }
    }
}
