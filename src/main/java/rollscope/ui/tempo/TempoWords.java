package rollscope.ui.tempo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import rollscope.tempo.Fit;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.TempoMap;

/** Tempo, meter and how sure they are, in words and figures. */
final class TempoWords {
    /** From this confidence on an estimate is nearly always right. */
    private static final double SURE = 0.8;

    /** Below this confidence an estimate is a guess. */
    private static final double UNSURE = 0.5;

    private TempoWords() {}

    /** Such as {@code 110.05}: at most two decimals. */
    static String bpm(double bpm) {
        var rounded = BigDecimal.valueOf(bpm).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0
                ? rounded.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : rounded.toPlainString();
    }

    /** What a user wrote, with a point or a comma; empty if it is no number above 0. */
    static Optional<Double> bpm(String text) {
        try {
            double bpm = Double.parseDouble(text.strip().replace(',', '.'));
            return bpm > 0 && bpm < 1e6 ? Optional.of(bpm) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@code 110.05 BPM · 4/4}; a tempo that changes is about the one that stands for it. */
    static String brief(TempoMap map, double until) {
        String bpm = bpm(map.isConstant() ? map.typicalBpm(until) : Math.round(map.typicalBpm(until))) + " BPM";
        String about = map.isConstant() ? bpm : "≈ " + bpm;
        return map.meter(until).map(meter -> about + " · " + meter).orElse(about);
    }

    /** Where it is from, in a word; empty if nobody need be told. */
    static String origin(SongTempo tempo) {
        return tempo.map().isEmpty()
                ? ""
                : switch (tempo.source()) {
                    case ESTIMATED -> "estimated";
                    case FROM_FILE -> "from the file";
                    case CONFIRMED -> "";
                };
    }

    /**
     * Where it is from, and how sure.
     *
     * @param asFound whether the user has not corrected it
     */
    static String state(SongTempo tempo, boolean asFound, boolean analysing) {
        if (tempo.map().isEmpty()) {
            return analysing ? "Looking for the tempo…" : "No tempo found. Type one, or tap along while it plays.";
        }
        return switch (tempo.source()) {
            case ESTIMATED -> asFound ? "Estimated, " + sureness(tempo.fit()) : "Estimated, corrected by you";
            case FROM_FILE -> "As the file states it";
            case CONFIRMED -> "Confirmed by you";
        };
    }

    private static String sureness(Fit fit) {
        if (fit.confidence() >= SURE) {
            return "quite sure";
        }
        return fit.confidence() >= UNSURE ? "fairly sure" : "not at all sure";
    }

    static boolean isDoubtful(SongTempo tempo) {
        return tempo.source() == SongTempo.Source.ESTIMATED && tempo.fit().confidence() < UNSURE;
    }

    /** {@code 97 % of the notes lie on the grid, typically 2.4 ms off}; empty if that was not looked at. */
    static String fit(Fit fit) {
        return fit.equals(Fit.NONE)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d %% of the notes are on the grid, typically %.1f ms off.",
                        Math.round(fit.onGrid() * 100),
                        fit.residual() * 1000);
    }

    static String meter(TempoMap map, double until) {
        String name = map.meter(until).map(Meter::toString).orElse("No bars");
        return map.signatures().size() > 1 ? name + ", changing" : name;
    }

    /** For the ear. */
    static String spoken(SongTempo tempo, double until) {
        return tempo.map()
                .map(map -> "Tempo " + brief(map, until).replace("BPM", "beats a minute")
                        + (origin(tempo).isEmpty() ? "" : ", " + origin(tempo)))
                .orElse("Tempo unknown");
    }
}
