package rollscope.ui.roll;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import rollscope.audio.Spectrum;
import rollscope.roll.LaneLayout;
import rollscope.roll.Lanes;
import rollscope.roll.RollColours;
import rollscope.roll.TimeAxis;
import rollscope.roll.TimeGrid;
import rollscope.transcription.OctaveNaming;

/**
 * All that decides how the rasters look, taken on the FX thread and painted elsewhere.
 *
 * @param width  of the notes, in pixels of the layout
 * @param height of the lanes, in pixels of the layout
 * @param silent not changed after it was handed over
 * @param scale  pixels of the screen for one of the layout
 * @param spectrum of the stem, to be seen behind the notes; null for none
 * @param opacity  of the spectrum
 * @param over     notes of the same instruments to be seen over those of the lanes; null for none
 */
record RollFrame(
        Lanes lanes,
        LaneLayout layout,
        TimeAxis time,
        TimeGrid lines,
        double scroll,
        double width,
        double height,
        double scale,
        BitSet silent,
        RollColours colours,
        OctaveNaming naming,
        @Nullable Spectrum spectrum,
        double opacity,
        @Nullable Lanes over) {

    /** Whether the keyboards look the same in both. */
    boolean keepsKeyboards(RollFrame other) {
        return layout.equals(other.layout)
                && scroll == other.scroll
                && height == other.height
                && scale == other.scale
                && colours.equals(other.colours)
                && naming == other.naming;
    }

    /** Whether the overview looks the same in both. */
    boolean keepsOverview(RollFrame other) {
        return lanes.equals(other.lanes)
                && width == other.width
                && scale == other.scale
                && silent.equals(other.silent)
                && colours.equals(other.colours);
    }

    int pixels(double length) {
        return Math.max(1, (int) Math.round(length * scale));
    }
}
