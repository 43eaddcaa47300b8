package rollscope.tempo;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Where beats and bars lie in time: seconds to beats to bars and back. Immutable and safe to share.
 *
 * <p>Beats are counted from {@link #origin()}, which is beat 0 and, if there is a meter, the start of bar 1; what comes before
 * has negative beats and bars below 1. Between two changes the tempo is constant, and there is no gap in time or in beats: a
 * pause is a stretch of slow tempo. The first tempo also holds before its second, the last one for ever.
 *
 * <p>All three scales are strictly increasing functions of each other, so every conversion has an inverse; they agree to some
 * 1e-9 of the value for a day of music.
 */
public final class TempoMap {
    /** The slowest tempo of a map, in beats a minute. */
    public static final double SLOWEST = 1;

    /** The fastest tempo of a map, in beats a minute. */
    public static final double FASTEST = 2000;

    /**
     * A tempo and from when on it holds.
     *
     * @param seconds from the start of the audio; may be negative
     * @param bpm     beats a minute, {@value #SLOWEST} to {@value #FASTEST}
     */
    public record Tempo(double seconds, double bpm) {
        public Tempo {
            if (!Double.isFinite(seconds)) {
                throw new IllegalArgumentException("tempo at " + seconds + " s");
            }
            if (!(bpm >= SLOWEST && bpm <= FASTEST)) {
                throw new IllegalArgumentException("tempo of " + bpm + " beats a minute");
            }
        }
    }

    /**
     * A meter and from which beat on it holds.
     *
     * @param beat counted from the origin; a bar starts there
     */
    public record Signature(int beat, Meter meter) {
        public Signature {
            Objects.requireNonNull(meter);
        }
    }

    private final double origin;
    /** When each tempo starts, in seconds and in beats, and what it is: columns, as a map may have thousands. */
    private final double[] starts;

    private final double[] beats;
    private final double[] bpms;
    private final List<Signature> signatures;
    /** The bar, counted from 0, at which each signature starts. */
    private final int[] bars;

    /**
     * @param origin     second of beat 0
     * @param tempos     at least one, in strictly increasing order of time
     * @param signatures none if the meter is unknown; else the first at beat 0, and whole bars between two
     */
    public TempoMap(double origin, List<Tempo> tempos, List<Signature> signatures) {
        this(
                origin,
                tempos.stream().mapToDouble(Tempo::seconds).toArray(),
                tempos.stream().mapToDouble(Tempo::bpm).toArray(),
                tempos.size(),
                signatures);
    }

    /**
     * The same from columns, for maps of many tempos: when each begins, in seconds, and how many beats a minute it has.
     *
     * @param seconds strictly increasing
     * @param bpms    {@value #SLOWEST} to {@value #FASTEST}
     * @param count   how many of both are taken, at least one
     */
    public TempoMap(double origin, double[] seconds, double[] bpms, int count, List<Signature> signatures) {
        if (!Double.isFinite(origin)) {
            throw new IllegalArgumentException("beat 0 at " + origin + " s");
        }
        if (count < 1) {
            throw new IllegalArgumentException("no tempo");
        }
        for (int i = 0; i < count; i++) {
            if (!isTempo(seconds[i], bpms[i]) || (i > 0 && !(seconds[i] > seconds[i - 1]))) {
                throw new IllegalArgumentException("tempos out of order at " + seconds[i] + " s, " + bpms[i] + " bpm");
            }
        }
        this.origin = origin;
        starts = Arrays.copyOf(seconds, count);
        this.bpms = Arrays.copyOf(bpms, count);
        this.signatures = List.copyOf(signatures);
        beats = beatsAtTempos();
        bars = barsAtSignatures(this.signatures);
    }

    private static boolean isTempo(double seconds, double bpm) {
        return Double.isFinite(seconds) && bpm >= SLOWEST && bpm <= FASTEST;
    }

    /** One tempo throughout. */
    public static TempoMap constant(double bpm, double origin, Optional<Meter> meter) {
        return new TempoMap(
                origin,
                List.of(new Tempo(origin, bpm)),
                meter.map(m -> List.of(new Signature(0, m))).orElse(List.of()));
    }

    private double[] beatsAtTempos() {
        double[] at = new double[starts.length];
        for (int i = 1; i < at.length; i++) {
            at[i] = at[i - 1] + (starts[i] - starts[i - 1]) * bpms[i - 1] / 60;
        }
        int first = tempoAt(origin);
        double zero = at[first] + (origin - starts[first]) * bpms[first] / 60;
        for (int i = 0; i < at.length; i++) {
            at[i] -= zero;
        }
        return at;
    }

    private static int[] barsAtSignatures(List<Signature> signatures) {
        int[] bars = new int[signatures.size()];
        for (int i = 0; i < bars.length; i++) {
            if (i == 0) {
                if (signatures.getFirst().beat() != 0) {
                    throw new IllegalArgumentException("the first meter is not at beat 0");
                }
                continue;
            }
            int length = signatures.get(i).beat() - signatures.get(i - 1).beat();
            int perBar = signatures.get(i - 1).meter().beats();
            if (length <= 0 || length % perBar != 0) {
                throw new IllegalArgumentException(
                        "no bar starts at beat " + signatures.get(i).beat());
            }
            bars[i] = bars[i - 1] + length / perBar;
        }
        return bars;
    }

    /** The last tempo that starts at or before a second, or else the first. */
    private int tempoAt(double seconds) {
        int i = Arrays.binarySearch(starts, seconds);
        return Math.max(0, i < 0 ? -i - 2 : i);
    }

    /** The second of beat 0. */
    public double origin() {
        return origin;
    }

    /** At least one, in order of time; not to be changed. */
    public List<Tempo> tempos() {
        return new Tempos();
    }

    private final class Tempos extends AbstractList<Tempo> implements RandomAccess {
        @Override
        public Tempo get(int index) {
            return new Tempo(starts[index], bpms[index]);
        }

        @Override
        public int size() {
            return starts.length;
        }
    }

    /** In order of beats; none if the meter is unknown. */
    public List<Signature> signatures() {
        return signatures;
    }

    /** Whether one tempo holds throughout. */
    public boolean isConstant() {
        return starts.length == 1;
    }

    /** Whether the meter is known. */
    public boolean hasBars() {
        return !signatures.isEmpty();
    }

    /** The meter that holds for most of the beats between bar 1 and {@code until}, a second; empty if unknown. */
    public Optional<Meter> meter(double until) {
        double last = beatAt(until);
        var held = new LinkedHashMap<Meter, Double>();
        for (int i = 0; i < signatures.size(); i++) {
            double stop = i + 1 < signatures.size() ? signatures.get(i + 1).beat() : Math.max(last, 1);
            double beatsHeld = Math.max(0, stop - signatures.get(i).beat());
            held.merge(signatures.get(i).meter(), beatsHeld, Double::sum);
        }
        Optional<Meter> most = Optional.empty();
        double longest = 0;
        for (var meter : held.entrySet()) {
            if (meter.getValue() > longest) {
                longest = meter.getValue();
                most = Optional.of(meter.getKey());
            }
        }
        return most;
    }

    /** The tempo at a second, in beats a minute. */
    public double bpmAt(double seconds) {
        return bpms[tempoAt(seconds)];
    }

    /**
     * The tempo that stands for the whole: the middle one, each counted for as long as it holds between second 0, or the first
     * change if that is earlier, and {@code until}.
     */
    public double typicalBpm(double until) {
        if (isConstant()) {
            return bpms[0];
        }
        var byTempo = new ArrayList<double[]>();
        double whole = 0;
        double end = Math.max(until, starts[starts.length - 1]);
        for (int i = 0; i < starts.length; i++) {
            double from = i == 0 ? Math.min(0, starts[0]) : starts[i];
            double to = i + 1 < starts.length ? starts[i + 1] : end;
            byTempo.add(new double[] {bpms[i], to - from});
            whole += to - from;
        }
        byTempo.sort(Comparator.comparingDouble(tempo -> tempo[0]));
        double held = 0;
        for (double[] tempo : byTempo) {
            held += tempo[1];
            if (held >= whole / 2) {
                return tempo[0];
            }
        }
        return byTempo.getLast()[0];
    }

    public double beatAt(double seconds) {
        int i = tempoAt(seconds);
        return beats[i] + (seconds - starts[i]) * bpms[i] / 60;
    }

    /** The second of a beat. */
    public double secondsAt(double beat) {
        int i = Arrays.binarySearch(beats, beat);
        i = Math.max(0, i < 0 ? -i - 2 : i);
        return starts[i] + (beat - beats[i]) * 60 / bpms[i];
    }

    /**
     * The bar a beat lies in, from 1, and behind the point how far into the bar: 2.5 is the middle of bar 2.
     *
     * @throws IllegalStateException if the meter is unknown
     */
    public double barAt(double beat) {
        requireBars();
        int i = signatureAt(beat);
        return 1
                + bars[i]
                + (beat - signatures.get(i).beat()) / signatures.get(i).meter().beats();
    }

    /**
     * The beat at a bar, the inverse of {@link #barAt}.
     *
     * @throws IllegalStateException if the meter is unknown
     */
    public double beatOfBar(double bar) {
        requireBars();
        int i = Arrays.binarySearch(bars, (int) Math.clamp(Math.floor(bar) - 1, Integer.MIN_VALUE, Integer.MAX_VALUE));
        i = Math.max(0, i < 0 ? -i - 2 : i);
        return signatures.get(i).beat()
                + (bar - 1 - bars[i]) * signatures.get(i).meter().beats();
    }

    /** Whether a bar starts on a whole beat; false if the meter is unknown. */
    public boolean isDownbeat(int beat) {
        if (signatures.isEmpty()) {
            return false;
        }
        var signature = signatures.get(signatureAt(beat));
        return Math.floorMod(beat - signature.beat(), signature.meter().beats()) == 0;
    }

    private int signatureAt(double beat) {
        int low = 0;
        int high = signatures.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (signatures.get(middle).beat() <= beat) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void requireBars() {
        if (signatures.isEmpty()) {
            throw new IllegalStateException("the meter is unknown");
        }
    }

    /**
     * The same music counted in another beat: 2 for double tempo, 0.5 for half, 1.5 for dotted. Beat 0 stays where it is, a bar
     * keeps its number of beats, and changes of meter that no longer fall on a bar go.
     *
     * @throws IllegalArgumentException if a tempo leaves {@value #SLOWEST} to {@value #FASTEST} beats a minute
     */
    public TempoMap times(double factor) {
        var faster = tempos().stream()
                .map(tempo -> new Tempo(tempo.seconds(), tempo.bpm() * factor))
                .toList();
        var kept = new ArrayList<Signature>();
        for (var signature : signatures) {
            double beat = signature.beat() * factor;
            if (beat != Math.rint(beat)
                    || (!kept.isEmpty()
                            && (beat - kept.getLast().beat())
                                            % kept.getLast().meter().beats()
                                    != 0)) {
                break;
            }
            kept.add(new Signature((int) beat, signature.meter()));
        }
        return new TempoMap(origin, faster, kept);
    }

    /** The same beats, all of them this much later. */
    public TempoMap shifted(double seconds) {
        return new TempoMap(
                origin + seconds,
                tempos().stream()
                        .map(tempo -> new Tempo(tempo.seconds() + seconds, tempo.bpm()))
                        .toList(),
                signatures);
    }

    /** The same beats, counted from another one: {@code beat} becomes beat 0 and the start of bar 1. */
    public TempoMap countedFrom(int beat) {
        return new TempoMap(secondsAt(beat), tempos(), signatures);
    }

    /**
     * Bar 1 starts at this second: all beats move by at most half a beat, so that one of them is there, and are counted from it.
     */
    public TempoMap countedFromSecond(double seconds) {
        double beat = Math.rint(beatAt(seconds));
        double moved = seconds - secondsAt(beat);
        var tempos = shifted(moved).tempos();
        return new TempoMap(seconds, tempos, signatures);
    }

    /** The same beats in bars of one meter throughout, or in none. */
    public TempoMap withMeter(Optional<Meter> meter) {
        return new TempoMap(
                origin, tempos(), meter.map(m -> List.of(new Signature(0, m))).orElse(List.of()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TempoMap map
                && origin == map.origin
                && Arrays.equals(starts, map.starts)
                && Arrays.equals(bpms, map.bpms)
                && signatures.equals(map.signatures);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, Arrays.hashCode(starts), Arrays.hashCode(bpms), signatures);
    }

    @Override
    public String toString() {
        return bpms[0] + " bpm from " + origin + " s"
                + (isConstant() ? "" : ", " + bpms.length + " tempos")
                + (hasBars() ? ", " + signatures.getFirst().meter() : "");
    }
}
