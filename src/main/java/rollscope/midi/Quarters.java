package rollscope.midi;

import rollscope.tempo.TempoMap;

/** Beats of a map as quarter notes, the unit of MIDI files, and back: a beat of 6/8 lasts one and a half. Both count from beat 0. */
final class Quarters {
    /** Where a meter starts, in beats and in quarters. */
    private final double[] beats;

    private final double[] quarters;
    private final double[] perBeat;

    Quarters(TempoMap map) {
        int meters = Math.max(1, map.signatures().size());
        beats = new double[meters];
        quarters = new double[meters];
        perBeat = new double[meters];
        perBeat[0] = 1;
        for (int i = 0; i < map.signatures().size(); i++) {
            var signature = map.signatures().get(i);
            beats[i] = signature.beat();
            quarters[i] = i == 0 ? 0 : quarters[i - 1] + (beats[i] - beats[i - 1]) * perBeat[i - 1];
            perBeat[i] = signature.meter().quartersPerBeat();
        }
    }

    double at(double beat) {
        int i = last(beats, beat);
        return quarters[i] + (beat - beats[i]) * perBeat[i];
    }

    /** The inverse of {@link #at}. */
    double beat(double quarter) {
        int i = last(quarters, quarter);
        return beats[i] + (quarter - quarters[i]) / perBeat[i];
    }

    /** How many quarters the beat that starts at {@code beat} lasts. */
    double perBeat(double beat) {
        return perBeat[last(beats, beat)];
    }

    /** The last place at or before a value, or the first place. */
    private static int last(double[] places, double value) {
        int low = 0;
        int high = places.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (places[middle] <= value) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
