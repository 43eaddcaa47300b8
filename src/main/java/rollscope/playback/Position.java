package rollscope.playback;

/**
 * Where playback is, as heard: a snapshot of the audio thread. While playing, the position at a later time is
 * {@code seconds + speed * (System.nanoTime() - nanoTime) / 1e9}.
 *
 * @param seconds  from the start of the audio
 * @param nanoTime when that was, on the clock of {@link System#nanoTime()}
 * @param playing  whether it moves
 * @param speed    seconds of the song a second
 */
public record Position(double seconds, long nanoTime, boolean playing, double speed) {
    public static final Position START = new Position(0, 0, false, 1);

    /** Seconds at {@code now}, a value of {@link System#nanoTime()}. */
    public double secondsAt(long now) {
        return playing ? seconds + speed * (now - nanoTime) * 1e-9 : seconds;
    }
}
