package rollscope.ui.transport;

import rollscope.roll.RollColours;

/** What the hues of {@link RollColours} are called, for ears and for eyes that see them alike. */
final class HueNames {
    private HueNames() {}

    /** The name of a hue, 0xAARRGGBB; of one that has none, its digits. */
    static String of(int argb) {
        return switch (argb) {
            case 0xFFE69F00 -> "Orange";
            case 0xFF56B4E9 -> "Sky blue";
            case 0xFFCC79A7 -> "Purple-pink";
            case 0xFFB3A5F5 -> "Lavender";
            case 0xFF2FBF8F -> "Green";
            case 0xFFD55E00 -> "Vermilion";
            case 0xFFF0E442 -> "Yellow";
            case 0xFF4C8DF0 -> "Blue";
            case 0xFFFFA8B6 -> "Rose";
            case 0xFFA3C644 -> "Lime";
            case 0xFFBF9B73 -> "Tan";
            case 0xFF3CCBD3 -> "Cyan";
            default -> String.format(java.util.Locale.ROOT, "#%06X", argb & 0xFFFFFF);
        };
    }
}
