package rollscope.ui.transport;

import rollscope.language.Words;
import rollscope.roll.RollColours;

/** What the hues of {@link RollColours} are called, for ears and for eyes that see them alike. */
final class HueNames {
    private HueNames() {}

    /** The name of a hue, 0xAARRGGBB; of one that has none, its digits. */
    static String of(int argb) {
        return switch (argb) {
            case 0xFFE69F00 -> Words.of("transport.hue-orange");
            case 0xFF56B4E9 -> Words.of("transport.hue-sky-blue");
            case 0xFFCC79A7 -> Words.of("transport.hue-purple-pink");
            case 0xFFB3A5F5 -> Words.of("transport.hue-lavender");
            case 0xFF2FBF8F -> Words.of("transport.hue-green");
            case 0xFFD55E00 -> Words.of("transport.hue-vermilion");
            case 0xFFF0E442 -> Words.of("transport.hue-yellow");
            case 0xFF4C8DF0 -> Words.of("transport.hue-blue");
            case 0xFFFFA8B6 -> Words.of("transport.hue-rose");
            case 0xFFA3C644 -> Words.of("transport.hue-lime");
            case 0xFFBF9B73 -> Words.of("transport.hue-tan");
            case 0xFF3CCBD3 -> Words.of("transport.hue-cyan");
            default -> String.format(java.util.Locale.ROOT, "#%06X", argb & 0xFFFFFF);
        };
    }
}
