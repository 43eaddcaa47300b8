package rollscope.playback;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rollscope.audio.PcmFile;
import rollscope.audio.PcmSource;
import rollscope.midi.ChannelPlan;
import rollscope.transcription.Transcription;

/**
 * Sound without a device, as fast as it goes, by the same engine as playback. Frame {@code n} is the song's sample {@code n}, or that of
 * the part that was asked for. The whole song lasts until the last sound has died away; a part ends where it ends, with a fade of 1.5 ms.
 */
final class OfflineRender implements PcmSource {
    private static final int FADE = StemVoice.SEAM;

    private final Engine engine;
    private final float[] block = new float[Engine.BLOCK * Engine.CHANNELS];
    private final long expected;

    /** Frames of a part that are still to come; all there are if it is the whole song. */
    private long left;

    private final boolean whole;
    private long given;
    private int skip;
    private int at = Engine.BLOCK;

    /**
     * What is heard how.
     *
     * @param blend   0 the stem to 1 the notes
     * @param split   whether the stem is left and the notes are right
     * @param volumes by instrument, 0 to 1; 0 is not heard at all
     */
    record Balance(double blend, boolean split, List<Float> volumes) {
        static final Balance EVEN = new Balance(0.5, false, List.of());
    }

    /**
     * @param synth fresh, with the sounds the song needs; left open
     * @param part  seconds; the whole song if empty
     */
    OfflineRender(
            Transcription song,
            ChannelPlan channels,
            Synth synth,
            Optional<PcmFile> stem,
            Balance balance,
            Optional<Loop> part) {
        engine = new Engine(synth);
        engine.load(new EventSchedule(song.notes(), song.duration()), channels);
        engine.setStem(stem.orElse(null));
        engine.setBalance((float) balance.blend, balance.split);
        engine.setAudible(audible(song.instruments().size(), balance.volumes));
        engine.setVolumes(balance.volumes);
        long from = part.map(loop -> EventSchedule.sample(loop.from())).orElse(0L);
        whole = part.isEmpty();
        left = part.map(loop -> Math.min(EventSchedule.sample(loop.to()), engine.length()) - from)
                .orElse(Long.MAX_VALUE);
        expected = whole ? engine.length() : left;
        skip = synth.latencyFrames();
        engine.jump(from, true, 0);
    }

    private static boolean[] audible(int instruments, List<Float> volumes) {
        var audible = new boolean[instruments];
        for (int i = 0; i < instruments; i++) {
            audible[i] = i >= volumes.size() || volumes.get(i) > 0;
        }
        return audible;
    }

    @Override
    public int sampleRate() {
        return Engine.RATE;
    }

    @Override
    public int channels() {
        return Engine.CHANNELS;
    }

    @Override
    public OptionalLong length() {
        return whole ? OptionalLong.empty() : OptionalLong.of(expected);
    }

    @Override
    public int read(float[] stereo, int frames) {
        if (left <= 0) {
            return -1;
        }
        while (at == Engine.BLOCK) {
            if (whole && engine.isQuiet()) {
                return -1;
            }
            engine.render(block);
            at = Math.min(skip, Engine.BLOCK);
            skip -= at;
        }
        int count = (int) Math.min(Math.min(frames, Engine.BLOCK - at), left);
        System.arraycopy(block, at * 2, stereo, 0, count * 2);
        if (!whole && left - count < FADE) {
            fade(stereo, count);
        }
        at += count;
        left -= count;
        given += count;
        return count;
    }

    private void fade(float[] stereo, int count) {
        for (int i = 0; i < count; i++) {
            float level = Math.min(1, (float) (left - i - 1) / FADE);
            stereo[2 * i] *= level;
            stereo[2 * i + 1] *= level;
        }
    }

    @Override
    public double progress() {
        return expected <= 0 ? 1 : Math.min(1, (double) given / expected);
    }

    @Override
    public void close() {}
}
