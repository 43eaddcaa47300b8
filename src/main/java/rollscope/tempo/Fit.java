package rollscope.tempo;

/**
 * How well notes lie on a tempo map.
 *
 * @param residual      typical distance of a note's start from its place on the grid, in seconds: the median over the notes
 *                      counted by {@code onGrid}, times 1.48, which for a normal spread is the standard deviation
 * @param concentration of note starts around the places of the grid, 0 for anywhere to 1 for exactly there: the length of the
 *                      mean of their phases as unit vectors within the finest division of the beat that the music uses
 * @param onGrid        share of the notes that start within 30 ms of a place of the grid, 0 to 1; by chance alone it is not 0
 * @param confidence    that the beats are the music's beats, 0 to 1: from concentration, number of notes and how clearly this
 *                      tempo beat its half, double and the like. An order, not a probability measured on a population
 */
public record Fit(double residual, double concentration, double onGrid, double confidence) {
    /** Nothing to go by. */
    public static final Fit NONE = new Fit(0, 0, 0, 0);

    public Fit {
        if (!(residual >= 0) || !isShare(concentration) || !isShare(onGrid) || !isShare(confidence)) {
            throw new IllegalArgumentException(
                    "fit " + residual + ", " + concentration + ", " + onGrid + ", " + confidence);
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
