package rollscope.ui.roll;

import java.nio.IntBuffer;
import java.util.function.Supplier;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import rollscope.roll.Pixels;

/**
 * A picture as large as what is seen of it, in two buffers: one is shown while the other is painted in the background. Between
 * {@link #back} and {@link #flip} nobody else touches the buffer behind. FX thread only, but for what {@link #back} gives.
 */
final class Surface {
    /** Buffers grow by steps, so that dragging an edge of the window does not make a new one each frame. */
    private static final int STEP = 128;

    private static final class Buffer {
        final int[] argb;
        final PixelBuffer<IntBuffer> pixels;
        final WritableImage image;
        final int width;
        final int height;

        Buffer(int width, int height) {
            this.width = width;
            this.height = height;
            argb = new int[width * height];
            pixels = new PixelBuffer<>(width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
            image = new WritableImage(pixels);
        }
    }

    private final ImageView view = new ImageView();
    private @Nullable Buffer front;
    private @Nullable Buffer back;

    Surface() {
        view.setSmooth(false);
        view.setMouseTransparent(true);
        view.setManaged(false);
    }

    ImageView view() {
        return view;
    }

    /**
     * What is painted next, to be asked for once, by what paints it in the background: a new buffer is some megabytes that are
     * touched for the first time, which takes longer than all else that a change of size asks for.
     *
     * @param width  in pixels of the screen
     * @param height in pixels of the screen
     */
    Supplier<Pixels> back(int width, int height) {
        int columns = Math.ceilDiv(width, STEP) * STEP;
        int rows = Math.ceilDiv(height, STEP) * STEP;
        return () -> {
            Buffer buffer = back;
            if (buffer == null || buffer.width != columns || buffer.height != rows) {
                buffer = new Buffer(columns, rows);
                back = buffer;
            }
            return new Pixels(buffer.argb, columns, width, height);
        };
    }

    /** Shows what was painted. */
    void flip(int width, int height, double scale) {
        Buffer painted = back;
        if (painted == null) {
            return;
        }
        back = front;
        front = painted;
        painted.pixels.updateBuffer(buffer -> new Rectangle2D(0, 0, width, height));
        view.setImage(painted.image);
        view.setViewport(new Rectangle2D(0, 0, width, height));
        view.setFitWidth(width / scale);
        view.setFitHeight(height / scale);
    }
}
