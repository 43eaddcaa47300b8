package rollscope.ui.roll;

import rollscope.audio.Peaks;
import rollscope.roll.Pixels;
import rollscope.roll.RollColours;
import rollscope.roll.TimeAxis;
import rollscope.roll.TimeGrid;
import rollscope.roll.WaveRaster;

/** All that decides how the outline of a stem looks; as in {@link RollFrame}. */
record WaveFrame(Peaks peaks, TimeAxis time, TimeGrid lines, double width, double scale, RollColours colours) {
    void paint(Pixels pixels) {
        new WaveRaster(colours, scale).paint(pixels, peaks, time, lines);
    }
}
