package rollscope.roll;

/**
 * Where the ruler has its lines and what it writes beside them. Steps are whole milliseconds, so that a tick is never a sum of
 * rounding errors.
 *
 * @param major milliseconds between labelled ticks
 * @param minor milliseconds between all ticks; divides {@code major}
 */
public record Ruler(long major, long minor) implements TimeGrid {
    /** Labelled steps and into how many parts each may be divided, finest division first. */
    private static final long[][] STEPS = {
        {1, 1},
        {2, 2, 1},
        {5, 5, 1},
        {10, 10, 5, 2, 1},
        {20, 10, 4, 2, 1},
        {50, 10, 5, 1},
        {100, 10, 5, 2, 1},
        {200, 10, 4, 2, 1},
        {500, 10, 5, 1},
        {1_000, 10, 5, 2, 1},
        {2_000, 10, 4, 2, 1},
        {5_000, 10, 5, 1},
        {10_000, 10, 5, 2, 1},
        {15_000, 15, 3, 1},
        {30_000, 6, 3, 1},
        {60_000, 12, 6, 4, 2, 1},
        {120_000, 12, 4, 2, 1},
        {300_000, 10, 5, 1},
        {600_000, 10, 5, 2, 1},
        {1_800_000, 6, 3, 1},
        {3_600_000, 12, 6, 4, 2, 1},
        {7_200_000, 4, 2, 1},
        {21_600_000, 6, 3, 1},
        {86_400_000, 4, 2, 1},
    };

    public Ruler {
        if (minor < 1 || major < minor || major % minor != 0) {
            throw new IllegalArgumentException("ruler of " + major + " ms and " + minor + " ms");
        }
    }

    /** Told each tick. */
    @FunctionalInterface
    public interface TickVisitor {
        /**
         * @param milliseconds from the start of the audio
         * @param x            pixels, not rounded
         * @param labelled     whether {@link #label} belongs beside it
         */
        void tick(long milliseconds, double x, boolean labelled);
    }

    /**
     * The finest ruler whose labels keep apart.
     *
     * @param digit width of a digit in pixels
     * @param last  the latest time that is going to be labelled, in seconds
     */
    public static Ruler of(TimeAxis axis, double digit, double last) {
        for (long[] step : STEPS) {
            long major = step[0];
            double pixels = major / 1e3 / axis.secondsPerPixel();
            long latest = (long) (Math.max(0, last) * 1000) / major * major;
            // A tick's label starts a little right of it; two digits of air keep neighbours apart.
            if (pixels >= (labelOf(latest, major).length() + 2.5) * digit) {
                long parts = 1;
                for (int i = 1; i < step.length && parts == 1; i++) {
                    parts = pixels / step[i] >= CLOSEST ? step[i] : 1;
                }
                return new Ruler(major, major / parts);
            }
        }
        long[] longest = STEPS[STEPS.length - 1];
        return new Ruler(longest[0], longest[0]);
    }

    /** Visits the ticks from the one at or before x = 0 to the last before {@code width}; never one before the song. */
    public void forEachTick(TimeAxis axis, double width, TickVisitor visitor) {
        long first = Math.max(0, Math.floorDiv((long) Math.floor(axis.start() * 1000), minor) * minor);
        for (long at = first; ; at += minor) {
            double x = axis.xOf(at / 1e3);
            if (x >= width) {
                return;
            }
            visitor.tick(at, x, at % major == 0);
        }
    }

    @Override
    public void forEachLine(TimeAxis axis, double width, LineVisitor visitor) {
        forEachTick(
                axis,
                width,
                (at, x, labelled) ->
                        visitor.line(x, labelled ? Strength.STRONG : Strength.PLAIN, labelled ? label(at) : ""));
    }

    /** Such as {@code 1:05}, {@code 0:12.25} or {@code 1:00:05}, with the decimals this ruler needs. */
    public String label(long milliseconds) {
        return labelOf(milliseconds, major);
    }

    static String labelOf(long milliseconds, long step) {
        var text = new StringBuilder(12);
        long seconds = milliseconds / 1000;
        if (seconds >= 3600) {
            text.append(seconds / 3600).append(':');
            twoDigits(text, seconds / 60 % 60);
        } else {
            text.append(seconds / 60);
        }
        text.append(':');
        twoDigits(text, seconds % 60);
        long fraction = milliseconds % 1000;
        if (step % 1000 != 0) {
            text.append('.').append(fraction / 100);
            if (step % 100 != 0) {
                text.append(fraction / 10 % 10);
                if (step % 10 != 0) {
                    text.append(fraction % 10);
                }
            }
        }
        return text.toString();
    }

    private static void twoDigits(StringBuilder text, long number) {
        text.append(number / 10).append(number % 10);
    }
}
