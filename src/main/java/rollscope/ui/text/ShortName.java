package rollscope.ui.text;

import java.util.List;
import java.util.Map;

/**
 * Names of instruments where there is little room. The first words of many are the same, so they are shortened rather than the last ones
 * left out: what tells an electric bass from a guitar, and a finger from a pick, stays.
 */
public final class ShortName {
    /** In the order in which they are shortened. */
    private static final List<Map.Entry<String, String>> WORDS = List.of(
            Map.entry("Electric", "El."),
            Map.entry("Acoustic", "Ac."),
            Map.entry("Ensemble", "Ens."),
            Map.entry("Orchestral", "Orch."),
            Map.entry("Orchestra", "Orch."),
            Map.entry("Percussive", "Perc."),
            Map.entry("Percussion", "Perc."),
            Map.entry("Tremolo", "Trem."),
            Map.entry("Pizzicato", "Pizz."),
            Map.entry("Distortion", "Dist."),
            Map.entry("Overdriven", "Overdr."),
            Map.entry("Soprano", "Sopr."),
            Map.entry("Baritone", "Bar."),
            Map.entry("Backing", "Back."));

    private ShortName() {}

    /**
     * The name, shortened word by word as long as it is longer than {@code most} characters; other words stay whole, so that it may
     * be longer still.
     */
    public static String of(String name, int most) {
        String shorter = name;
        for (var word : WORDS) {
            if (shorter.length() <= most) {
                break;
            }
            shorter = shorter.replaceAll("\\b" + word.getKey() + "\\b", word.getValue());
        }
        return shorter;
    }
}
