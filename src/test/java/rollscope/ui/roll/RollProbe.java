package rollscope.ui.roll;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rollscope.roll.Lanes;
import rollscope.roll.NoteRaster;
import rollscope.roll.Pixels;
import rollscope.roll.TimeAxis;
import rollscope.transcription.Transcription;

/** What a benchmark needs to know of a roll from within. FX thread only, but for {@link #repaint}. */
public final class RollProbe {
    private final RollView roll;
    private final List<RollFrame> kept = new ArrayList<>();

    public RollProbe(RollView roll) {
        this.roll = roll;
    }

    /** Where the view is. */
    public TimeAxis wanted() {
        return roll.model().time();
    }

    /** Where the picture was painted for that is shown, or null. */
    public @Nullable TimeAxis shown() {
        RollFrame frame = roll.painter().shown();
        return frame == null ? null : frame.time();
    }

    /** Keeps the view that is shown, to be painted again later. */
    public void keep() {
        RollFrame frame = roll.painter().shown();
        if (frame != null) {
            kept.add(frame);
        }
    }

    /** Paints the notes of all views that were kept, forgets them, and tells how long each took, in ms. */
    public double[] repaint() {
        double[] took = new double[kept.size()];
        for (int i = 0; i < took.length; i++) {
            RollFrame frame = kept.get(i);
            var pixels = new Pixels(frame.pixels(frame.width()), frame.pixels(frame.height()));
            var raster = new NoteRaster(frame.colours(), frame.naming(), frame.scale());
            long before = System.nanoTime();
            raster.paint(pixels, frame.layout(), frame.time(), frame.scroll(), frame.lines(), frame.silent()::get);
            took[i] = (System.nanoTime() - before) / 1e6;
        }
        kept.clear();
        return took;
    }

    /** The song that is shown, for a test that wants to see it go. */
    public Reference<Transcription> song() {
        Lanes lanes = roll.model().lanes();
        return new WeakReference<>(lanes == null ? null : lanes.transcription());
    }

    /** Whether all notes are ready to be seen from afar. */
    public boolean indexed() {
        Lanes lanes = roll.model().lanes();
        if (lanes == null) {
            return false;
        }
        for (int lane = 0; lane < lanes.count(); lane++) {
            if (lanes.index(lane).filled() < lanes.index(lane).size()) {
                return false;
            }
        }
        return true;
    }

    /** Brings the view near to {@code seconds} in its width, from its beginning. */
    public void show(double seconds) {
        roll.fitAll();
        roll.zoomTime((roll.visibleTo() - roll.visibleFrom()) / seconds);
    }
}
