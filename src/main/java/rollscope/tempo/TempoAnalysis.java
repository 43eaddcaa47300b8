package rollscope.tempo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rollscope.transcription.Instrument;
import rollscope.transcription.Transcription;

/**
 * Estimates tempo, beats, bars and key from notes alone; docs/tempo.md tells how, and how well. Pure: the same notes give the same
 * answer. Takes some 0.1 s for a song and memory in proportion to its length; at most the first {@value #LONGEST} s are listened
 * to, what follows goes on in the last tempo.
 */
public final class TempoAnalysis {
    /** Seconds of music listened to: three hours. */
    public static final double LONGEST = 3 * 3600;

    /** A first beat this much before second 0 is still the first: the fit may place it so, though its notes start at 0. */
    private static final double EARLY = 0.030;

    private static final int FEWEST_ONSETS = 5;
    /** The tempo of longer music is looked for in its busiest ten minutes. */
    private static final double EXCERPT = 600;
    /** Silences longer than this are counted through, not listened to. */
    private static final double SILENCE = 6;

    /** The most that is followed at once, in seconds, which bounds the memory it takes. */
    private static final double STRETCH = 1200;

    private static final double[] LEVELS = {1, 1 / 2.0, 2, 2 / 3.0, 3 / 2.0};
    private static final double SHORTEST_BEAT = 0.28;
    private static final double LONGEST_BEAT = 1.45;
    /** If less than this share of the music keeps a tempo, the beat is looked for where it does. */
    private static final double STEADY_SHARE = 0.8;
    /** What is longer than this, in seconds, may have a tempo of its own. */
    private static final double OWN_TEMPO = 15;
    /**
     * What a beat costs that has more or fewer onsets than those of the rest, by the square of the logarithm of their ratio: when
     * the tempo changes, people mostly go on playing in the same way, so both parts are counted alike.
     */
    private static final double SAME_TEXTURE = 16;
    /** As many beats may stray in between, at a fill or a pause. */
    private static final int STRAY_BEATS = 8;
    /** Score a beat that following a player must gain over a steady tempo. */
    private static final double EXPRESSIVE_GAIN = 0.45;

    /** How much of the music is listened to for that, in seconds. */
    private static final double SAMPLE = 90;

    /** By how much a beat, as logarithm of odds, bars of five or seven must beat the usual ones. */
    private static final double RARE_METER = 0.3;
    /** By how much a beat bars of two must beat bars of four where beats divide into three: 6/8 rather than 12/8. */
    private static final double SIX_EIGHT = 0.05;
    /** By how much a beat three and four must differ where neither explains the notes well, as with drums alone. */
    private static final double CLEAR_METER = 0.2;

    private static final double STEADY_PENALTY = 60;
    private static final double FREE_PENALTY = 3;
    private final Transcription transcription;
    private final Chroma chroma;
    private final Onsets onsets;
    private final double end;

    private TempoAnalysis(Transcription transcription, boolean[] drums) {
        this.transcription = transcription;
        end = Math.min(LONGEST, transcription.notes().end());
        chroma = new Chroma(transcription.notes(), drums, end);
        onsets = Onsets.of(transcription.notes(), drums, chroma, end);
    }

    public static Analysis of(Transcription transcription) {
        boolean[] drums = new boolean[transcription.instruments().size()];
        for (Instrument instrument : transcription.instruments()) {
            drums[instrument.index()] = instrument.drums();
        }
        var key = KeyFinder.of(transcription.notes(), drums);
        return new TempoAnalysis(transcription, drums).analyse(key);
    }

    private Analysis analyse(Optional<Key> key) {
        var none = new Analysis(Optional.empty(), Beats.NONE, key, Fit.NONE, false);
        if (onsets.size < FEWEST_ONSETS) {
            return none;
        }
        double from = busiest();
        double to = Math.min(end, from + EXCERPT);
        var tracker = new BeatTracker(onsets, from, to);
        var anything = tracker.track(BeatTracker.Freedom.anything(), true);
        if (anything.beats().length < 3) {
            return none;
        }
        double interval = Level.interval(anything.beats());
        double[] steady = steadiest(anything.beats(), interval);
        boolean changes = steady[1] - steady[0] < STEADY_SHARE * (to - from);
        if (changes) {
            from = Math.max(from, steady[0] - interval);
            to = Math.min(to, steady[1] + interval);
            tracker = new BeatTracker(onsets, from, to);
        }
        var level = level(tracker, interval, to - from, Optional.empty());
        if (level.path.beats().length < 2) {
            return none;
        }
        boolean free = isFree(level.interval, from, to);
        var freedom = free ? BeatTracker.Freedom.expressive(level.interval) : BeatTracker.Freedom.near(level.interval);
        var stretches = new ArrayList<double[]>();
        if (changes && !free) {
            double rate = level.path.score() / (to - from);
            double density = density(from, to);
            stretches.addAll(coverRest(level.interval, rate, density, 0, steady[0] - interval / 2));
            stretches.addAll(cover(freedom, steady[0] - interval / 2, steady[1] + interval / 2));
            stretches.addAll(coverRest(level.interval, rate, density, steady[1] + interval / 2, end));
        } else {
            stretches.addAll(cover(freedom, 0, end));
        }
        double[] tracked = join(stretches, level.interval);
        if (tracked.length < 2) {
            return none;
        }
        double penalty = free ? FREE_PENALTY : STEADY_PENALTY;
        var map = map(GridFit.lines(onsets, tracked, penalty));
        map = withBars(map, penalty);
        double until = Math.min(LONGEST, transcription.duration());
        return new Analysis(Optional.of(map), Beats.of(map, -EARLY, until), key, fit(map, level.margin), free);
    }

