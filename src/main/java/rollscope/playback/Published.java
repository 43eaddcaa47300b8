package rollscope.playback;

/**
 * What the audio thread tells everyone else, without a lock and without an allocation: a writer and any number of readers. The
 * writer makes {@code sequence} odd while it writes; a reader that meets an odd or a changed one reads again.
 */
final class Published {
    private volatile int sequence;
    private volatile double song;
    private volatile long time;
    private volatile long jump;
    private volatile boolean moving;

    /** A consistent reading. */
    record Reading(double song, long time, long jump, boolean moving) {}

    /** Called by the audio thread alone. */
    void write(double newSong, long newTime, long newJump, boolean newMoving) {
        int next = sequence + 1;
        sequence = next;
        song = newSong;
        time = newTime;
        jump = newJump;
        moving = newMoving;
        sequence = next + 1;
    }

    Reading read() {
        while (true) {
            int before = sequence;
            var reading = new Reading(song, time, jump, moving);
            if ((before & 1) == 0 && sequence == before) {
                return reading;
            }
            Thread.onSpinWait();
        }
    }
}
