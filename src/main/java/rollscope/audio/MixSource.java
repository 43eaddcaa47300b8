package rollscope.audio;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Several sounds at once, sample upon sample from the same time 0: the stems of a separation add up to the song they were made of, so
 * nothing is made quieter. Lasts as long as the longest. Two channels; what has one goes to both.
 */
final class MixSource implements PcmSource {
    private static final int CHANNELS = 2;

    private final List<PcmSource> sources;
    private final boolean[] ended;
    private float[] single = new float[0];

    /**
     * @param sources of one sample rate, at least one; closed with this
     */
    MixSource(List<PcmSource> sources) {
        this.sources = List.copyOf(sources);
        ended = new boolean[sources.size()];
    }

    @Override
    public int sampleRate() {
        return sources.getFirst().sampleRate();
    }

    @Override
    public int channels() {
        return CHANNELS;
    }

    @Override
    public OptionalLong length() {
        return sources.stream().allMatch(source -> source.length().isPresent())
                ? sources.stream()
                        .mapToLong(source -> source.length().getAsLong())
                        .reduce(Math::max)
                : OptionalLong.empty();
    }

    @Override
    public int read(float[] block, int frames) throws IOException {
        Arrays.fill(block, 0, frames * CHANNELS, 0);
        int longest = -1;
        for (int i = 0; i < ended.length; i++) {
            longest = Math.max(longest, add(i, block, frames));
        }
        return longest;
    }

    /** Adds as much as is asked for, unless the source ends before. */
    private int add(int i, float[] block, int frames) throws IOException {
        PcmSource source = sources.get(i);
        int channels = source.channels();
        if (single.length < frames * channels) {
            single = new float[frames * channels];
        }
        int done = 0;
        while (!ended[i] && done < frames) {
            int count = source.read(single, frames - done);
            if (count < 0) {
                ended[i] = true;
                break;
            }
            for (int frame = 0; frame < count; frame++) {
                block[(done + frame) * CHANNELS] += single[frame * channels];
                block[(done + frame) * CHANNELS + 1] += single[frame * channels + Math.min(1, channels - 1)];
            }
            done += count;
        }
        return ended[i] && done == 0 ? -1 : done;
    }

    /** Of the one that is farthest behind. */
    @Override
    public double progress() {
        return sources.stream().mapToDouble(PcmSource::progress).min().orElse(1);
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (PcmSource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
