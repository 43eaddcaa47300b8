package rollscope.ui.roll;

import javafx.scene.paint.Color;

/** Colours of the roll as the toolkit wants them. */
final class Paints {
    private Paints() {}

    static Color of(int argb) {
        return of(argb, 1);
    }

    static Color of(int argb, double opacity) {
        return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255, opacity);
    }
}
