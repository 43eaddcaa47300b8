package rollscope.playback;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sound.midi.MidiUnavailableException;
import rollscope.midi.ChannelPlan;

/** Which synthesizer there is: Gervill as a stream, else the system's on an output of its own, else one that is silent. */
@SuppressWarnings("ReferenceEquality") // NONE stands for: not opened
final class Synths implements SynthSource {
    private static final System.Logger LOG = System.getLogger(Synths.class.getName());

    private final Soundbanks banks = new Soundbanks();

    /** A way to a synthesizer that may not be there. */
    interface Opener {
        Synth open() throws MidiUnavailableException;
    }

    /** One thread, which ends when it has had nothing to do for a while. */
    static Executor loader() {
        var threads = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> Thread.ofPlatform()
                        .name("soundbank")
                        .daemon(true)
                        .unstarted(work));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public Opened open(Optional<Path> soundbank, ChannelPlan channels) {
        var bank = new AtomicReference<>(SoundbankStatus.NONE);
        var synth = firstOf(
                List.of(() -> openGervill(soundbank, channels, bank), () -> ReceiverSynth.open(channels)),
                SilentSynth::new);
        return new Opened(
                synth,
                bank.get() == SoundbankStatus.NONE
                        ? new SoundbankStatus(synth.bank(), false, false, Optional.empty())
                        : bank.get());
    }

    private Synth openGervill(Optional<Path> soundbank, ChannelPlan channels, AtomicReference<SoundbankStatus> bank)
            throws MidiUnavailableException {
        var choice = banks.choose(soundbank);
        Synth synth;
        try {
            synth = SynthRack.open(choice.sounds(), channels);
        } catch (OutOfMemoryError _) {
            choice = banks.insteadOf(choice.sounds());
            synth = SynthRack.open(choice.sounds(), channels);
        }
        bank.set(choice.status());
        return synth;
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