    /** The longest stretch, in seconds, in which the beat keeps to one interval or a simple multiple or part of it. */
    private static double[] steadiest(double[] beats, double interval) {
        double[] longest = {beats[0], beats[beats.length - 1]};
        double most = 0;
        int start = 0;
        int strayed = 0;
        for (int i = 0; i + 1 < beats.length; i++) {
            int span = Math.min(4, beats.length - 1 - i);
            strayed = isMultiple((beats[i + span] - beats[i]) / span / interval) ? 0 : strayed + 1;
            if (strayed > STRAY_BEATS) {
                start = i + 1;
            }
            double length = beats[i + 1 - Math.min(strayed, i + 1 - start)] - beats[start];
            if (length > most) {
                most = length;
                longest = new double[] {beats[start], beats[start] + length};
            }
        }
        return longest;
    }

    private static boolean isMultiple(double ratio) {
        for (double factor : new double[] {1, 2, 3}) {
            if (Math.abs(Math.abs(Math.log(ratio)) - Math.log(factor)) < 0.06) {
                return true;
            }
        }
        return false;
    }

    /** Whether following a player explains a sample of the music so much better that nobody kept a steady tempo. */
    private boolean isFree(double interval, double from, double to) {
        double middle = (from + to) / 2;
        var sample = new BeatTracker(onsets, Math.max(from, middle - SAMPLE / 2), Math.min(to, middle + SAMPLE / 2));
        var steady = sample.track(BeatTracker.Freedom.near(interval), true);
        var expressive = sample.track(BeatTracker.Freedom.expressive(interval), true);
        return expressive.score() - steady.score() > EXPRESSIVE_GAIN * steady.beats().length;
    }

    /** Where the ten minutes with most onsets start. */
    private double busiest() {
        if (end <= EXCERPT) {
            return 0;
        }
        double best = 0;
        int most = -1;
        for (double from = 0; from + EXCERPT <= end + 60; from += 60) {
            int count = onsets.firstFrom(from + EXCERPT) - onsets.firstFrom(from);
            if (count > most) {
                most = count;
                best = from;
            }
        }
        return best;
    }

    /**
     * @param margin by how much it is better than the next, as logarithm of odds
     */
    private record Choice(BeatTracker.Path path, double interval, double margin) {}

    /**
     * The best of the related tempos; at least one of them, the interval itself, is tried.
     *
     * @param beside how long a beat is, in seconds, that would hold as many onsets as those of the music beside it
     */
    private Choice level(BeatTracker tracker, double interval, double duration, Optional<Double> beside) {
        BeatTracker.Path best = BeatTracker.Path.NONE;
        double most = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (double factor : LEVELS) {
            double candidate = interval * factor;
            if (factor != 1 && (candidate < SHORTEST_BEAT || candidate > LONGEST_BEAT)) {
                continue;
            }
            var path = tracker.track(BeatTracker.Freedom.close(candidate), true);
            if (path.beats().length < 2) {
                continue;
            }
            double change = beside.map(other -> Math.log(candidate / other)).orElse(0.0);
            double score = Level.score(onsets, chroma, path, duration) - SAME_TEXTURE * change * change;
            if (score > most) {
                second = most;
                most = score;
                best = path;
            } else {
                second = Math.max(second, score);
            }
        }
        return new Choice(best, best.beats().length < 2 ? interval : Level.interval(best.beats()), most - second);
    }

    /** Beats of everything that sounds between two moments, in stretches where none could be found between them. */
    private List<double[]> cover(BeatTracker.Freedom freedom, double from, double to) {
        var stretches = new ArrayList<double[]>();
        int first = onsets.firstFrom(from);
        int stop = onsets.firstFrom(to);
        int start = first;
        for (int i = first; i < stop; i++) {
            if (i + 1 == stop
                    || onsets.time[i + 1] - onsets.time[i] > SILENCE
                    || onsets.time[i] - onsets.time[start] > STRETCH) {
                cover(freedom, start, i, stretches);
                start = i + 1;
            }
        }
        return stretches;
    }

