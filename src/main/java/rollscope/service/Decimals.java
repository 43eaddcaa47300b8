package rollscope.service;

/**
 * Reads decimal numbers as {@link Double#parseDouble} does, to the last bit, but only the plain ones of up to 18 digits that
 * answers consist of. Jackson's own conversion allocates for each of them, hundreds of megabytes an answer.
 */
final class Decimals {
    private static final int MOST_DIGITS = 18;
    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENT_BIAS = 1075;
    private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;
    private static final long LARGEST_EXACT = 1L << 53;

    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /** The number, or NaN if it is not one of the plain ones. */
    static double parse(char[] text, int from, int length) {
        if (length == 0 || length > MOST_DIGITS + 3) {
            return Double.NaN;
        }
        int i = from;
        int end = from + length;
        boolean negative = text[i] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int point = -1;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9 && digits < POWERS[MOST_DIGITS - 1]) {
                digits = digits * 10 + digit;
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        int decimals = point < 0 ? 0 : end - 1 - point;
        if (decimals > MOST_DIGITS) {
            return Double.NaN;
        }
        double number = quotient(digits, decimals);
        return negative ? -number : number;
    }

    /** The double nearest to {@code digits / 10^decimals}. */
    private static double quotient(long digits, int decimals) {
        long power = POWERS[decimals];
        double near = (double) digits / (double) power;
        if (digits <= LARGEST_EXACT) {
            return near; // of two exact numbers; their division rounds once
        }
        // Rounded twice, so it may be off by two units in the last place. With near = m * 2^x, the error in half units
        // is
        // (digits * 2^(1-x) - 2m * 10^decimals) / 10^decimals. Its numerator fits a long, even if its terms do not.
        long bits = Double.doubleToRawLongBits(near);
        long m = (bits & (HIDDEN_BIT - 1)) | HIDDEN_BIT;
        int shift = 1 + EXPONENT_BIAS - (int) (bits >>> MANTISSA_BITS);
        if (shift < 0 || shift > 62 || m < HIDDEN_BIT + 4 || m > LARGEST_EXACT - 4) {
            return Double.NaN; // where units change size, and beyond the range this is for
        }
        long error = (digits << shift) - 2 * m * power;
        while (error > power || (error == power && (bits & 1) != 0)) {
            bits++;
            error -= 2 * power;
        }
        while (error < -power || (error == -power && (bits & 1) != 0)) {
            bits--;
            error += 2 * power;
        }
        return Double.longBitsToDouble(bits);
    }
}
