package rollscope.playback;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rollscope.audio.PcmFile;
import rollscope.midi.ChannelPlan;

/**
 * The sample clock of playback, one block after the other: sends the notes of each block to the synthesizer, reads the stem, strikes
 * the click, sums what sounds, and sets the level. It knows no thread, no device and no real time, so what is rendered to a file is
 * what is played.
 *
 * <p>There is one place in the song, {@link #song}, and notes, stem and click are all taken from it: at any speed and through any number
 * of loops they cannot come apart. At speed 1 it is a whole number of samples.
 *
 * <p>The synthesizer may sound a constant time late ({@link Synth#latencyFrames}): what {@link #song} asks for is heard that much
 * later in the blocks. Stem and click are held back by as much.
 *
 * <p>Used by one thread. {@link #render} neither allocates, waits nor logs.
 */
final class Engine {
    /** Frames a second. */
    static final int RATE = 44_100;

    /** Frames rendered at once; 11.6 ms. */
    static final int BLOCK = 512;

    static final int CHANNELS = 2;

    /** A note that ends sooner than this after a jump is not started for the rest of it: 50 ms. */
    private static final int LEAST_CHASED = RATE / 20;

    /** No more notes begin in one block: more than there are voices could only cut each other off. */
    private static final int MOST_STARTS = 256;

    private static final float INAUDIBLE = 1e-4f;
    private static final int QUIET_BLOCKS = RATE / 4 / BLOCK;
    private static final int LONGEST_TAIL_BLOCKS = 10 * RATE / BLOCK;

    /** While the playhead is dragged: how long what is at a place is repeated, 80 ms. */
    private static final int GRAIN = 80 * RATE / 1000 / BLOCK;

    /** And how long it sounds once the playhead rests: 0.3 s. */
    private static final int SCRUB_BLOCKS = (int) (0.3 * RATE / BLOCK);

    private static final int NOBODY = 0;
    private static final int AUDITION = -1;

    private Synth synth;
    private final Limiter limiter = new Limiter();
    private final StemVoice stem = new StemVoice();
    private final ClickVoice click = new ClickVoice();

    private final float[] stemLeft = new float[BLOCK];
    private final float[] stemRight = new float[BLOCK];
    private final float[] clicks = new float[BLOCK];
    private SampleDelay delayLeft;
    private SampleDelay delayRight;
    private SampleDelay delayClicks;

    /** By channel of all ports and pitch: who sounds there, a note plus 1, {@link #AUDITION} or {@link #NOBODY}. */
    private int[] sounding = {};

    private EventSchedule schedule = EventSchedule.EMPTY;
    private ChannelPlan channels = ChannelPlan.EMPTY;
    private @Nullable Clicks clickTimes;
    private long length;

    // What is heard of whom.
    private boolean[] audible = {};
    private List<Float> volumes = List.of();
    private float[] shares = {};
    private float blend = 0.5f;
    private boolean split;

    // Gains at the end of the last block.
    private float synthGain = 1;
    private float stemGain;
    private float splitShare;

    // Where it is.
    private double song;
    private double speed = 1;
    private boolean moving;
    private boolean chase;
    private int chaseAt;
    private boolean wrapped;
    private int cursor;
    private int clickCursor;
    private int starts;
    private int arrivals;
    private int turns;

    // The loop, in samples; none if it ends at 0.
    private boolean loopWanted;
    private double loopFrom;
    private double loopTo;
    private long loopStart;
    private long loopEnd;
    private int seamAt = -1;
    private double seamSong;

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
    private Phrase auditionPhrase = Phrase.SILENT;
    private int auditionStep;
    private boolean auditionAsked;

    private long scrubAt;
    private long scrubbedFrom;
    private boolean scrubMoved;
    private int scrubBlocks;
    private int grainBlocks;
    private double grainSong;

    private int quietBlocks = QUIET_BLOCKS;
    private int tailBlocks;

