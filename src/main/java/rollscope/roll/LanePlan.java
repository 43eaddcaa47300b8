package rollscope.roll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a hand has made of a stack of lanes: their order, which are closed, and how tall their rows shall be. Instruments are
 * meant by their index. Immutable.
 *
 * @param order      every instrument once, the topmost first
 * @param closed     those of which only the header shows
 * @param rowHeights pixels before the zoom, above 0, of those that were resized; the others share what is left
 */
public record LanePlan(List<Integer> order, Set<Integer> closed, Map<Integer, Double> rowHeights) {
    public LanePlan {
        order = List.copyOf(order);
        closed = Set.copyOf(closed);
        rowHeights = Map.copyOf(rowHeights);
        for (int i = 0; i < order.size(); i++) {
            if (!order.contains(i)) {
                throw new IllegalArgumentException("lanes in the order " + order);
            }
        }
        for (double height : rowHeights.values()) {
            if (!(height > 0)) {
                throw new IllegalArgumentException("rows of " + height + " pixels");
            }
        }
    }

    /** So many lanes in the order of the instruments, all open. */
    public static LanePlan of(int count) {
        var order = new ArrayList<Integer>(count);
        for (int i = 0; i < count; i++) {
            order.add(i);
        }
        return new LanePlan(order, Set.of(), Map.of());
    }

    /** Opens or closes a lane. */
    public LanePlan withOpen(int instrument, boolean open) {
        var changed = new HashSet<>(closed);
        if (open) {
            changed.remove(instrument);
        } else {
            changed.add(instrument);
        }
        return new LanePlan(order, changed, rowHeights);
    }

    /**
     * Puts a lane before the one that is at {@code place} now.
     *
     * @param place 0 is the top; the number of lanes is below the last
     */
    public LanePlan moved(int instrument, int place) {
        int from = order.indexOf(instrument);
        if (from < 0) {
            throw new IllegalArgumentException("no lane of instrument " + instrument);
        }
        var changed = new ArrayList<>(order);
        changed.remove((Object) instrument);
        changed.add(Math.clamp(place > from ? place - 1L : place, 0, changed.size()), instrument);
        return new LanePlan(changed, closed, rowHeights);
    }

    /** Gives a lane rows of this height. */
    public LanePlan resized(int instrument, double rowHeight) {
        var changed = new HashMap<>(rowHeights);
        changed.put(instrument, rowHeight);
        return new LanePlan(order, closed, changed);
    }

    /** Lets a lane share what is left again. */
    public LanePlan unsized(int instrument) {
        var changed = new HashMap<>(rowHeights);
        changed.remove(instrument);
        return new LanePlan(order, closed, changed);
    }

    /** Lets all lanes share the space. */
    public LanePlan unsized() {
        return new LanePlan(order, closed, Map.of());
    }
}
