package rollscope.roll;

/** How the instruments share the roll. */
public enum Arrangement {
    /** A lane for each, one below the other. */
    LANES,
    /** All in one, the chosen instrument in front and the others as ghosts. */
    OVERLAY
}