    Engine(Synth synth) {
        this.synth = synth;
        delayLeft = new SampleDelay(synth.latencyFrames());
        delayRight = new SampleDelay(synth.latencyFrames());
        delayClicks = new SampleDelay(synth.latencyFrames());
    }

    // What is played

    /** Replaces the song and returns to its start. Sound of the old one ends at once; its stem, loop and click are gone. */
    void load(EventSchedule newSchedule, ChannelPlan plan) {
        setSchedule(newSchedule, plan);
        volumes = List.of();
        audible = new boolean[0];
        clickTimes = null;
        loopWanted = false;
        stem.setStem(null);
        hush();
        moving = false;
        fading = false;
        song = 0;
        measure();
        sendVolumes();
    }

    private void setSchedule(EventSchedule newSchedule, ChannelPlan plan) {
        schedule = newSchedule;
        channels = plan;
        sounding = new int[plan.ports() * ChannelPlan.CHANNELS * 128];
    }

    /**
     * Replaces the synthesizer by one that has the sounds of a plan ready, and the song by itself with other sounds or drums: as many
     * instruments, as long. Notes of the old ones are cut off; they begin again.
     */
    void setSynth(Synth newSynth, EventSchedule newSchedule, ChannelPlan plan) {
        hush();
        synth = newSynth;
        if (newSchedule != schedule || plan != channels) {
            setSchedule(newSchedule, plan);
            cursor = schedule.firstFrom((long) Math.ceil(song));
            measure();
        }
        delayLeft = new SampleDelay(synth.latencyFrames());
        delayRight = new SampleDelay(synth.latencyFrames());
        delayClicks = new SampleDelay(synth.latencyFrames());
        sendVolumes();
        chase = moving;
        arrivals++;
        turns++;
    }

    /** What is heard beside the notes. */
    void setStem(@Nullable PcmFile newStem) {
        stem.setStem(newStem);
        measure();
    }

    void setClicks(@Nullable Clicks newClicks) {
        clickTimes = newClicks;
        clickCursor = newClicks == null ? 0 : newClicks.firstFrom(song / RATE);
    }

    private void measure() {
        var pcm = stem.stem();
        length = Math.max(schedule.length(), pcm == null ? 0 : pcm.frames());
        setLoopSamples();
        turns++;
    }

    // How it is played

    /**
     * @param newLoop seconds, or null to play on; what lies behind the end of the song is left out
     */
    void setLoop(@Nullable Loop newLoop) {
        loopWanted = newLoop != null;
        loopFrom = newLoop == null ? 0 : newLoop.from();
        loopTo = newLoop == null ? 0 : newLoop.to();
        setLoopSamples();
        turns++;
    }

    private void setLoopSamples() {
        loopStart = EventSchedule.sample(loopFrom);
        loopEnd = loopWanted ? Math.min(EventSchedule.sample(loopTo), length) : 0;
        if (loopEnd - loopStart < EventSchedule.sample(Loop.LEAST) - 1) {
            loopEnd = 0;
        }
    }

    /**
     * From the next block on.
     *
     * @param newSpeed song samples for a frame, 0.25 to 2
     */
    void setSpeed(double newSpeed) {
        if (newSpeed != speed) {
            speed = newSpeed;
            if (speed == 1) {
                song = Math.rint(song);
            }
            turns++;
        }
    }

    /** Which instruments are heard, by index. Notes of others end; sounding notes of those that return begin again. */
    void setAudible(boolean[] newAudible) {
        var old = audible;
        audible = newAudible;
        for (int key = 0; key < sounding.length; key++) {
            if (sounding[key] > 0 && !isAudible(schedule.instrument(sounding[key] - 1))) {
                end(0, key);
            }
        }
        if (moving && !Arrays.equals(old, newAudible)) {
            chase = true;
        }
    }

