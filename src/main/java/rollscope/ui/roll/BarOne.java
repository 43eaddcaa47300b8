package rollscope.ui.roll;

import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.util.Duration;
import rollscope.language.Words;
import rollscope.roll.RollColours;

/** The number of bar 1 on the ruler, which a hand can take hold of to move all beats. */
final class BarOne extends Label {
    private static final double WIDTH = 16;
    private static final double HEIGHT = 15;

    BarOne() {
        super("1");
        setId("bar-one");
        setManaged(false);
        setVisible(false);
        setFont(RulerView.FONT);
        setAlignment(Pos.CENTER);
        setCursor(Cursor.H_RESIZE);
        setAccessibleText(Words.of("roll.bar-one"));
        // A tooltip is a window of its own, which may never be looked at.
        setOnMouseEntered(_ -> {
            setOnMouseEntered(null);
            var tooltip = new Tooltip(Words.of("roll.bar-one-hint"));
            tooltip.setShowDelay(Duration.millis(400));
            setTooltip(tooltip);
        });
    }

    void setColours(RollColours colours) {
        setTextFill(Paints.of(colours.text()));
        setBackground(new Background(new BackgroundFill(
                Paints.of(colours.accent(), colours.dark() ? 0.45 : 0.22), new CornerRadii(3), null)));
    }

    /**
     * @param x of the line it stands beside, in the whole view
     * @param y upper edge of the ruler
     */
    void place(double x, double y) {
        resizeRelocate(Math.rint(x) + 1, y + RulerView.HEIGHT - 21, WIDTH, HEIGHT);
    }
}
