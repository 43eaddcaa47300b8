package rollscope.audio;

import java.util.OptionalLong;

/** A source of samples in memory. */
final class Samples implements PcmSource {
    private final float[] samples;
    private final int rate;
    private final int channels;
    private int at;

    Samples(int rate, int channels, float[] samples) {
        this.rate = rate;
        this.channels = channels;
        this.samples = samples;
    }

    @Override
    public int sampleRate() {
        return rate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(samples.length / channels);
    }

    @Override
    public int read(float[] block, int frames) {
        int count = Math.min(Math.min(frames, 1000), samples.length / channels - at);
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(samples, at * channels, block, 0, count * channels);
        at += count;
        return count;
    }

    @Override
    public double progress() {
        return (double) at * channels / samples.length;
    }

    @Override
    public void close() {}
}
