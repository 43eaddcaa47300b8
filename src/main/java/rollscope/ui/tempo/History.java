package rollscope.ui.tempo;

import java.util.ArrayList;
import java.util.List;

/** What was, what is, and what was taken back. Equal steps are one. */
final class History<T> {
    /** So many steps can be taken back. */
    private static final int LONGEST = 200;

    private final List<T> steps = new ArrayList<>();
    private int at;

    History(T first) {
        steps.add(first);
    }

    T now() {
        return steps.get(at);
    }

    /** Whether nothing has been done, or nothing is left of it. */
    boolean isUntouched() {
        return steps.size() == 1;
    }

    /** A new step; what was taken back is forgotten. */
    void add(T next) {
        if (next.equals(now())) {
            return;
        }
        steps.subList(at + 1, steps.size()).clear();
        steps.add(next);
        if (steps.size() > LONGEST) {
            steps.removeFirst();
        }
        at = steps.size() - 1;
    }

    /** The last step becomes another one. */
    void replace(T next) {
        if (canUndo()) {
            undo();
        }
        add(next);
    }

    boolean canUndo() {
        return at > 0;
    }

    boolean canRedo() {
        return at + 1 < steps.size();
    }

    void undo() {
        at = Math.max(0, at - 1);
    }

    void redo() {
        at = Math.min(steps.size() - 1, at + 1);
    }
}
