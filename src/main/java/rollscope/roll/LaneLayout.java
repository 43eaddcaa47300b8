package rollscope.roll;

import java.util.List;
import java.util.Optional;

/**
 * The lanes of a transcription: one below the other without gaps, or all in one place.
 *
 * @param lanes   from the top to the bottom; those in one place from the back to the front
 * @param height  pixels of all of them
 * @param overlay whether all lie in one place, with the same rows
 */
public record LaneLayout(List<Lane> lanes, double height, boolean overlay) {
    public static final LaneLayout EMPTY = new LaneLayout(List.of(), 0);

    public LaneLayout {
        lanes = List.copyOf(lanes);
    }

    /** Lanes one below the other. */
    public LaneLayout(List<Lane> lanes, double height) {
        this(lanes, height, false);
    }

    /** The lane, header included, that a height lies in; of those in one place the one in front. */
    public Optional<Lane> laneAt(double y) {
        if (overlay) {
            return lanes.isEmpty() || y < 0 || y >= height ? Optional.empty() : Optional.of(lanes.getLast());
        }
        int low = 0;
        int high = lanes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Lane lane = lanes.get(middle);
            if (y < lane.top()) {
                high = middle - 1;
            } else if (y >= lane.bottom()) {
                low = middle + 1;
            } else {
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    /** The lane of an instrument. */
    public Optional<Lane> laneOf(int instrument) {
        for (Lane lane : lanes) {
            if (lane.instrument().index() == instrument) {
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    /** Before which lane something dropped at a height belongs: 0 is the top, the number of lanes below the last. */
    public int placeAt(double y) {
        int place = 0;
        for (Lane lane : lanes) {
            if (y > (lane.top() + lane.bottom()) / 2) {
                place++;
            }
        }
        return place;
    }

    /** Whether a lane paints the ground that its notes lie on: of those in one place only the hindmost does. */
    public boolean isGround(Lane lane) {
        return !overlay || lane.equals(lanes.getFirst());
    }

    /** Whether a lane lies behind the one that matters. */
    public boolean isGhost(Lane lane) {
        return overlay && !lane.equals(lanes.getLast());
    }

    /** The nearest scroll position that leaves no empty space while there is something to show. */
    public double scrolledWithin(double scroll, double available) {
        return Math.clamp(scroll, 0, Math.max(0, height - available));
    }
}
