package rollscope.playback;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import javax.sound.midi.MidiUnavailableException;

/** Which synthesizer there is. */
final class Synths {
    private static final System.Logger LOG = System.getLogger(Synths.class.getName());

    private Synths() {}

    /** A way to a synthesizer that may not be there. */
    interface Opener {
        Synth open() throws MidiUnavailableException;
    }

    /** Gervill as a stream, else the system's synthesizer on an output of its own, else one that is silent. */
    static Synth open() {
        return firstOf(List.of(() -> GervillSynth.open(Soundbanks.find()), ReceiverSynth::open), SilentSynth::new);
    }

    /** The first that opens. An opener may also fail to link: Gervill's stream is no public interface of the JDK. */
    static Synth firstOf(List<Opener> openers, Supplier<Synth> last) {
        for (var opener : openers) {
            try {
                return opener.open();
            } catch (MidiUnavailableException | LinkageError | RuntimeException e) {
                LOG.log(Level.WARNING, "a synthesizer did not open: {0}", String.valueOf(e));
            }
        }
        return last.get();
    }
}
