package rollscope.transcription;

/** Which octave number middle C (pitch 60) carries: C3 in Live, Logic and Cubase, C4 in science and notation, C5 in FL. */
public enum OctaveNaming {
    C3(3),
    C4(4),
    C5(5);

    private final int octaveOfMiddleC;

    OctaveNaming(int octaveOfMiddleC) {
        this.octaveOfMiddleC = octaveOfMiddleC;
    }

    public int octaveOfMiddleC() {
        return octaveOfMiddleC;
    }
}
