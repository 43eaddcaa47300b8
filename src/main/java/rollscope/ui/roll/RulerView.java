package rollscope.ui.roll;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import rollscope.roll.RollColours;
import rollscope.roll.Ruler;
import rollscope.roll.TimeAxis;

/** The ruler in seconds above the lanes. */
final class RulerView extends Canvas {
    static final double HEIGHT = 26;

    /** A digit of the font below, with a little to spare. */
    static final double DIGIT = 6.8;

    private static final Font FONT = Font.font(11);

    RulerView() {
        setId("ruler");
        setManaged(false);
        setAccessibleText("Ruler in seconds");
    }

    /**
     * @param left where the notes begin
     */
    void paint(TimeAxis time, Ruler ruler, double left, double width, RollColours colours) {
        setWidth(left + width);
        setHeight(HEIGHT);
        var g = getGraphicsContext2D();
        g.setFill(Paints.of(colours.backdrop()));
        g.fillRect(0, 0, left + width, HEIGHT);
        g.setFont(FONT);
        g.setTextBaseline(VPos.BASELINE);
        Color text = Paints.of(colours.dim());
        Color line = Paints.of(colours.octave());
        g.setFill(line);
        g.fillRect(0, 0, left + width, 1);
        ruler.forEachTick(time, width, (at, x, labelled) -> {
            if (x >= -0.5) {
                double length = labelled ? 16 : 6;
                g.setFill(line);
                g.fillRect(left + Math.round(x), HEIGHT - length, 1, length);
            }
            if (labelled && x > -0.5) {
                String label = ruler.label(at);
                if (x + 5 + label.length() * DIGIT <= width) {
                    g.setFill(text);
                    g.fillText(label, left + Math.round(x) + 5, HEIGHT - 9);
                }
            }
        });
    }
}
