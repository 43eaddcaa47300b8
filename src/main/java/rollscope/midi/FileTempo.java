package rollscope.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;

/**
 * What a file says of tempo, meter and key, as far as a tempo map can hold it.
 *
 * <p>A file that states 120 quarters a minute and no meter says nothing: that is what is written where no tempo is known, ours
 * included. Meters that no {@link Meter} can name, such as 7/8, and changes of meter within a bar end the meters: better none than
 * wrong ones.
 */
final class FileTempo {
    /** More tempos than this are no music, and a map of them would be much larger than the file. */
    private static final int MOST_TEMPOS = 100_000;

    private static final int COMMON_TEMPO = 500_000;

    private final MidiContent content;

    FileTempo(MidiContent content) {
        this.content = content;
    }

    /** Empty if the file has none, counts film frames, or has tracks with times of their own. */
    Optional<TempoMap> map() {
        if (content.countsFrames() || content.format == 2) {
            return Optional.empty();
        }
        var changes = content.temposOf(0);
        var meters = meters();
        boolean states = changes.size() > 1
                || (changes.size() == 1 && (changes.tick(0) > 0 || changes.microsecondsPerQuarter(0) != COMMON_TEMPO));
        if ((!states && meters.isEmpty()) || changes.size() > MOST_TEMPOS) {
            return Optional.empty();
        }
        var clock = content.clocks().getFirst();
        double[] seconds = new double[changes.size() + meters.size() + 1];
        double[] bpms = new double[seconds.length];
        int count = 0;
        int change = 0;
        int meter = 0;
        int microseconds = COMMON_TEMPO;
        double quartersPerBeat = 1;
        long tick = 0;
        while (tick < Long.MAX_VALUE) {
            while (change < changes.size() && changes.tick(change) <= tick) {
                microseconds = changes.microsecondsPerQuarter(change++);
            }
            while (meter < meters.size() && meters.get(meter).tick <= tick) {
                quartersPerBeat = meters.get(meter++).signature.meter().quartersPerBeat();
            }
            double bpm = 60e6 / microseconds / quartersPerBeat;
            if (bpm < TempoMap.SLOWEST || bpm > TempoMap.FASTEST) {
                return Optional.empty();
            }
            double second = clock.seconds(tick);
            if (count == 0 || (bpms[count - 1] != bpm && seconds[count - 1] < second)) {
                seconds[count] = second;
                bpms[count++] = bpm;
            }
            tick = Math.min(
                    change < changes.size() ? changes.tick(change) : Long.MAX_VALUE,
                    meter < meters.size() ? meters.get(meter).tick : Long.MAX_VALUE);
        }
        return Optional.of(new TempoMap(
                0, seconds, bpms, count, meters.stream().map(Placed::signature).toList()));
    }

    private record Placed(long tick, TempoMap.Signature signature) {}

    /** The meters up to the first that has no place in a map. */
    private List<Placed> meters() {
        var stated = content.meters.stream()
                .sorted(Comparator.comparingLong(MidiContent.Meter::tick))
                .toList();
        var placed = new ArrayList<Placed>();
        for (int i = 0; i < stated.size(); i++) {
            long tick = stated.get(i).tick();
            if (i + 1 < stated.size() && stated.get(i + 1).tick() == tick) {
                continue; // the last of a tick counts
            }
            if (placed.isEmpty() && tick > 0) {
                // What holds where a file states nothing.
                placed.add(new Placed(0, new TempoMap.Signature(0, Meter.FOUR_FOUR)));
            }
            var meter = meter(stated.get(i));
            if (meter.isEmpty()) {
                break;
            }
            long beat = 0;
            if (!placed.isEmpty()) {
                var before = placed.getLast();
                double beats = (tick - before.tick)
                        / (content.division * before.signature.meter().quartersPerBeat());
                beat = before.signature.beat() + (long) beats;
                boolean onBar = beats == Math.rint(beats)
                        && (long) beats % before.signature.meter().beats() == 0;
                if (!onBar || beat > Integer.MAX_VALUE) {
                    break;
                }
                if (before.signature.meter().equals(meter.get())) {
                    continue;
                }
            }
            placed.add(new Placed(tick, new TempoMap.Signature((int) beat, meter.get())));
        }
        return placed;
    }

    /** A meter whose bar is as long; empty if there is none. */
    private static Optional<Meter> meter(MidiContent.Meter stated) {
        boolean compound = stated.unit() == 8 && stated.beats() % 3 == 0;
        int beats = compound ? stated.beats() / 3 : 4 * stated.beats() / stated.unit();
        boolean whole = compound || 4 * stated.beats() % stated.unit() == 0;
        return whole && beats >= 1 && beats <= Meter.MOST_BEATS
                ? Optional.of(new Meter(beats, compound))
                : Optional.empty();
    }

    /** The key the file begins in; empty if it names none there. */
    Optional<Key> key() {
        return content.keys.stream().filter(key -> key.tick() == 0).findFirst().map(key -> {
            // Sharps are fifths; a minor key is three semitones below the major key with the same signs.
            int major = Math.floorMod(7 * key.sharps(), 12);
            return key.minor() ? new Key((major + 9) % 12, Key.Mode.MINOR) : new Key(major, Key.Mode.MAJOR);
        });
    }
}