    /**
     * How loud each instrument is, by index; 1 for those the list does not reach. Channels take the volume of the loudest instrument on them,
     * which sounding notes follow. Where instruments share a channel, the notes of the others are struck more softly, and those that
     * sound begin again.
     */
    void setVolumes(List<Float> newVolumes) {
        var old = shares;
        volumes = newVolumes;
        sendVolumes();
        boolean again = false;
        for (int key = 0; key < sounding.length; key++) {
            if (sounding[key] > 0 && !isDrum(key)) {
                int instrument = schedule.instrument(sounding[key] - 1);
                if (share(old, instrument) != share(shares, instrument)) {
                    end(0, key);
                    again = true;
                }
            }
        }
        chase |= moving && (again || !Arrays.equals(old, shares));
    }

    private void sendVolumes() {
        var loudest = new float[channels.ports() * ChannelPlan.CHANNELS];
        var used = new BitSet();
        for (int i = 0; i < channels.instruments(); i++) {
            int channel = channels.of(i).place();
            loudest[channel] = Math.max(loudest[channel], volumeOf(i));
            used.set(channel);
        }
        shares = new float[channels.instruments()];
        for (int i = 0; i < shares.length; i++) {
            float most = loudest[channels.of(i).place()];
            shares[i] = most > 0 ? (float) Math.sqrt(volumeOf(i) / most) : 1;
        }
        used.stream().forEach(channel -> synth.volume(channel, loudest[channel]));
    }

    private float volumeOf(int instrument) {
        return instrument < volumes.size() ? volumes.get(instrument) : 1;
    }

    private static float share(float[] shares, int instrument) {
        return instrument < shares.length ? shares[instrument] : 1;
    }

    /** Of everything, 0 to 1; reached within a block. */
    void setVolume(float newVolume) {
        volume = newVolume;
    }

    /**
     * Reached within a block; see {@link Transport#setBlend} and {@link Transport#setSplit}.
     *
     * @param newBlend 0 the stem to 1 the notes
     */
    void setBalance(float newBlend, boolean newSplit) {
        blend = newBlend;
        split = newSplit;
        if (!moving && scrubBlocks == 0) {
            synthGain = wantedSynthGain();
            stemGain = wantedStemGain();
            splitShare = isSplit() ? 1 : 0;
        }
    }

    private boolean isSplit() {
        return split && stem.stem() != null;
    }

    private float wantedSynthGain() {
        if (stem.stem() == null || isSplit() || (!moving && auditionKey >= 0)) {
            return 1;
        }
        return blend == 1 ? 1 : (float) Math.sin(blend * Math.PI / 2);
    }

    private float wantedStemGain() {
        return isSplit() ? 1 : blend == 1 ? 0 : (float) Math.cos(blend * Math.PI / 2);
    }

