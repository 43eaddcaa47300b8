package rollscope.ui.roll;

import javafx.scene.input.MouseEvent;

/** What pressing a mouse button began, until it is released. Coordinates are those of the whole view. */
interface Gesture {
    /** Pixels a pointer may move between press and release of a click. */
    double STILL = 4;

    default void dragged(MouseEvent event) {}

    /** The button is up; nothing follows. */
    default void released(MouseEvent event) {}

    /** It shall not have been; nothing follows. */
    default void cancelled() {}
}
