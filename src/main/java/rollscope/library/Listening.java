package rollscope.library;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How an entry is listened to. Immutable.
 *
 * @param attached an audio file of the user's, wherever it lies; it is never copied and never changed
 * @param heard    what plays against the notes: the id of a stem, {@link #MIX} or {@link #ATTACHED}; empty for what suits the
 *                 entry
 * @param blend    0 the stem alone, 1 the notes alone
 * @param split    whether the stem is on the left and the notes are on the right
 * @param volumes  0 to 1, by index of the instrument; one that is missing is 1
 */
public record Listening(
        Optional<Path> attached, Optional<String> heard, double blend, boolean split, Map<Integer, Double> volumes) {
    /** All stems of the separation together. No id can be this. */
    public static final String MIX = " mix";

    /** The attached file. */
    public static final String ATTACHED = " attached";

    public static final Listening DEFAULT = new Listening(Optional.empty(), Optional.empty(), 0.5, false, Map.of());

    /** Providers deliver no more. */
    private static final int MOST_INSTRUMENTS = 128;

    public Listening {
        Objects.requireNonNull(attached);
        Objects.requireNonNull(heard);
        if (!(blend >= 0 && blend <= 1)) {
            throw new IllegalArgumentException("blend " + blend);
        }
        volumes = Map.copyOf(volumes);
        volumes.forEach((instrument, volume) -> {
            if (instrument < 0 || instrument >= MOST_INSTRUMENTS || !(volume >= 0 && volume <= 1)) {
                throw new IllegalArgumentException("volume " + volume + " of instrument " + instrument);
            }
        });
    }

    /** With this file attached and heard. */
    public Listening withAttached(Path file) {
        return new Listening(
                Optional.of(file.toAbsolutePath().normalize()), Optional.of(ATTACHED), blend, split, volumes);
    }

    /** Without an attached file; if it was heard, what suits the entry is heard instead. */
    public Listening withoutAttached() {
        return new Listening(Optional.empty(), heard.filter(id -> !id.equals(ATTACHED)), blend, split, volumes);
    }

    public Listening withHeard(String id) {
        return new Listening(attached, Optional.of(id), blend, split, volumes);
    }

    public Listening withBlend(double now) {
        return new Listening(attached, heard, now, split, volumes);
    }

    public Listening withSplit(boolean now) {
        return new Listening(attached, heard, blend, now, volumes);
    }

    /** 0 to 1. */
    public double volume(int instrument) {
        return volumes.getOrDefault(instrument, 1.0);
    }

    /** Of an instrument beyond those a provider delivers nothing is remembered. */
    public Listening withVolume(int instrument, double volume) {
        if (instrument >= MOST_INSTRUMENTS) {
            return this;
        }
        var more = new LinkedHashMap<>(volumes);
        if (volume == 1) {
            more.remove(instrument);
        } else {
            more.put(instrument, volume);
        }
        return new Listening(attached, heard, blend, split, more);
    }
}
