package rollscope.tempo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns beats on frames into exact times: the least number of straight lines from beats to seconds that the onsets on the grid
 * allow. Least squares within a stretch, dynamic programming over where stretches end (segmented regression, Bellman 1961), so
 * a constant tempo comes out as one line however long the song is.
 */
final class GridFit {
    private static final double TOLERANCE = 0.040;
    private static final double SIGMA = 0.012;
    private static final double OFF_BEAT = 0.6;
    /** Keeps a stretch without onsets near the beats tracked. */
    private static final double ANCHOR = 0.02;
    /** The longest stretch looked at in beats, which bounds the work. */
    private static final int LONGEST = 4096;
    /** The places of a beat onsets are taken for. */
    private static final double[] PLACES = {0, 1 / 4.0, 1 / 3.0, 1 / 2.0, 2 / 3.0, 3 / 4.0, 1};

    /**
     * The beats from {@code first} to before {@code stop}, beat x at {@code at0 + x * slope} seconds.
     *
     * @param error standard error of the slope
     */
    record Line(int first, int stop, double at0, double slope, double error) {
        double at(double beat) {
            return at0 + beat * slope;
        }
    }

    private final int beats;
    /** A line near all beats; sums are of what lies beside it, which keeps them small. */
    private final double base;

    private final double step;
    /** Running sums, per beat, of weights and of weighted products of x and the seconds beside the base line. */
    private final double[] w;

    private final double[] wx;
    private final double[] wy;
    private final double[] wxx;
    private final double[] wxy;
    private final double[] wyy;

    private GridFit(Onsets onsets, double[] at) {
        beats = at.length;
        base = at[0];
        step = (at[beats - 1] - at[0]) / Math.max(1, beats - 1);
        w = new double[beats + 1];
        wx = new double[beats + 1];
        wy = new double[beats + 1];
        wxx = new double[beats + 1];
        wxy = new double[beats + 1];
        wyy = new double[beats + 1];
        int onset = onsets.firstFrom(at[0] - TOLERANCE);
        for (int i = 0; i < beats; i++) {
            add(i, i, at[i], ANCHOR);
            double length = i + 1 < beats ? at[i + 1] - at[i] : at[i] - at[Math.max(0, i - 1)];
            double stop = i + 1 < beats ? at[i + 1] - TOLERANCE : at[i] + TOLERANCE;
            for (; onset < onsets.size && onsets.time[onset] < stop; onset++) {
                double place = (onsets.time[onset] - at[i]) / length;
                double nearest = nearestPlace(place);
                if (Math.abs(place - nearest) * length <= TOLERANCE) {
                    double strength = 0.3 + 1 / (1 + Math.exp(-onsets.strength[onset]));
                    add(i, i + nearest, onsets.time[onset], nearest == 0 ? strength : OFF_BEAT * strength);
                }
            }
        }
        for (double[] sum : List.of(w, wx, wy, wxx, wxy, wyy)) {
            Arrays.parallelPrefix(sum, Double::sum);
        }
    }

    private static double nearestPlace(double place) {
        double nearest = 0;
        for (double candidate : PLACES) {
            if (Math.abs(place - candidate) < Math.abs(place - nearest)) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    private void add(int beat, double x, double seconds, double weight) {
        double y = seconds - base - x * step;
        w[beat + 1] += weight;
        wx[beat + 1] += weight * x;
        wy[beat + 1] += weight * y;
        wxx[beat + 1] += weight * x * x;
        wxy[beat + 1] += weight * x * y;
        wyy[beat + 1] += weight * y * y;
    }

    /**
     * @param at      beats in seconds, at least two
     * @param penalty what each further line must gain, in squared residuals of 12 ms
     * @return lines that cover all beats, in order
     */
    static List<Line> lines(Onsets onsets, double[] at, double penalty) {
        var fit = new GridFit(onsets, at);
        int n = at.length;
        double[] best = new double[n + 1];
        int[] from = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        for (int stop = 2; stop <= n; stop++) {
            for (int first = Math.max(0, stop - LONGEST); first <= stop - 2; first++) {
                if (best[first] + penalty < best[stop]) {
                    double cost = best[first] + penalty + fit.residual(first, stop);
                    if (cost < best[stop]) {
                        best[stop] = cost;
                        from[stop] = first;
                    }
                }
            }
        }
        var lines = new ArrayList<Line>();
        for (int stop = n; stop > 0; stop = from[stop]) {
            lines.addFirst(fit.line(from[stop], stop));
        }
        return lines;
    }

    private double residual(int first, int stop) {
        double n = w[stop] - w[first];
        double x = wx[stop] - wx[first];
        double y = wy[stop] - wy[first];
        double xx = wxx[stop] - wxx[first] - x * x / n;
        double xy = wxy[stop] - wxy[first] - x * y / n;
        double yy = wyy[stop] - wyy[first] - y * y / n;
        return Math.max(0, xx > 0 ? yy - xy * xy / xx : yy) / (SIGMA * SIGMA);
    }

    private Line line(int first, int stop) {
        double n = w[stop] - w[first];
        double x = wx[stop] - wx[first];
        double y = wy[stop] - wy[first];
        double xx = wxx[stop] - wxx[first] - x * x / n;
        double xy = wxy[stop] - wxy[first] - x * y / n;
        double slope = xx > 0 ? xy / xx : 0;
        // Even a perfect grid is delivered on a raster of 5 ms.
        double spread = Math.max(0.003, SIGMA * Math.sqrt(residual(first, stop) / n));
        double error = xx > 0 ? spread / Math.sqrt(xx) : Double.POSITIVE_INFINITY;
        return rounded(first, stop, x / n, base + y / n + x / n * step, step + slope, error);
    }

    /** Takes the round tempo if there is one within the error: people set metronomes to whole numbers. */
    private static Line rounded(int first, int stop, double x, double seconds, double slope, double error) {
        double bpm = 60 / slope;
        double bpmError = 1.5 * error * bpm / slope;
        for (double unit : new double[] {1, 0.5, 0.1, 0.01}) {
            double round = Math.rint(bpm / unit) * unit;
            if (Math.abs(round - bpm) <= bpmError && bpmError < unit / 4) {
                slope = 60 / round;
                break;
            }
        }
        return new Line(first, stop, seconds - x * slope, slope, error);
    }
}
