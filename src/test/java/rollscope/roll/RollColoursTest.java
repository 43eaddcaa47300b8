package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RollColoursTest {
    static Stream<RollColours> schemes() {
        return Stream.of(RollColours.DARK, RollColours.LIGHT);
    }

    @Test
    void contrastIsThatOfTheGuidelines() {
        assertThat(RollColours.contrast(0xFF000000, 0xFFFFFFFF)).isCloseTo(21, within(1e-9));
        assertThat(RollColours.contrast(0xFF777777, 0xFFFFFFFF)).isCloseTo(4.48, within(0.005));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theSoftestNoteStandsOutFromEveryRow(RollColours colours) {
        for (int instrument = 0; instrument < 24; instrument++) {
            int[] shades = colours.shades(instrument, false);
            for (int velocity = 1; velocity <= 127; velocity++) {
                assertThat(RollColours.contrast(shades[velocity], colours.row()))
                        .isGreaterThanOrEqualTo(3);
                assertThat(RollColours.contrast(shades[velocity], colours.blackRow()))
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void louderNotesStandOutMore(RollColours colours) {
        for (int instrument = 0; instrument < 12; instrument++) {
            int[] shades = colours.shades(instrument, false);
            double soft = RollColours.contrast(shades[10], colours.row());
            double loud = RollColours.contrast(shades[120], colours.row());
            assertThat(loud).isGreaterThan(soft * 1.1);
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void silentNotesFadeIntoTheirRow(RollColours colours) {
        for (int instrument = 0; instrument < 12; instrument++) {
            double contrast = RollColours.contrast(colours.shades(instrument, true)[100], colours.row());
            assertThat(contrast).isBetween(1.05, 2.2);
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void textIsReadable(RollColours colours) {
        for (int background : new int[] {colours.header(), colours.backdrop(), colours.row(), colours.blackRow()}) {
            assertThat(RollColours.contrast(colours.text(), background)).isGreaterThanOrEqualTo(4.5);
            assertThat(RollColours.contrast(colours.dim(), background)).isGreaterThanOrEqualTo(4.5);
        }
        assertThat(RollColours.contrast(colours.keyText(), colours.whiteKey())).isGreaterThanOrEqualTo(4.5);
        assertThat(RollColours.contrast(colours.playhead(), colours.row())).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void namesInsideNotesAreReadable(RollColours colours) {
        for (boolean silent : new boolean[] {false, true}) {
            for (int instrument = 0; instrument < 12; instrument++) {
                for (int shade : colours.shades(instrument, silent)) {
                    assertThat(RollColours.contrast(colours.on(shade, silent), shade))
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
        }
    }

    @Test
    void whatIsWrittenIsReadableOnAnyColourAUserMayChoose() {
        for (int grey = 0; grey < 256; grey++) {
            int fill = 0xFF000000 | grey << 16 | grey << 8 | grey;
            for (RollColours colours : schemes().toList()) {
                assertThat(RollColours.contrast(colours.on(fill, false), fill)).isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    /**
     * At least what is just noticed side by side: sky and lavender are the nearest pair. Distances as seen by red-blind and green-blind eyes, by the matrices of Machado, Oliveira and Fernandes (2009).
     */
    @ParameterizedTest
    @MethodSource("schemes")
    void theFirstSixHuesAreToldApartByColourBlindEyes(RollColours colours) {
        double[][] redBlind = {
            {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
        };
        double[][] greenBlind = {
            {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
        };
        for (double[][] eyes : new double[][][] {redBlind, greenBlind}) {
            for (int a = 0; a < 6; a++) {
                for (int b = 0; b < a; b++) {
                    assertThat(distance(
                                    seen(colours.notes().get(a), eyes),
                                    seen(colours.notes().get(b), eyes)))
                            .as(a + " and " + b)
                            .isGreaterThan(0.02);
                }
            }
        }
    }

    private static double[] seen(int argb, double[][] eyes) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double value = (argb >> (16 - 8 * i) & 255) / 255.0;
            linear[i] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                seen[i] += eyes[i][j] * linear[j];
            }
        }
        return oklab(seen);
    }

    /** Björn Ottosson's perceptual space, from linear light. */
    private static double[] oklab(double[] c) {
        double l = Math.cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
        double m = Math.cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
        double s = Math.cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }
}
