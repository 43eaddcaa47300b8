package rollscope.ui.roll;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.scene.image.ImageView;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;
import rollscope.roll.Pixels;
import rollscope.roll.TimeAxis;
import rollscope.ui.fx.Background;

/**
 * One picture that is painted in the background, one state at a time, the newest next. FX thread only.
 *
 * @param <F> all that decides how it looks; equal ones look the same
 */
final class Layer<F> {
    private final Background background;
    private final BiConsumer<F, Pixels> painter;
    private final Runnable again;
    private final Surface surface = new Surface();
    private @Nullable F wanted;
    private @Nullable F painting;
    private @Nullable F shown;

    /**
     * @param painter runs in the background
     * @param again   told when a picture came to be, so that the newest state can be asked for
     */
    Layer(Background background, BiConsumer<F, Pixels> painter, Runnable again) {
        this.background = background;
        this.painter = painter;
        this.again = again;
    }

    ImageView view() {
        return surface.view();
    }

    /** What the picture in view was painted from. */
    @Nullable
    F shown() {
        return shown;
    }

    /** Shows nothing. */
    void clear() {
        wanted = null;
        shown = null;
        view().setImage(null);
    }

    /**
     * Puts the picture that there is where the view is now.
     *
     * @param painted the time axis it was painted for
     * @param dy      pixels of the layout that it lies too high
     */
    void place(TimeAxis painted, TimeAxis now, double dy) {
        if (painted.equals(now) && dy == 0) {
            view().getTransforms().clear();
        } else {
            view().getTransforms()
                    .setAll(
                            new Translate(now.xOf(painted.start()), dy),
                            new Scale(painted.secondsPerPixel() / now.secondsPerPixel(), 1));
        }
    }

    /**
     * Has a picture painted, if it would be another than the one in view.
     *
     * @param width  of the layout
     * @param height of the layout
     * @param scale  pixels of the screen for one of the layout
     */
    void paint(F frame, double width, double height, double scale) {
        wanted = frame;
        if (painting != null || frame.equals(shown)) {
            return;
        }
        painting = frame;
        int columns = Math.max(1, (int) Math.round(width * scale));
        int rows = Math.max(1, (int) Math.round(height * scale));
        Supplier<Pixels> pixels = surface.back(columns, rows);
        background.run(
                () -> {
                    painter.accept(frame, pixels.get());
                    return frame;
                },
                painted -> {
                    painting = null;
                    if (wanted != null) {
                        shown = painted;
                        surface.flip(columns, rows, scale);
                    }
                    again.run();
                },
                failure -> painting = null);
    }
}
