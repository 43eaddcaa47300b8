package rollscope.playback;

import java.util.Arrays;

/**
 * The sample clock of playback, one block after the other: sends the notes of each block to the synthesizer, sums what sounds, and
 * sets the level. It knows no thread, no device and no real time, so what is rendered to a file is what is played.
 *
 * <p>Used by one thread. {@link #render} neither allocates, waits nor logs.
 *
 * <p>The synthesizer may sound a constant time late ({@link Synth#latencyFrames}): what {@link #song} asks for is heard that much
 * later in the blocks.
 */
final class Engine {
    /** Frames a second. */
    static final int RATE = 44_100;

    /** Frames rendered at once; 11.6 ms. */
    static final int BLOCK = 512;

    static final int CHANNELS = 2;

    /** A note that ends sooner than this after a jump is not started for the rest of it: 50 ms. */
    private static final int LEAST_CHASED = RATE / 20;

    private static final int AUDITION_BLOCKS = (int) (0.35 * RATE / BLOCK);

    /** No more notes begin in one block: more than there are voices could only cut each other off. */
    private static final int MOST_STARTS = 256;

    private static final float INAUDIBLE = 1e-4f;
    private static final int QUIET_BLOCKS = RATE / 4 / BLOCK;
    private static final int LONGEST_TAIL_BLOCKS = 10 * RATE / BLOCK;

    private static final int NOBODY = 0;
    private static final int AUDITION = -1;

    private final Synth synth;
    private final Limiter limiter = new Limiter();

    /** By channel and pitch: who sounds there, a note plus 1, {@link #AUDITION} or {@link #NOBODY}. */
    private final int[] sounding = new int[ChannelPlan.CHANNELS * 128];

    private EventSchedule schedule = EventSchedule.EMPTY;
    private ChannelPlan channels = ChannelPlan.EMPTY;
    private boolean[] audible = {};

    /** The sample of the song that the next block asks of the synthesizer. */
    private long asked;

    private boolean moving;
    private boolean chase;
    private int cursor;
    private int starts;

    private float volume = 1;
    private float gain = 1;
    private boolean fading;
    private long afterFade;
    private boolean moveAfterFade;
    private long jumpAfterFade;
    private long jump;

    private int auditionKey = -1;
    private int auditionBlocks;
    private int auditionChannel;
    private int auditionPitch;
    private int auditionVelocity;
    private boolean auditionAsked;

    private int quietBlocks = QUIET_BLOCKS;
    private int tailBlocks;

    Engine(Synth synth) {
        this.synth = synth;
    }

    /** Replaces the song and returns to its start. Sound of the old one ends at once. */
    void load(EventSchedule newSchedule, ChannelPlan plan) {
        schedule = newSchedule;
        channels = plan;
        hush();
        moving = false;
        fading = false;
        asked = 0;
    }

    /**
     * Goes to a place. What sounds is faded over the next block first.
     *
     * @param sample of the song
     * @param move   whether to play from there
     * @param number told by {@link #jumpNumber} as soon as it is there
     */
    void jump(long sample, boolean move, long number) {
        if (isQuiet()) {
            arrive(sample, move, number);
        } else {
            fading = true;
            afterFade = sample;
            moveAfterFade = move;
            jumpAfterFade = number;
        }
    }

    /** Stays at a place and ends every sound at once: nobody hears it any more. */
    void drop(long sample) {
        hush();
        fading = false;
        arrive(sample, false, jump);
    }

    /** Fades what sounds over the next block; the song stays where that ends. */
    void halt() {
        if (!moving) {
            if (fading) {
                moveAfterFade = false;
            }
            return;
        }
        if (!fading) {
            afterFade = Math.min(asked + BLOCK - synth.latencyFrames(), schedule.length());
            jumpAfterFade = jump;
        }
        fading = true;
        moveAfterFade = false;
    }

    /** Plays on from where it is. */
    void resume() {
        if (fading) {
            moveAfterFade = true;
        } else if (!moving) {
            jump(asked, true, jump);
        }
    }

    /** Which instruments are heard, by index. Notes of others end; sounding notes of those that return begin again. */
    void setAudible(boolean[] newAudible) {
        var old = audible;
        audible = newAudible;
        for (int key = 0; key < sounding.length; key++) {
            if (sounding[key] > 0 && !isAudible(schedule.instrument(sounding[key] - 1))) {
                synth.noteOff(0, key >> 7, key & 127);
                sounding[key] = NOBODY;
            }
        }
        if (moving && !Arrays.equals(old, newAudible)) {
            chase = true;
        }
    }

    /** 0 to 1; reached within a block. */
    void setVolume(float newVolume) {
        volume = newVolume;
    }

    /** Sounds one note for a third of a second from the next block on. */
    void audition(int instrument, int pitch, int velocity) {
        auditionAsked = true;
        auditionChannel = channels.channelOf(instrument);
        auditionPitch = pitch;
        auditionVelocity = velocity;
    }

    /** Whether the next block moves the song on. */
    boolean isMoving() {
        return moving;
    }

    /** The sample of the song that the next block asks of the synthesizer, at most {@link #length}. */
    long song() {
        return asked;
    }

