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
    private volatile double speed = 1;
    private volatile double until;
    private volatile double back = -1;

    /**
     * A consistent reading, in seconds of the song.
     *
     * @param time  when it was at {@code song}
     * @param jump  number of the jump that led there
     * @param until where it moves to
     * @param back  where it goes on then; negative if it ends there
     */
    record Reading(double song, long time, long jump, boolean moving, double speed, double until, double back) {
        /** Where it is some nanoseconds later, through any number of loops. */
        double songAfter(long nanos) {
            double there = song + speed * nanos * 1e-9;
            if (!moving || there < until) {
                return moving ? there : song;
            }
            return back < 0 || back >= until ? until : back + (there - until) % (until - back);
        }
    }

    /** Called by the audio thread alone. It stays at a place. */
    void write(double newSong, long newTime, long newJump) {
        write(newSong, newTime, newJump, false, 1, newSong, -1);
    }

    /** Called by the audio thread alone. */
    void write(
            double newSong,
            long newTime,
            long newJump,
            boolean newMoving,
            double newSpeed,
            double newUntil,
            double newBack) {
        int next = sequence + 1;
        sequence = next;
        song = newSong;
        time = newTime;
        jump = newJump;
        moving = newMoving;
        speed = newSpeed;
        until = newUntil;
        back = newBack;
        sequence = next + 1;
    }

    Reading read() {
        while (true) {
            int before = sequence;
            var reading = new Reading(song, time, jump, moving, speed, until, back);
            if ((before & 1) == 0 && sequence == before) {
                return reading;
            }
            Thread.onSpinWait();
        }
    }
}
