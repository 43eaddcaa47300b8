package rollscope.midi;

import java.util.Objects;
import rollscope.tempo.TempoMap;

/** What the ticks of a file stand for: where its notes lie against its bars, and its bars against the audio. */
public sealed interface Placement {
    /**
     * Seconds by which bar lines may be early if the audio then starts on one. An estimated bar line is a few milliseconds off anyway,
     * and for so little nobody wants an empty bar or another tempo before it. Notes stay where they are in the audio.
     */
    double LEEWAY = 0.005;

    /** 120 quarters a minute from the start of the audio on: a clock that knows nothing of the song. No meter is written. */
    record ExactSeconds() implements Placement {}

    /**
     * Tick 0 is the start of the audio, and from the first bar line in the audio on every bar line of the map is one of the file.
     * What sounds before that line gets a bar of its own, see {@link Pickup}.
     */
    record WithStem(TempoMap map) implements Placement {
        public WithStem {
            Objects.requireNonNull(map);
        }
    }

    /**
     * Tick 0 is the last bar line at or before the start of the audio, every bar is whole, and all is later by less than a bar. The
     * audio stays with it if as much silence is put before it, see {@link MidiFile.Layout#shift}.
     */
    record BarOneFirst(TempoMap map) implements Placement {
        public BarOneFirst {
            Objects.requireNonNull(map);
        }
    }

    /** How a file {@link WithStem} reaches its first bar line. */
    enum Pickup {
        /** The file starts on it. */
        NONE,
        /** A whole bar (without a meter a beat) before it, played as fast as it takes. */
        FITTED_BAR,
        /** A bar of fewer beats before it. */
        SHORT_BAR,
        /**
         * There is too little time before it for any tempo that music programs accept: the file's first bar starts with the audio,
         * and its first beat is longer by that time. Bar lines agree from the second on.
         */
        LONG_BEAT
    }
}
