package rollscope.ui.roll;

import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import rollscope.language.Words;
import rollscope.roll.KeyboardRaster;
import rollscope.roll.RollColours;
import rollscope.roll.VelocityRaster;
import rollscope.ui.fx.Background;

/** The strip below the lanes with the velocities, and its scale in the column of the keyboards. */
final class VelocityView extends Group {
    private static final int[] MARKED = {127, 64};

    private final Layer<VelocityFrame> stems;
    private final Rectangle column = new Rectangle(KeyboardRaster.WIDTH, VelocityRaster.HEIGHT);
    private final Rectangle edge = new Rectangle(KeyboardRaster.WIDTH, 1);
    private final Label title = new Label(Words.of("roll.velocity"));
    private final Label[] scale = new Label[MARKED.length];

    VelocityView(Background background, Runnable again) {
        setId("velocities");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        setAutoSizeChildren(false);
        stems = new Layer<>(background, VelocityFrame::paint, again);
        stems.view().relocate(KeyboardRaster.WIDTH, 0);
        getChildren().addAll(stems.view(), column, edge, title);
        title.setFont(Font.font(10));
        title.resizeRelocate(5, VelocityRaster.HEIGHT - 17, KeyboardRaster.WIDTH - 6, 14);
        for (int i = 0; i < scale.length; i++) {
            scale[i] = new Label(Integer.toString(MARKED[i]));
            scale[i].setFont(Font.font(9));
            scale[i].setStyle("-fx-alignment: center-right");
            scale[i].resizeRelocate(28, Math.max(1, VelocityRaster.yOf(MARKED[i]) - 6), 23, 12);
            getChildren().add(scale[i]);
        }
    }

    void setColours(RollColours colours) {
        column.setFill(Paints.of(colours.header()));
        edge.setFill(Paints.of(colours.line()));
        title.setTextFill(Paints.of(colours.text()));
        for (Label label : scale) {
            label.setTextFill(Paints.of(colours.dim()));
        }
    }

    void paint(VelocityFrame frame) {
        stems.paint(frame, frame.width(), VelocityRaster.HEIGHT, frame.scale());
        VelocityFrame shown = stems.shown();
        if (shown != null) {
            stems.place(shown.time(), frame.time(), 0);
        }
    }

    void clear() {
        stems.clear();
    }
}