    /** Whether the next block is faded, to stay or to go elsewhere. */
    boolean isFading() {
        return fading;
    }

    /** The number of the last jump that arrived; 0 before the first. */
    long jumpNumber() {
        return jump;
    }

    /** See {@link Synth#latencyFrames}. */
    int latencyFrames() {
        return synth.latencyFrames();
    }

    /** The sample of the song at which it will have ended. */
    long length() {
        return schedule.length();
    }

    /** Whether nothing sounds: not moving, and every tail has died away. */
    boolean isQuiet() {
        return !moving && !fading && !auditionAsked && auditionKey < 0 && quietBlocks >= QUIET_BLOCKS;
    }

    /** Replaces {@code stereo} by the next {@link #BLOCK} frames, each sample within -1 to 1. */
    void render(float[] stereo) {
        if (moving) {
            sendEvents();
        }
        sendAudition();
        synth.render(stereo);
        countQuiet(stereo);
        setLevel(stereo);
        limiter.limit(stereo);
        if (moving) {
            asked += BLOCK;
            if (asked - synth.latencyFrames() > schedule.length()) {
                moving = false;
                asked = schedule.length();
                quietBlocks = 0;
            }
        }
        if (fading) {
            fading = false;
            hush();
            arrive(afterFade, moveAfterFade, jumpAfterFade);
        }
    }

    private void arrive(long sample, boolean move, long number) {
        asked = sample;
        jump = number;
        moving = move;
        cursor = schedule.firstFrom(sample);
        chase = move;
        if (move) {
            gain = volume;
            quietBlocks = 0;
            tailBlocks = 0;
        }
    }

    private void hush() {
        synth.silence();
        Arrays.fill(sounding, NOBODY);
        auditionKey = -1;
        // After a fade what is left is not to be heard.
        quietBlocks = QUIET_BLOCKS;
    }

    private void sendEvents() {
        starts = 0;
        if (chase) {
            chase = false;
            schedule.forEachSoundingAt(asked, LEAST_CHASED, this::chase);
        }
        long stop = asked + BLOCK;
        for (; cursor < schedule.size() && schedule.sampleOf(cursor) < stop; cursor++) {
            int at = (int) (schedule.sampleOf(cursor) - asked);
            int note = schedule.note(cursor);
            if (schedule.isOn(cursor)) {
                start(at, note);
            } else {
                int key = key(note);
                if (sounding[key] == note + 1) {
                    synth.noteOff(at, key >> 7, key & 127);
                    sounding[key] = NOBODY;
                }
            }
        }
    }

    /** Starts a note in its middle, except for a drum: its stroke is over. */
    private void chase(int note) {
        if (key(note) >> 7 != ChannelPlan.DRUMS) {
            start(0, note);
        }
    }

    private void start(int at, int note) {
        int key = key(note);
        if (!isAudible(schedule.instrument(note)) || sounding[key] == note + 1 || ++starts > MOST_STARTS) {
            return;
        }
        begin(at, key, schedule.velocity(note), note + 1);
    }

    /** A pitch sounds once in a channel, whichever instruments share it. */
    private void begin(int at, int key, int velocity, int who) {
        if (sounding[key] != NOBODY) {
            synth.noteOff(at, key >> 7, key & 127);
        }
        synth.noteOn(at, key >> 7, key & 127, velocity);
        sounding[key] = who;
    }

    private int key(int note) {
        return channels.channelOf(schedule.instrument(note)) << 7 | schedule.pitch(note);
    }

    private boolean isAudible(int instrument) {
        return instrument >= audible.length || audible[instrument];
    }

    private void sendAudition() {
        if (auditionKey >= 0 && (auditionAsked || --auditionBlocks <= 0)) {
            if (sounding[auditionKey] == AUDITION) {
                synth.noteOff(0, auditionKey >> 7, auditionKey & 127);
                sounding[auditionKey] = NOBODY;
            }
            auditionKey = -1;
        }
        if (auditionAsked) {
            auditionAsked = false;
            auditionKey = auditionChannel << 7 | auditionPitch;
            auditionBlocks = AUDITION_BLOCKS;
            begin(0, auditionKey, auditionVelocity, AUDITION);
            if (!moving) {
                gain = volume;
            }
            quietBlocks = 0;
            tailBlocks = 0;
        }
    }

    private void countQuiet(float[] stereo) {
        if (moving || auditionKey >= 0) {
            quietBlocks = 0;
            tailBlocks = 0;
            return;
        }
        float peak = 0;
        for (float sample : stereo) {
            peak = Math.max(peak, Math.abs(sample));
        }
        quietBlocks = peak > INAUDIBLE && quietBlocks < QUIET_BLOCKS && ++tailBlocks < LONGEST_TAIL_BLOCKS
                ? 0
                : Math.min(QUIET_BLOCKS, quietBlocks + 1);
    }

    private void setLevel(float[] stereo) {
        float target = fading || isQuiet() ? 0 : volume;
        float from = gain;
        float step = (target - from) / BLOCK;
        for (int frame = 0; frame < BLOCK; frame++) {
            float level = frame == BLOCK - 1 ? target : from + step * (frame + 1);
            stereo[2 * frame] *= level;
            stereo[2 * frame + 1] *= level;
        }
        gain = target;
    }
}
