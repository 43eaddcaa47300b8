package rollscope.ui.roll;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import rollscope.language.Words;
import rollscope.roll.RollColours;
import rollscope.roll.TimeAxis;
import rollscope.roll.TimeGrid;

/** The ruler above the lanes: bars and beats where they are known, else seconds. */
final class RulerView extends Canvas {
    static final double HEIGHT = 26;

    /** A digit of the font below, with a little to spare. */
    static final double DIGIT = 6.8;

    static final Font FONT = Font.font(11);

    RulerView() {
        setId("ruler");
        setManaged(false);
    }

    /**
     * @param left where the notes begin
     */
    void paint(TimeAxis time, TimeGrid lines, double left, double width, RollColours colours) {
        setWidth(left + width);
        setHeight(HEIGHT);
        setAccessibleText(Words.of(lines.countsBeats() ? "roll.ruler-bars" : "roll.ruler-seconds"));
        var g = getGraphicsContext2D();
        g.setFill(Paints.of(colours.backdrop()));
        g.fillRect(0, 0, left + width, HEIGHT);
        g.setFont(FONT);
        g.setTextBaseline(VPos.BASELINE);
        Color strong = Paints.of(colours.text());
        Color text = Paints.of(colours.dim());
        Color line = Paints.of(colours.octave());
        g.setFill(line);
        g.fillRect(0, 0, left + width, 1);
        lines.forEachLine(time, width, (x, strength, label) -> {
            if (x >= -0.5) {
                double length = strength == TimeGrid.Strength.STRONG ? 16 : 6;
                g.setFill(line);
                g.fillRect(left + Math.round(x), HEIGHT - length, 1, length);
            }
            if (x > -0.5 && !label.isEmpty() && x + 5 + label.length() * DIGIT <= width) {
                boolean bar = lines.countsBeats() && strength == TimeGrid.Strength.STRONG;
                g.setFill(bar ? strong : text);
                g.fillText(label, left + Math.round(x) + 5, HEIGHT - 9);
            }
        });
    }
}