    /** Onsets a second. */
    private double density(double from, double to) {
        return Math.max(1, onsets.firstFrom(to) - onsets.firstFrom(from)) / Math.max(1, to - from);
    }

    /**
     * Beats of what lies beside the steady stretch: in a tempo of its own if it has one, and keeps it about as clearly.
     *
     * @param interval of the steady stretch
     * @param rate     its score a second
     * @param density  its onsets a second
     */
    private List<double[]> coverRest(double interval, double rate, double density, double from, double to) {
        var freedom = BeatTracker.Freedom.near(interval);
        if (to - from >= OWN_TEMPO) {
            double until = Math.min(to, from + EXCERPT);
            var tracker = new BeatTracker(onsets, from, until);
            double[] beats = tracker.track(BeatTracker.Freedom.anything(), true).beats();
            if (beats.length >= 3 && !isMultiple(Level.interval(beats) / interval)) {
                double alike = interval * density / density(from, until);
                var own = level(tracker, Level.interval(beats), until - from, Optional.of(alike));
                // Two against three may be a way of playing: the tempo kept must explain the notes worse.
                double kept =
                        tracker.track(BeatTracker.Freedom.close(interval), true).score();
                double clear = Math.max(kept, rate / 2 * (until - from));
                if (!isMultiple(own.interval / interval) && own.path.score() > clear) {
                    freedom = BeatTracker.Freedom.near(own.interval);
                }
            }
        }
        return cover(freedom, from, to);
    }

    private void cover(BeatTracker.Freedom freedom, int first, int last, List<double[]> into) {
        double margin = 2 * freedom.centre();
        if (last - first + 1 < FEWEST_ONSETS || onsets.time[last] - onsets.time[first] < 2 * margin) {
            return;
        }
        double from = onsets.time[first] - margin;
        double[] beats = new BeatTracker(onsets, from, onsets.time[last] + margin)
                .track(freedom, false)
                .beats();
        if (beats.length < 3) {
            return;
        }
        int before = onsets.firstFrom(beats[0] - freedom.centre() / 2) - 1;
        int after = onsets.firstFrom(beats[beats.length - 1] + freedom.centre() / 2);
        if (before >= first && before < last) {
            cover(freedom, first, before, into);
        }
        into.add(beats);
        if (after <= last && after > first) {
            cover(freedom, after, last, into);
        }
    }

    /** One sequence of beats, at even steps where stretches leave a gap. */
    private static double[] join(List<double[]> stretches, double interval) {
        var joined = new ArrayList<Double>();
        for (double[] stretch : stretches) {
            for (double beat : stretch) {
                if (!joined.isEmpty()) {
                    double last = joined.getLast();
                    double gap = beat - last;
                    if (gap < interval / 2) {
                        continue;
                    }
                    int steps = beat == stretch[0] ? (int) Math.max(1, Math.rint(gap / interval)) : 1;
                    for (int i = 1; i < steps; i++) {
                        joined.add(last + gap * i / steps);
                    }
                }
                joined.add(beat);
            }
        }
        return joined.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Lines that meet, counted from the first beat. Where two do not, the step between them gets a tempo of its own. */
    private static TempoMap map(List<GridFit.Line> lines) {
        var knots = new ArrayList<double[]>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            addKnot(knots, line.first(), line.at(line.first()));
            if (i + 1 < lines.size()) {
                var next = lines.get(i + 1);
                double gap = next.at(next.first()) - line.at(next.first());
                // A short line gives way; a long one keeps its tempo to the last beat.
                if (Math.abs(gap) > 0.02 || line.stop() - line.first() >= 16) {
                    addKnot(knots, line.stop() - 1, line.at(line.stop() - 1));
                }
            }
        }
        var last = lines.getLast();
        addKnot(knots, last.stop() - 1, last.at(last.stop() - 1));
        var tempos = new ArrayList<TempoMap.Tempo>();
        for (int i = 0; i + 1 < knots.size(); i++) {
            double[] a = knots.get(i);
            double[] b = knots.get(i + 1);
            double bpm = 60 * (b[0] - a[0]) / (b[1] - a[1]);
            if (tempos.isEmpty() || Math.abs(bpm - tempos.getLast().bpm()) > 1e-7 * bpm) {
                tempos.add(new TempoMap.Tempo(a[1], lines.size() == 1 ? 60 / last.slope() : bpm));
            }
        }
        if (tempos.isEmpty()) {
            double bpm = Math.clamp(60 / last.slope(), TempoMap.SLOWEST, TempoMap.FASTEST);
            tempos.add(new TempoMap.Tempo(lines.getFirst().at(0), bpm));
        }
        return new TempoMap(lines.getFirst().at(0), tempos, List.of());
    }