    // Where it goes

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
            double end = song + (BLOCK - synth.latencyFrames()) * speed;
            if (isLooping() && end >= loopEnd) {
                end = loopStart + (end - loopEnd);
            }
            afterFade = Math.min(Math.round(Math.max(0, end)), length);
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
            jump(Math.round(song), true, jump);
        }
    }

    /**
     * Goes to a place and sounds what is there for a moment, without moving on: the stem around it over and over, the notes that sound there,
     * and the drums passed on the way from the last place. If the song still plays it is faded first.
     */
    void scrub(long sample, long number) {
        if (moving || fading) {
            jump(sample, false, number);
            return;
        }
        scrubbedFrom = scrubBlocks > 0 ? scrubAt : sample;
        scrubAt = sample;
        scrubMoved = true;
        scrubBlocks = SCRUB_BLOCKS;
        song = sample;
        jump = number;
        arrivals++;
        turns++;
    }

    /** Sounds a phrase from the next block on. */
    void audition(int instrument, Phrase phrase) {
        auditionAsked = !phrase.steps().isEmpty();
        auditionChannel = channels.of(instrument).place();
        auditionPhrase = phrase;
    }

    // What it is at

    /** Whether the next block moves the song on. */
    boolean isMoving() {
        return moving;
    }

    /** The sample of the song that the next block asks for first, at most {@link #length}. */
    double song() {
        return song;
    }

    /** Song samples for a frame. */
    double speed() {
        return speed;
    }

    /** The sample of the song up to which it moves on from {@link #song}. */
    double until() {
        return isLooping() ? loopEnd : length;
    }

    /** The sample of the song at which it goes on behind {@link #until}; −1 if it ends there. */
    long back() {
        return isLooping() ? loopStart : -1;
    }

    private boolean isLooping() {
        return song < loopEnd;
    }

    /** The frame of the last block at which the loop went back, from 1 to {@link #BLOCK}; −1 if it did not. */
    int seamAt() {
        return seamAt;
    }

    /** The sample of the song that frame asked for. */
    double seamSong() {
        return seamSong;
    }

    /** See {@link #until}, from that frame on. */
    double seamUntil() {
        return loopEnd;
    }

    /** Counts whenever the next block does not simply go on from the last. */
    int turns() {
        return turns;
    }

    /** Counts whenever something sounds or stays from a place anew. */
    int arrivals() {
        return arrivals;
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
        return length;
    }

    /** Whether nothing sounds: not moving, and every tail has died away. */
    boolean isQuiet() {
        return !moving
                && !fading
                && !auditionAsked
                && auditionKey < 0
                && scrubBlocks == 0
                && quietBlocks >= QUIET_BLOCKS;
    }

    // The block

    /** Replaces {@code stereo} by the next {@link #BLOCK} frames, each sample within -1 to 1. */
    void render(float[] stereo) {
        Arrays.fill(stemLeft, 0);
        Arrays.fill(stemRight, 0);
        Arrays.fill(clicks, 0);
        click.ring(clicks);
        seamAt = -1;
        if (moving) {
            advance();
        } else if (scrubBlocks > 0) {
            soundScrub();
        }
        sendAudition();
        synth.render(stereo);
        mix(stereo);
        countQuiet(stereo);
        setLevel(stereo);
        limiter.limit(stereo);
        if (moving && song - synth.latencyFrames() * speed > length) {
            moving = false;
            song = length;
            quietBlocks = 0;
            turns++;
            arrivals++;
        }
        if (fading) {
            fading = false;
            hush();
            arrive(afterFade, moveAfterFade, jumpAfterFade);
        }
    }

    private void arrive(long sample, boolean move, long number) {
        song = sample;
        jump = number;
        moving = move;
        wrapped = false;
        cursor = schedule.firstFrom(sample);
        clickCursor = clickTimes == null ? 0 : clickTimes.firstFrom((double) sample / RATE);
        chase = move;
        scrubBlocks = 0;
        arrivals++;
        turns++;
        if (move) {
            gain = volume;
            synthGain = wantedSynthGain();
            stemGain = wantedStemGain();
            splitShare = isSplit() ? 1 : 0;
            quietBlocks = 0;
            tailBlocks = 0;
        }
    }

    private void hush() {
        synth.silence();
        stem.silence();
        click.silence();
        delayLeft.clear();
        delayRight.clear();
        delayClicks.clear();
        Arrays.fill(sounding, NOBODY);
        auditionKey = -1;
        scrubBlocks = 0;
        // After a fade what is left is not to be heard.
        quietBlocks = QUIET_BLOCKS;
    }

    /** Sends the events of the block and moves on, in two pieces if the loop goes back within it. */
    private void advance() {
        starts = 0;
        int at = 0;
        while (at < BLOCK) {
            int frames = BLOCK - at;
            boolean seam = false;
            if (isLooping()) {
                double left = Math.ceil((loopEnd - song) / speed);
                if (left <= frames) {
                    frames = (int) left;
                    seam = true;
                }
            }
            piece(at, frames);
            song += frames * speed;
            at += frames;
            if (seam) {
                song = loopStart + (song - loopEnd);
                wrapped = true;
                seamAt = at;
                seamSong = song;
            }
        }
    }

    private void piece(int at, int frames) {
        if (wrapped) {
            wrapped = false;
            goBack(at);
        }
        if (chase) {
            chase = false;
            chaseAt = at;
            schedule.forEachSoundingAt((long) song, LEAST_CHASED, this::chase);
        }
        double stop = song + frames * speed;
        for (; cursor < schedule.size() && schedule.sampleOf(cursor) < stop; cursor++) {
            int frame = at + frame(schedule.sampleOf(cursor), frames);
            int note = schedule.note(cursor);
            if (schedule.isOn(cursor)) {
                start(frame, note);
            } else {
                int key = key(note);
                if (sounding[key] == note + 1) {
                    end(frame, key);
                }
            }
        }
        var times = clickTimes;
        if (times != null) {
            for (;
                    clickCursor < times.size() && EventSchedule.sample(times.second(clickCursor)) < stop;
                    clickCursor++) {
                int frame = frame(EventSchedule.sample(times.second(clickCursor)), frames);
                click.strike(clicks, at + frame, times.accented(clickCursor));
            }
        }
        stem.render(stemLeft, stemRight, at, frames, song, speed);
    }

    /** The frame of a piece at which a sample of the song falls. */
    private int frame(long sample, int frames) {
        return Math.clamp((long) ((sample - song) / speed), 0, frames - 1);
    }

    /** What sounds ends at the seam, and what sounds where the loop begins starts there. */
    private void goBack(int at) {
        for (int key = 0; key < sounding.length; key++) {
            if (sounding[key] > 0) {
                end(at, key);
            }
        }
        cursor = schedule.firstFrom(loopStart);
        clickCursor = clickTimes == null ? 0 : clickTimes.firstFrom((double) loopStart / RATE);
        chaseAt = at;
        chase = false;
        schedule.forEachSoundingAt(loopStart, LEAST_CHASED, this::chase);
        stem.cut();
    }

    /** Starts a note in its middle, except for a drum: its stroke is over. */
    private void chase(int note) {
        if (!isDrum(key(note))) {
            start(chaseAt, note);
        }
    }

    private void start(int at, int note) {
        int key = key(note);
        int instrument = schedule.instrument(note);
        float share = share(shares, instrument);
        if (!isAudible(instrument) || share == 0 || sounding[key] == note + 1 || ++starts > MOST_STARTS) {
            return;
        }
        begin(at, key, Math.max(1, Math.round(schedule.velocity(note) * share)), note + 1);
    }

    /** A pitch sounds once in a channel, whichever instruments share it. */
    private void begin(int at, int key, int velocity, int who) {
        if (sounding[key] != NOBODY) {
            synth.noteOff(at, key >> 7, key & 127);
        }
        synth.noteOn(at, key >> 7, key & 127, velocity);
        sounding[key] = who;
    }

    private void end(int at, int key) {
        synth.noteOff(at, key >> 7, key & 127);
        sounding[key] = NOBODY;
    }

    private int key(int note) {
        return channels.of(schedule.instrument(note)).place() << 7 | schedule.pitch(note);
    }

    private static boolean isDrum(int key) {
        return (key >> 7) % ChannelPlan.CHANNELS == ChannelPlan.DRUM_CHANNEL;
    }

    private boolean isAudible(int instrument) {
        return instrument >= audible.length || audible[instrument];
    }

    private void soundScrub() {
        if (scrubMoved) {
            scrubMoved = false;
            starts = 0;
            for (int key = 0; key < sounding.length; key++) {
                if (sounding[key] > 0 && !schedule.soundsAt(sounding[key] - 1, scrubAt)) {
                    end(0, key);
                }
            }
            chaseAt = 0;
            schedule.forEachSoundingAt(scrubAt + 1, 0, this::chase);
            strikePassed();
            grainBlocks = 0;
        }
        if (grainBlocks == 0) {
            grainBlocks = GRAIN;
            grainSong = scrubAt;
            stem.cut();
        }
        grainBlocks--;
        stem.render(stemLeft, stemRight, 0, BLOCK, grainSong, 1);
        grainSong += BLOCK;
        quietBlocks = 0;
        tailBlocks = 0;
        if (--scrubBlocks == 0) {
            fading = true;
            afterFade = scrubAt;
            moveAfterFade = false;
            jumpAfterFade = jump;
        }
    }

    /** Strikes the drums between the last two places, unless they are far apart. */
    private void strikePassed() {
        long from = Math.min(scrubbedFrom, scrubAt);
        long to = Math.max(scrubbedFrom, scrubAt);
        if (to - from > RATE / 4) {
            return;
        }
        for (int event = schedule.firstFrom(from + 1);
                event < schedule.size() && schedule.sampleOf(event) <= to;
                event++) {
            int note = schedule.note(event);
            if (schedule.isOn(event) && isDrum(key(note))) {
                start(0, note);
            }
        }
    }

    private void sendAudition() {
        if (auditionKey >= 0 && (auditionAsked || --auditionBlocks <= 0)) {
            if (sounding[auditionKey] == AUDITION) {
                end(0, auditionKey);
            }
            auditionKey = -1;
            if (!auditionAsked && auditionStep < auditionPhrase.steps().size()) {
                strikeAudition();
            }
        }
        if (auditionAsked) {
            auditionAsked = false;
            auditionStep = 0;
            strikeAudition();
            if (!moving) {
                gain = volume;
            }
            quietBlocks = 0;
            tailBlocks = 0;
        }
    }

    private void strikeAudition() {
        var step = auditionPhrase.steps().get(auditionStep++);
        auditionKey = auditionChannel << 7 | step.pitch();
        auditionBlocks = (int) (step.seconds() * RATE / BLOCK);
        begin(0, auditionKey, step.velocity(), AUDITION);
    }

    /** Adds stem and click to what the synthesizer has rendered. */
    private void mix(float[] stereo) {
        delayLeft.pass(stemLeft);
        delayRight.pass(stemRight);
        delayClicks.pass(clicks);
        float synthTo = wantedSynthGain();
        float stemTo = wantedStemGain();
        float splitTo = isSplit() ? 1 : 0;
        float synthStep = (synthTo - synthGain) / BLOCK;
        float stemStep = (stemTo - stemGain) / BLOCK;
        float splitStep = (splitTo - splitShare) / BLOCK;
        for (int i = 0; i < BLOCK; i++) {
            float ofSynth = synthStep == 0 ? synthTo : synthGain + synthStep * (i + 1);
            float ofStem = stemStep == 0 ? stemTo : stemGain + stemStep * (i + 1);
            float apart = splitStep == 0 ? splitTo : splitShare + splitStep * (i + 1);
            float synthLeft = stereo[2 * i] * ofSynth;
            float synthRight = stereo[2 * i + 1] * ofSynth;
            float left = stemLeft[i] * ofStem;
            float right = stemRight[i] * ofStem;
            if (apart == 0) {
                left += synthLeft;
                right += synthRight;
            } else {
                // In mono each side counts half, so that nothing gets louder.
                float stemMono = (left + right) / 2;
                float synthMono = (synthLeft + synthRight) / 2;
                left = apart * stemMono + (1 - apart) * (left + synthLeft);
                right = apart * synthMono + (1 - apart) * (right + synthRight);
            }
            stereo[2 * i] = left + clicks[i];
            stereo[2 * i + 1] = right + clicks[i];
        }
        synthGain = synthTo;
        stemGain = stemTo;
        splitShare = splitTo;
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
