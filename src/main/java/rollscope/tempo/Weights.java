package rollscope.tempo;

/**
 * Numbers fitted to annotated songs: 323 and, for the bars, 484 of the POP909 collection (Wang et al. 2020), by logistic
 * regression and by counting. Each table says what its columns are. They were found on other songs than those the figures of
 * docs/tempo.md are measured on.
 */
final class Weights {
    /**
     * Log odds that an onset is on a beat: 1, drums only, notes ≤ 6 / 3, bass, longest note ≤ 1.5 s, novelty of the harmony,
     * further instruments ≤ 2, time to the next onset ≤ 0.8 s, time since the last ≤ 0.8 s, new bass pitch class,
     * span ≤ 36 semitones / 24, all that sounded ends here, nothing sounds on, time since the last bass ≤ 1.5 s,
     * length of the bass ≤ 1.5 s, a single note that is no bass.
     */
    static final double[] STRENGTH = {
        -3.2311, 0.0, 2.5491, -0.6996, 0.6817, -0.4254, -0.4609, 2.3064, 0.2359, 0.3342, -0.2086, 0.0218, 0.4283,
        -0.0545, 2.1928, -0.1542
    };

    /** Borders between the seven grades of strength, each as frequent as the others among onsets. */
    static final double[] GRADES = {-1.8010, -1.4934, -1.1781, -0.7656, -0.0035, 1.6621};

    /** Beat, half, quarter and third of a beat: how often nothing starts there, and an onset of each grade. */
    static final double[][] OCCUPANCY = {
        {0.1009, 0.0337, 0.0617, 0.0679, 0.0864, 0.1284, 0.2213, 0.2998},
        {0.1834, 0.0900, 0.1379, 0.1730, 0.1723, 0.1489, 0.0763, 0.0182},
        {0.7197, 0.0960, 0.0621, 0.0426, 0.0334, 0.0252, 0.0154, 0.0055},
        {0.3053, 0.0938, 0.1665, 0.1385, 0.1694, 0.0819, 0.0375, 0.0071}
    };

    /** Downbeat, middle of the bar, other beat, off the beat: logits of the facts that {@link BarFacts} gathers. */
    static final double[][] PLACE = {
        {
            -1.5613, -1.4899, 0.406, 1.546, -0.8596, 0.5832, -0.8144, 0.7105, 0.4305, 0.3728, 0.3858, 1.1824, 0.4276,
            0.0, 0.0, 0.0, 0.0125, 0.3128, 1.8023, 0.4661, 1.632, -0.2799, 2.1354, 0.663, -0.722, -0.4754
        },
        {
            -0.9369, 0.6564, 0.7303, 1.0413, -4.4335, 1.7169, 0.4101, -0.5165, -0.9449, 0.0351, -0.2012, -0.1317,
            0.2687, 0.0, 0.0, 0.0, -0.3579, 0.0974, 1.4149, 0.2098, 0.0055, 0.1164, -3.3662, -1.0379, 3.2472, 1.6946
        },
        {
            -0.0063, -0.6941, -0.4615, -2.6049, 3.6276, -1.9198, 0.0166, -0.421, 0.4995, -0.2139, 0.9704, -0.4998,
            0.5829, 0.0, 0.0, 0.0, 0.7346, 0.8368, -3.0079, -0.2689, -1.3355, 0.0218, 1.7178, 0.5535, 0.9225, 0.0056
        },
        {
            1.502, 0.8352, -0.4922, 0.3176, 1.8447, -0.5887, 0.3718, -0.1307, -0.3057, -0.3425, -0.5444, -0.4466,
            -0.8397, 0.0, 0.0, 0.0, -0.2271, -0.8969, -0.1193, -0.4767, -0.8736, 0.0335, -0.1556, -0.1185, -2.496,
            -1.0256
        }
    };

    /** How often each of the four places comes. */
    static final double[] PLACE_SHARE = {0.1223, 0.1153, 0.2586, 0.5038};

    /** Which of several tempos is the beat: weights of the facts that {@link Level} gathers. */
    static final double[] LEVEL = {
        -2.7492, -2.6728, -0.0089, 0.4707, 0.0239, -1.1747, 1.2349, 0.8159, 0.5001, 0.6525, -0.1672, -1.6684, 1.7,
        -0.3737, -2.3301, -0.8506, -0.7128, 0.5833
    };

    private Weights() {}
}