    private static void addKnot(List<double[]> knots, double beat, double seconds) {
        if (knots.isEmpty()) {
            knots.add(new double[] {beat, seconds});
            return;
        }
        double[] last = knots.getLast();
        double steps = beat - last[0];
        double bpm = 60 * steps / (seconds - last[1]);
        if (steps > 0 && bpm > TempoMap.SLOWEST && bpm < TempoMap.FASTEST) {
            knots.add(new double[] {beat, seconds});
        }
    }

    private TempoMap withBars(TempoMap map, double penalty) {
        int first = (int) Math.ceil(map.beatAt(-EARLY));
        int last = (int) Math.floor(map.beatAt(end));
        if (last - first < 6) {
            return map;
        }
        double[] ticks = new double[2 * (last - first) + 1];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = map.secondsAt(first + i / 2.0);
        }
        var finder = new BarFinder(onsets, chroma, ticks);
        boolean compound = isCompound(ticks);
        return reading(finder, compound, last - first)
                .map(reading -> counted(map, ticks, first, reading, compound, penalty))
                .orElse(map);
    }

    /** The reading that explains the notes best; none if it explains them no better than chance and the others hardly worse. */
    private static Optional<BarFinder.Reading> reading(BarFinder finder, boolean compound, int beats) {
        var four = finder.read(4);
        var three = finder.read(3);
        var best = three.score() > four.score() ? three : four;
        double margin = Math.abs(three.score() - four.score());
        for (int rare : new int[] {5, 7}) {
            var reading = finder.read(rare);
            if (reading.score() > 0 && reading.score() > best.score() + RARE_METER * beats) {
                margin = reading.score() - best.score();
                best = reading;
            }
        }
        if (compound && best.beatsPerBar() == 4) {
            var two = finder.read(2);
            best = two.score() > four.score() + SIX_EIGHT * beats ? two : four;
        }
        return best.score() > 0 || margin > CLEAR_METER * beats ? Optional.of(best) : Optional.empty();
    }

    /** Whether beats divide into three throughout; swing, which leaves out the first third, does not count. */
    private boolean isCompound(double[] ticks) {
        int firstThirds = 0;
        int lastThirds = 0;
        int halves = 0;
        int beats = 0;
        for (int i = 0; i + 2 < ticks.length; i += 2) {
            double length = ticks[i + 2] - ticks[i];
            double tolerance = Math.min(0.04, length / 13);
            firstThirds += onsets.nearest(ticks[i] + length / 3, tolerance) >= 0 ? 1 : 0;
            lastThirds += onsets.nearest(ticks[i] + length * 2 / 3, tolerance) >= 0 ? 1 : 0;
            halves += onsets.nearest(ticks[i] + length / 2, tolerance) >= 0 ? 1 : 0;
            beats++;
        }
        return firstThirds > 0.4 * beats && halves < 0.25 * (firstThirds + lastThirds);
    }

    private TempoMap counted(
            TempoMap map, double[] ticks, int first, BarFinder.Reading reading, boolean compound, double penalty) {
        int[] places = reading.places();
        double[] beats = new double[ticks.length];
        boolean[] down = new boolean[ticks.length];
        int count = 0;
        boolean slips = false;
        for (int i = 0; i < places.length; i++) {
            if (places[i] % 2 == 0) {
                beats[count] = ticks[i];
                down[count++] = places[i] == 0;
                slips |= i % 2 != 0;
            }
        }
        beats = Arrays.copyOf(beats, count);
        if (slips) {
            map = map(GridFit.lines(onsets, beats, penalty));
            first = 0;
        }
        int bar = 0;
        while (bar < count && !down[bar]) {
            bar++;
        }
        var signatures = new ArrayList<TempoMap.Signature>();
        int start = bar;
        for (int i = bar + 1; i < count; i++) {
            if (down[i]) {
                int length = i - start;
                if (signatures.isEmpty() || signatures.getLast().meter().beats() != length) {
                    signatures.add(new TempoMap.Signature(start - bar, new Meter(length, compound)));
                }
                start = i;
            }
        }
        if (signatures.isEmpty() || signatures.getLast().meter().beats() != reading.beatsPerBar()) {
            signatures.add(new TempoMap.Signature(start - bar, new Meter(reading.beatsPerBar(), compound)));
        }
        return new TempoMap(map.secondsAt(first + bar), map.tempos(), signatures);
    }

    private Fit fit(TempoMap map, double margin) {
        double sure = 1 / (1 + Math.exp(-margin));
        double enough = onsets.size / (onsets.size + 12.0);
        return Fit.of(transcription.notes(), end, map, sure * enough);
    }
}
