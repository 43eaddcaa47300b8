package rollscope.playback;

/**
 * The highest peaks since they were last asked for, for a meter: full scale is 1.
 *
 * @param left  0 to 1
 * @param right 0 to 1
 */
public record PeakLevel(float left, float right) {
    public static final PeakLevel SILENCE = new PeakLevel(0, 0);
}
