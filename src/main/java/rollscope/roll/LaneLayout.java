package rollscope.roll;

import java.util.List;
import java.util.Optional;

/**
 * The lanes of a transcription one below the other.
 *
 * @param lanes  in the order of the instruments, without gaps
 * @param height pixels of all of them
 */
public record LaneLayout(List<Lane> lanes, double height) {
    public static final LaneLayout EMPTY = new LaneLayout(List.of(), 0);

    public LaneLayout {
        lanes = List.copyOf(lanes);
    }

    /** The lane, header included, that a height lies in. */
    public Optional<Lane> laneAt(double y) {
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

    /** The nearest scroll position that leaves no empty space while there is something to show. */
    public double scrolledWithin(double scroll, double available) {
        return Math.clamp(scroll, 0, Math.max(0, height - available));
    }
}
