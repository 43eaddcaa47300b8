package rollscope.audio;

/** The Kaiser window, for filters of a given attenuation. */
final class Kaiser {
    private final double beta;
    private final double whole;

    /** @param beta 0 is a rectangle; 9 gives some 90 dB of attenuation */
    Kaiser(double beta) {
        this.beta = beta;
        whole = bessel(beta);
    }

    /** @param x −1 to 1, the edges of the window; 0 outside */
    double at(double x) {
        return Math.abs(x) > 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x)) / whole;
    }

    static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** The modified Bessel function of the first kind and order 0, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
