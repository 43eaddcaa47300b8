package rollscope.roll;

/** Every colour of the roll, as 0xAARRGGBB. */
public record RollColours() {
    public static final RollColours DARK = new RollColours();
    public static final RollColours LIGHT = new RollColours();
}
