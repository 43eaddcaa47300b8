package rollscope.ui.tempo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import rollscope.language.Words;
import rollscope.tempo.Fit;
import rollscope.tempo.Key;
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
        return brief(map, until, figure(map, until) + " BPM");
    }

    private static String brief(TempoMap map, double until, String beats) {
        String about = map.isConstant() ? beats : "≈ " + beats;
        return map.meter(until).map(meter -> about + " · " + meter).orElse(about);
    }

    private static String figure(TempoMap map, double until) {
        return bpm(map.isConstant() ? map.typicalBpm(until) : Math.round(map.typicalBpm(until)));
    }

    /** Where it is from, in a word; empty if nobody need be told. */
    static String origin(SongTempo tempo) {
        return tempo.map().isEmpty()
                ? ""
                : switch (tempo.source()) {
                    case ESTIMATED -> Words.of("tempo.estimated");
                    case FROM_FILE -> Words.of("tempo.from-file");
                    case CONFIRMED -> "";
                };
    }

    /** The same where there is little room. */
    static String shortOrigin(SongTempo tempo) {
        return tempo.map().isEmpty()
                ? ""
                : switch (tempo.source()) {
                    case ESTIMATED -> Words.of("tempo.estimated-short");
                    case FROM_FILE -> Words.of("tempo.from-file-short");
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
            return Words.of(analysing ? "tempo.state-analysing" : "tempo.state-none");
        }
        return switch (tempo.source()) {
            case ESTIMATED -> asFound ? estimated(tempo.fit()) : Words.of("tempo.state-corrected");
            case FROM_FILE -> Words.of("tempo.state-from-file");
            case CONFIRMED -> Words.of("tempo.state-confirmed");
        };
    }

    private static String estimated(Fit fit) {
        if (fit.confidence() >= SURE) {
            return Words.of("tempo.state-sure");
        }
        return Words.of(fit.confidence() >= UNSURE ? "tempo.state-fairly-sure" : "tempo.state-unsure");
    }

    static boolean isDoubtful(SongTempo tempo) {
        return tempo.source() == SongTempo.Source.ESTIMATED && tempo.fit().confidence() < UNSURE;
    }

    /** {@code 97 % of the notes lie on the grid, typically 2.4 ms off}; empty if that was not looked at. */
    static String fit(Fit fit) {
        return fit.equals(Fit.NONE)
                ? ""
                : Words.of(
                        "tempo.fit",
                        Long.toString(Math.round(fit.onGrid() * 100)),
                        String.format(Locale.ROOT, "%.1f", fit.residual() * 1000));
    }

    static String meter(TempoMap map, double until) {
        String name = map.meter(until).map(Meter::toString).orElseGet(() -> Words.of("tempo.no-bars"));
        return map.signatures().size() > 1 ? Words.of("tempo.meter-changing", name) : name;
    }

    /** For the ear. */
    static String spoken(SongTempo tempo, double until) {
        return tempo.map()
                .map(map -> {
                    String brief = brief(map, until, Words.of("tempo.beats-a-minute-of", figure(map, until)));
                    String origin = origin(tempo);
                    return origin.isEmpty()
                            ? Words.of("tempo.said", brief)
                            : Words.of("tempo.said-with-origin", brief, origin);
                })
                .orElseGet(() -> Words.of("tempo.said-unknown"));
    }

    /** Such as {@code Bb major}. */
    static String key(Key key) {
        return switch (key.mode()) {
            case MAJOR -> Words.of("tempo.major", key.tonicName());
            case MINOR -> Words.of("tempo.minor", key.tonicName());
        };
    }
}
