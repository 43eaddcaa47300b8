package rollscope.ui.roll;

import java.util.BitSet;
import rollscope.roll.LaneLayout;
import rollscope.roll.Pixels;
import rollscope.roll.RollColours;
import rollscope.roll.Selection;
import rollscope.roll.TimeAxis;
import rollscope.roll.TimeGrid;
import rollscope.roll.VelocityRaster;

/** All that decides how the velocities look; as in {@link RollFrame}. */
record VelocityFrame(
        LaneLayout layout,
        TimeAxis time,
        TimeGrid lines,
        double width,
        double scale,
        BitSet silent,
        Selection selection,
        RollColours colours) {

    void paint(Pixels pixels) {
        new VelocityRaster(colours, scale).paint(pixels, layout, time, lines, silent::get, selection);
    }
}
