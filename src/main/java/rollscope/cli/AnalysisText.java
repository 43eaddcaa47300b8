package rollscope.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rollscope.tempo.Analysis;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;

/** What {@code analyse} prints of one file. */
final class AnalysisText {
    private AnalysisText() {}

    /**
     * One line of JSON; docs/command-line.md lists its members.
     *
     * @param duration of the transcription, in seconds
     */
    static String json(String file, Analysis analysis, double duration) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("file", file);
        object.put("tempo", analysis.map().map(AnalysisText::tempos).orElse(List.of()));
        var beats = new ArrayList<Double>();
        var downbeats = new ArrayList<Double>();
        for (int i = 0; i < analysis.beats().size(); i++) {
            double seconds = micro(analysis.beats().seconds(i));
            beats.add(seconds);
            if (analysis.beats().isDownbeat(i)) {
                downbeats.add(seconds);
            }
        }
        object.put("beats", beats);
        object.put("downbeats", downbeats);
        object.put(
                "meter",
                analysis.map()
                        .flatMap(map -> map.meter(duration))
                        .map(Meter::toString)
                        .orElse(null));
        object.put("key", analysis.key().map(Key::toString).orElse(null));
        var fit = new LinkedHashMap<String, Object>();
        fit.put("residualMs", micro(1000 * analysis.fit().residual()));
        fit.put("onGrid", micro(analysis.fit().onGrid()));
        fit.put("confidence", micro(analysis.fit().confidence()));
        object.put("fit", fit);
        return JsonText.of(object);
    }

    /** Each tempo and from when on; the first from the start of the file. */
    private static List<Map<String, Object>> tempos(TempoMap map) {
        var tempos = new ArrayList<Map<String, Object>>();
        for (var tempo : map.tempos()) {
            var item = new LinkedHashMap<String, Object>();
            item.put("time", tempos.isEmpty() ? 0.0 : micro(tempo.seconds()));
            item.put("bpm", micro(tempo.bpm()));
            tempos.add(item);
        }
        return tempos;
    }

    private static double micro(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    /** One line for people. */
    static String line(String file, Analysis analysis, double duration) {
        if (analysis.map().isEmpty()) {
            return file + ": too few notes to tell a tempo" + key(analysis);
        }
        var map = analysis.map().get();
        var line = new StringBuilder(file)
                .append(": about ")
                .append(number(map.bpmAt(duration / 2)))
                .append(" BPM, ")
                .append(analysis.free() ? "played freely" : map.isConstant() ? "constant" : "changing")
                .append(", ")
                .append(map.meter(duration).map(Meter::toString).orElse("no meter found"));
        if (map.hasBars()) {
            line.append(String.format(Locale.ROOT, ", bar 1 at %.3f s", map.origin()));
        }
        return line.append(key(analysis))
                .append(String.format(
                        Locale.ROOT,
                        "; %.0f %% of the notes on the grid, confidence %.2f (all estimated)",
                        100 * analysis.fit().onGrid(),
                        analysis.fit().confidence()))
                .toString();
    }

    private static String key(Analysis analysis) {
        return analysis.key().map(key -> ", " + key).orElse("");
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
