package rollscope.playback;

import com.sun.media.sound.SF2Soundbank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Soundbank;

/** Gervill's simple sounds, which every JDK has, and as a SoundFont 2 file. */
final class GervillBankFile {
    private GervillBankFile() {}

    static Soundbank make() {
        try {
            return GervillSynth.makeSounds();
        } catch (MidiUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    static void write(Soundbank bank, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            ((SF2Soundbank) bank).save(out);
        }
    }
}
