package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    private static double parse(String text) {
        char[] padded = ("x" + text + "1").toCharArray();
        return Decimals.parse(padded, 1, text.length());
    }

    private static void assertSameAsTheJdk(String text) {
        double parsed = parse(text);
        if (!Double.isNaN(parsed)) {
            assertThat(Double.doubleToRawLongBits(parsed))
                    .as(text)
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        }
    }

    @Test
    void timesOnTheRasterOfTheServicesAreReadToTheLastBit() {
        int unread = 0;
        for (int k = 0; k < 192 * 900; k++) {
            String text = Double.toString(k / 192.0);
            double parsed = parse(text);
            if (Double.isNaN(parsed)) {
                unread++;
            } else if (parsed != k / 192.0) {
                throw new AssertionError(text);
            }
        }
        assertThat(unread).as("left to the slower way").isLessThan(20);
    }

    @Test
    void numbersOfAnyDigitsAreReadAsTheJdkReadsThem() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            long digits = random.nextLong(1_000_000_000_000_000_000L) >>> random.nextInt(60);
            assertSameAsTheJdk(BigDecimal.valueOf(digits, random.nextInt(19)).toPlainString());
            assertSameAsTheJdk(Double.toString(random.nextDouble() * (1 << random.nextInt(20))));
        }
    }

    @Test
    void halfwayCasesGoToTheEvenNeighbour() {
        var random = new SplittableRandom(2);
        for (int i = 0; i < 30_000; i++) {
            // Odd multiples of 2 between 2^54 and 2^55 lie halfway between two doubles.
            long halfway = (1L << 54) + 2 + 4 * random.nextLong(1L << 51);
            assertSameAsTheJdk(Long.toString(halfway));
            assertSameAsTheJdk(BigDecimal.valueOf(halfway * 5, 1).toPlainString());
            assertSameAsTheJdk(BigDecimal.valueOf(halfway - 1).toPlainString());
            assertSameAsTheJdk(BigDecimal.valueOf(halfway + 1).toPlainString());
        }
    }

    @Test
    void wholeNumbersAndZeroesAreRead() {
        assertThat(parse("0")).isZero();
        assertThat(Double.doubleToRawLongBits(parse("-0.0"))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(parse("127")).isEqualTo(127);
        assertThat(parse("-3.5")).isEqualTo(-3.5);
        assertThat(parse("0.49606299212598426")).isEqualTo(63 / 127.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "NaN",
                "",
                "1.2.3",
                "1,5",
                "0x1p3",
                "123456789012345678901234567890",
                "18446744073709551617",
                "9999999999999999999",
                "0.0000000000000000001"
            })
    void everythingElseIsLeftToOthers(String text) {
        assertThat(parse(text)).isNaN();
    }
}
