package rollscope.midi;

import rollscope.transcription.Instrument;

/** Names of General MIDI: its 128 programs and the pieces of its drum kit. */
public final class GeneralMidi {
    private GeneralMidi() {}

    /** The name of a program, 0 to 127. */
    public static String programName(int program) {
        throw new UnsupportedOperationException();
    }

    /** The name of a drum pitch, or empty outside 35 to 81. */
    public static String drumName(int pitch) {
        throw new UnsupportedOperationException();
    }

    /** The instrument a service's name stands for, its program guessed from the name; unknown names are pianos. */
    public static Instrument guess(int index, String name) {
        throw new UnsupportedOperationException();
    }
}
