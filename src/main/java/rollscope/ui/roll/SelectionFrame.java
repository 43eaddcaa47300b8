package rollscope.ui.roll;

import rollscope.roll.LaneLayout;
import rollscope.roll.Pixels;
import rollscope.roll.RollColours;
import rollscope.roll.Selection;
import rollscope.roll.SelectionRaster;
import rollscope.roll.TimeAxis;

/** All that decides how the marks of the selected notes look; as in {@link RollFrame}. */
record SelectionFrame(
        LaneLayout layout,
        TimeAxis time,
        double scroll,
        double width,
        double height,
        double scale,
        Selection selection,
        RollColours colours) {

    void paint(Pixels pixels) {
        new SelectionRaster(colours, scale).paint(pixels, layout, time, scroll, selection);
    }
}
