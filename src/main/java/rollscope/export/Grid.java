package rollscope.export;

import java.util.Arrays;
import java.util.Optional;

/** A note value that starts of notes can be moved to. */
public enum Grid {
    HALF("1/2", 2),
    QUARTER("1/4", 1),
    EIGHTH("1/8", 1 / 2.0),
    EIGHTH_TRIPLET("1/8t", 1 / 3.0),
    SIXTEENTH("1/16", 1 / 4.0),
    SIXTEENTH_TRIPLET("1/16t", 1 / 6.0),
    THIRTY_SECOND("1/32", 1 / 8.0),
    THIRTY_SECOND_TRIPLET("1/32t", 1 / 12.0);

    private final String symbol;
    private final double quarters;

    Grid(String symbol, double quarters) {
        this.symbol = symbol;
        this.quarters = quarters;
    }

    /** As musicians write it: {@code 1/16}, and {@code 1/16t} for triplets. */
    public String symbol() {
        return symbol;
    }

    /** Length of a step, in quarters. */
    public double quarters() {
        return quarters;
    }

    /** The one of a symbol; empty if there is none. */
    public static Optional<Grid> of(String symbol) {
        return Arrays.stream(values())
                .filter(grid -> grid.symbol.equalsIgnoreCase(symbol.strip()))
                .findFirst();
    }
}
