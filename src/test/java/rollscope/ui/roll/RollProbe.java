package rollscope.ui.roll;

import org.jspecify.annotations.Nullable;
import rollscope.roll.Lanes;
import rollscope.roll.TimeAxis;

/** What a benchmark needs to know of a roll from within. FX thread only. */
public final class RollProbe {
    private final RollView roll;

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
