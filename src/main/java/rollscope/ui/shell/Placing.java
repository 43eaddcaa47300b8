package rollscope.ui.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import rollscope.settings.Settings.WindowPlace;
import rollscope.settings.Settings.WindowPlace.Corner;

/** Where a window can be that was somewhere before: screens come and go, and change their size. */
final class Placing {
    private Placing() {}

    /**
     * The place on the screen that has most of it, no larger than that and wholly on it; on a screen that has gone, the place is left
     * to the system.
     *
     * @param screens what windows may take of each, the first screen first; at least one
     */
    static WindowPlace fitting(WindowPlace wanted, List<Rectangle2D> screens, double leastWidth, double leastHeight) {
        var screen = wanted.corner().flatMap(corner -> screens.stream()
                .filter(there -> shared(there, corner, wanted) > 0)
                .max(Comparator.comparingDouble(there -> shared(there, corner, wanted))));
        var bounds = screen.orElse(screens.getFirst());
        int width = (int) Math.max(leastWidth, Math.min(wanted.width(), bounds.getWidth()));
        int height = (int) Math.max(leastHeight, Math.min(wanted.height(), bounds.getHeight()));
        Optional<Corner> corner = screen.isEmpty()
                ? Optional.empty()
                : wanted.corner()
                        .map(at -> new Corner(
                                within(at.x(), width, bounds.getMinX(), bounds.getMaxX()),
                                within(at.y(), height, bounds.getMinY(), bounds.getMaxY())));
        return new WindowPlace(corner, width, height, wanted.maximized());
    }

    /** A window larger than the screen begins where the screen begins, so that its title can be reached. */
    private static int within(int from, int length, double least, double most) {
        return (int) Math.ceil(Math.max(least, Math.min(from, most - length)));
    }

    /** Square pixels. */
    private static double shared(Rectangle2D screen, Corner corner, WindowPlace window) {
        double width = Math.min(screen.getMaxX(), (double) corner.x() + window.width())
                - Math.max(screen.getMinX(), corner.x());
        double height = Math.min(screen.getMaxY(), (double) corner.y() + window.height())
                - Math.max(screen.getMinY(), corner.y());
        return width > 0 && height > 0 ? width * height : 0;
    }
}
