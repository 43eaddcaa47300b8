package rollscope.ui.roll;

import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.shape.Rectangle;
import rollscope.playback.Loop;
import rollscope.roll.RollColours;

/** The stretch that is played over and over: a bar on the ruler, a light band below it, and its two ends. */
final class LoopView extends Group {
    private static final double BAR = 5;

    private final Rectangle bar = new Rectangle(0, 0, 0, BAR);
    private final Rectangle band = new Rectangle();
    private final Rectangle from = new Rectangle(1, 1);
    private final Rectangle to = new Rectangle(1, 1);
    private Optional<Loop> loop = Optional.empty();

    LoopView() {
        setId("loop-marks");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        getChildren().addAll(band, bar, from, to);
    }

    void setColours(RollColours colours) {
        bar.setFill(Paints.of(colours.accent()));
        // Weak enough that notes keep their contrast.
        band.setFill(Paints.of(colours.accent(), colours.dark() ? 0.13 : 0.09));
        from.setFill(Paints.of(colours.accent(), 0.8));
        to.setFill(Paints.of(colours.accent(), 0.8));
    }

    Optional<Loop> loop() {
        return loop;
    }

    void setLoop(Optional<Loop> shown) {
        loop = shown;
    }

    /**
     * @param height from the upper edge of the ruler to the end of the view
     */
    void place(RollModel model, double height) {
        setVisible(loop.isPresent() && model.lanes() != null);
        loop.ifPresent(now -> {
            double left = Math.rint(model.time().xOf(now.from()));
            double right = Math.rint(model.time().xOf(now.to()));
            boolean seen = right >= 0 && left <= model.width();
            double shownLeft = Math.clamp(left, 0, model.width());
            bar.setX(shownLeft);
            bar.setWidth(Math.max(2, Math.clamp(right, 0, model.width()) - shownLeft));
            bar.setVisible(seen);
            band.setX(shownLeft);
            band.setWidth(bar.getWidth());
            band.setHeight(height);
            band.setVisible(seen);
            place(from, left, model.width(), height);
            place(to, right, model.width(), height);
        });
    }

    private static void place(Rectangle end, double x, double width, double height) {
        end.setX(x);
        end.setHeight(height);
        end.setVisible(x >= 0 && x <= width);
    }
}
