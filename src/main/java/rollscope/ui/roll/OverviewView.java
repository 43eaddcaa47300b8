package rollscope.ui.roll;

import java.util.function.DoubleConsumer;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import rollscope.language.Words;
import rollscope.roll.OverviewRaster;
import rollscope.roll.RollColours;

/** The strip with the whole song, the stretch that the roll shows, and the playhead. Dragging moves the stretch. */
final class OverviewView extends Region {
    private final Surface surface = new Surface();
    private final Rectangle stretch = new Rectangle();
    private final Rectangle playhead = new Rectangle(1, OverviewRaster.HEIGHT);
    private final Rectangle ready = new Rectangle(0, OverviewRaster.HEIGHT - 2, 0, 2);
    private double grabbed;

    /**
     * @param bring told where the left edge of the stretch shall be, as a part of the song
     */
    OverviewView(DoubleConsumer bring) {
        setId("overview");
        setManaged(false);
        setAccessibleText(Words.of("roll.overview"));
        stretch.setManaged(false);
        stretch.setMouseTransparent(true);
        playhead.setManaged(false);
        playhead.setMouseTransparent(true);
        ready.setManaged(false);
        ready.setMouseTransparent(true);
        ready.setVisible(false);
        getChildren().addAll(surface.view(), ready, stretch, playhead);
        setOnMousePressed(event -> {
            boolean inside = event.getX() >= stretch.getX() && event.getX() <= stretch.getX() + stretch.getWidth();
            grabbed = inside ? event.getX() - stretch.getX() : stretch.getWidth() / 2;
            drag(event, bring);
        });
        setOnMouseDragged(event -> drag(event, bring));
    }

    private void drag(MouseEvent event, DoubleConsumer bring) {
        bring.accept((event.getX() - grabbed) / Math.max(1, getWidth()));
        event.consume();
    }

    Surface surface() {
        return surface;
    }

    void setColours(RollColours colours) {
        stretch.setFill(Paints.of(colours.accent(), 0.18));
        stretch.setStroke(Paints.of(colours.accent()));
        playhead.setFill(Paints.of(colours.playhead()));
        ready.setFill(Paints.of(colours.accent()));
    }

    /** How much of the song is ready to be seen from afar, 0 to 1: below 1 a line grows along the lower edge. */
    void setReady(double part) {
        ready.setWidth(part * getWidth());
        ready.setVisible(part < 1);
    }

    /** Marks a stretch, in parts of the song. */
    void mark(double from, double to) {
        double left = Math.round(from * getWidth());
        double right = Math.round(to * getWidth());
        stretch.setX(left + 0.5);
        stretch.setY(0.5);
        stretch.setWidth(Math.max(3, right - left - 1));
        stretch.setHeight(OverviewRaster.HEIGHT - 1);
    }

    /** The playhead, in parts of the song. */
    void setPlayhead(double at) {
        playhead.setTranslateX(at * getWidth());
        playhead.setVisible(at >= 0 && at <= 1);
    }
}
