package rollscope.playback;

import java.nio.file.Path;
import java.util.Optional;
import rollscope.midi.ChannelPlan;

/** Opens synthesizers. Takes its time, so it is not asked by the audio thread; never by two threads at once. */
interface SynthSource {
    /**
     * @param bank what its sounds come from, and what is wrong with the one asked for
     */
    record Opened(Synth synth, SoundbankStatus bank) {}

    /**
     * A new synthesizer with the sounds a song needs. There is always one, if only a silent one.
     *
     * @param soundbank the user's choice; empty for the best there is
     * @param channels  which programs the song needs
     */
    Opened open(Optional<Path> soundbank, ChannelPlan channels);
}
