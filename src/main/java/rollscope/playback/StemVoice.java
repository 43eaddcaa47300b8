package rollscope.playback;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rollscope.audio.PcmFile;

/**
 * Sounds a stem: at its own speed its very samples, at another through {@link Stretch}. Wherever it goes elsewhere what came before
 * is faded over into it within {@link #SEAM} frames, so nothing clicks. Used by one thread; allocates nothing while it sounds.
 */
@SuppressWarnings("ReferenceEquality") // whether it is another stem
final class StemVoice {
    /** 1.5 ms: too short to be heard as a fade, long enough not to be heard as a click. */
    static final int SEAM = 64;

    /** Between the samples themselves and grains of them: 12 ms. */
    private static final int CHANGE = 512;

    private final float[] fadingLeft = new float[CHANGE];
    private final float[] fadingRight = new float[CHANGE];

    /** Filled from index 0, as that is how a stem is read. */
    private final float[] left = new float[Engine.BLOCK];

    private final float[] right = new float[Engine.BLOCK];

    private @Nullable PcmFile stem;
    private @Nullable Reading reading;
    private @Nullable Reading fading;
    private @Nullable Reading spare;
    private boolean cut = true;
    private boolean silent = true;
    private int faded;
    private int fadeLength;

    /** One place being read. */
    private static final class Reading {
        private final Stretch stretch;
        private PcmFile pcm;
        private boolean plain;
        private double next;
        private double speed = 1;

        Reading(PcmFile pcm) {
            this.pcm = pcm;
            stretch = new Stretch(pcm);
        }

        void start(PcmFile stem, double song, boolean asItIs) {
            pcm = stem;
            plain = asItIs;
            next = song;
            if (!plain) {
                stretch.start(stem, song);
            }
        }

        void read(float[] left, float[] right, int frames, double song, double songSpeed) {
            if (plain) {
                pcm.read(Math.round(song), left, right, frames);
            } else {
                stretch.render(left, right, 0, frames, song, songSpeed);
            }
            next = song + frames * songSpeed;
            speed = songSpeed;
        }
    }

    @Nullable
    PcmFile stem() {
        return stem;
    }

    /** Another stem or none; makes what it needs. The old one is read for {@link #SEAM} frames more at most. */
    void setStem(@Nullable PcmFile newStem) {
        if (newStem == stem) {
            return;
        }
        if (stem == null) {
            silence();
        }
        stem = newStem;
        cut = true;
        if (newStem != null) {
            // One is heard, one fades, so that none has to be made later.
            if (reading == null) {
                reading = new Reading(newStem);
                reading.plain = true;
            }
            if (spare == null && fading == null) {
                spare = new Reading(newStem);
            }
        }
    }

    /** What is rendered next does not follow what was rendered last. */
    void cut() {
        cut = true;
    }

    /** Forgets what was rendered last: what comes next fades in from silence. */
    void silence() {
        cut = true;
        if (fading != null) {
            spare = fading;
            fading = null;
        }
        silent = true;
    }

    /**
     * Writes the next frames.
     *
     * @param at    where in {@code intoLeft} and {@code intoRight}
     * @param song  sample of the song that is heard first; a whole number at speed 1
     * @param speed song samples for one of the output
     */
    void render(float[] intoLeft, float[] intoRight, int at, int frames, double song, double speed) {
        var heard = reading;
        if (heard == null) {
            return;
        }
        boolean plain = speed == 1;
        if (cut || heard.plain != plain) {
            heard = begin(heard, song, plain);
        }
        if (stem == null) {
            Arrays.fill(left, 0, frames, 0);
            Arrays.fill(right, 0, frames, 0);
        } else {
            heard.read(left, right, frames, song, speed);
        }
        if (faded < fadeLength) {
            fade(frames);
        }
        System.arraycopy(left, 0, intoLeft, at, frames);
        System.arraycopy(right, 0, intoRight, at, frames);
    }

    private Reading begin(Reading last, double song, boolean plain) {
        Reading next = last;
        faded = 0;
        fadeLength = cut ? SEAM : CHANGE;
        if (silent) {
            // The very beginning of a stem is its own.
            fadeLength = song > 0 ? SEAM : 0;
        } else {
            var other = spare != null ? spare : fading;
            if (other != null) {
                fading = last;
                spare = null;
                next = other;
                reading = next;
            }
        }
        if (stem != null) {
            next.start(stem, song, plain);
        }
        cut = false;
        silent = false;
        return next;
    }

    private void fade(int frames) {
        int count = Math.min(frames, fadeLength - faded);
        var old = fading;
        if (old == null) {
            Arrays.fill(fadingLeft, 0, count, 0);
            Arrays.fill(fadingRight, 0, count, 0);
        } else {
            old.read(fadingLeft, fadingRight, count, old.next, old.speed);
        }
        for (int i = 0; i < count; i++) {
            float share = (faded + i + 1f) / fadeLength;
            left[i] = fadingLeft[i] + share * (left[i] - fadingLeft[i]);
            right[i] = fadingRight[i] + share * (right[i] - fadingRight[i]);
        }
        faded += count;
        if (faded == fadeLength && old != null) {
            spare = old;
            fading = null;
        }
    }
}
