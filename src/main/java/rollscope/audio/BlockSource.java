package rollscope.audio;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import rollscope.language.Words;

/** What all decoders share: a codec yields blocks of its own size, and frames before time 0 and behind the end are cut away. */
abstract class BlockSource implements PcmSource {
    static final int MAX_CHANNELS = 8;

    final AudioBytes in;
    private final int sampleRate;
    private final int channels;
    private final boolean known;
    private final long length;
    private long skip;
    private long left;
    private float[] block = new float[0];
    private int at;
    private int end;

    /**
     * @param skip frames to drop at the start
     * @param length frames to give after those, −1 if unknown
     */
    BlockSource(AudioBytes in, int sampleRate, int channels, long skip, long length) throws UnreadableAudio {
        if (sampleRate < 1000 || sampleRate > 768_000 || channels < 1 || channels > MAX_CHANNELS) {
            throw new UnreadableAudio(
                    UnreadableAudio.Reason.UNSUPPORTED,
                    Words.of("sound.channels", Integer.toString(channels), Integer.toString(sampleRate)));
        }
        this.in = in;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.skip = skip;
        this.known = length >= 0;
        this.length = length;
        this.left = known ? length : Long.MAX_VALUE;
    }

    /**
     * Decodes what comes next into {@link #block}; may yield nothing, but always uses up some input.
     *
     * @return false at the end
     */
    abstract boolean decode() throws IOException;

    /** Room for the block being decoded; all of it counts as decoded, and it is silent until written to. */
    final float[] block(int frames) {
        int samples = frames * channels;
        if (block.length < samples) {
            block = new float[samples];
        } else {
            Arrays.fill(block, 0, samples, 0);
        }
        at = 0;
        end = frames;
        return block;
    }

    @Override
    public final int read(float[] target, int frames) throws IOException {
        while (at == end) {
            if (left <= 0 || !decode()) {
                left = 0;
                return -1;
            }
            int skipped = (int) Math.min(skip, end - at);
            skip -= skipped;
            at += skipped;
        }
        int count = (int) Math.min(Math.min(frames, end - at), left);
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(block, at * channels, target, 0, count * channels);
        at += count;
        left -= count;
        return count;
    }

    @Override
    public final int sampleRate() {
        return sampleRate;
    }

    @Override
    public final int channels() {
        return channels;
    }

    @Override
    public final OptionalLong length() {
        return known ? OptionalLong.of(length) : OptionalLong.empty();
    }

    @Override
    public final double progress() {
        return left <= 0 ? 1 : in.progress();
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }
}
