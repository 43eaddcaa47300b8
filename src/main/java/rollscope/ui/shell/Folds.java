package rollscope.ui.shell;

/**
 * Which side panels are open.
 *
 * @param library     at the left
 * @param instruments at the right
 */
record Folds(boolean library, boolean instruments) {
    /** What the roll keeps when the panels fold, in pixels. */
    static final double LEAST_ROLL = 640;

    /**
     * The panels that fit.
     *
     * @param width    of the window, in pixels
     * @param left     width of the library
     * @param right    width of the instruments
     * @param wanted   what the user would like to see
     * @param leftLast whether the user asked for the library last, so that it is the one to stay
     */
    static Folds fitting(double width, double left, double right, Folds wanted, boolean leftLast) {
        double room = width - LEAST_ROLL;
        boolean both = wanted.library && wanted.instruments;
        if (both && left + right > room) {
            return leftLast ? new Folds(left <= room, false) : new Folds(false, right <= room);
        }
        return new Folds(wanted.library && left <= room, wanted.instruments && right <= room);
    }
}
