package rollscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import rollscope.audio.PcmFile;
import rollscope.audio.StemAudio;
import rollscope.audio.UnreadableAudio;
import rollscope.playback.AudioStatus;
import rollscope.playback.OutputDevice;
import rollscope.playback.SoundFile;
import rollscope.playback.Transport;
import rollscope.settings.Settings;
import rollscope.transcription.Transcription;

/** What a terminal has to do with sound: reads a stem, writes a WAV file, plays. */
final class Sound {
    private static final int LOOKS_A_SECOND = 50;

    private final Terminal terminal;
    private final Settings.Sound chosen;

    /**
     * @param chosen in the window
     */
    Sound(Terminal terminal, Settings.Sound chosen) {
        this.terminal = terminal;
        this.chosen = chosen;
    }

    /** What is done with a stem while it is there. */
    interface Use {
        void with(Optional<PcmFile> stem) throws Refusal, IOException, InterruptedException;
    }

    /** Decodes a stem, if there is one to decode, and removes it afterwards. */
    void withStem(Optional<Path> file, Use use) throws Refusal, IOException, InterruptedException {
        if (file.isEmpty()) {
            use.with(Optional.empty());
            return;
        }
        try (var scratch = new ScratchFolder("rollscope-stem");
                var stem = read(file.get(), scratch.path())) {
            use.with(Optional.of(stem.pcm()));
        }
    }

    private StemAudio read(Path file, Path scratch) throws Refusal {
        if (!Files.isRegularFile(file)) {
            throw new Refusal("There is no file " + file + ".", "Name a sound file after --stem.");
        }
        try {
            var read = StemAudio.read(file, Transport.SAMPLE_RATE, scratch, (part, _, _) -> {
                terminal.progress("Reading " + file.getFileName() + " · " + Math.round(100 * part) + " %");
                return true;
            });
            terminal.endProgress();
            return read.orElseThrow();
        } catch (UnreadableAudio e) {
            throw new Refusal(String.valueOf(e.getMessage()), "");
        } catch (IOException e) {
            throw new Refusal(file + " could not be read: " + Output.reason(e) + ".", "Try another file.");
        }
    }

    /** Replaces the file, or leaves the old one as it was. */
    void write(Path target, Transcription transcription, Optional<PcmFile> stem, SoundFile.Mix mix) throws Refusal {
        if (Files.isDirectory(target)) {
            throw new Refusal(target + " is a folder.", "Name a file in it.");
        }
        try {
            SoundFile.write(target, SoundFile.Order.of(transcription, stem, mix, chosen.soundbank()), part -> {
                terminal.progress("Writing " + target.getFileName() + " · " + Math.round(100 * part) + " %");
                return true;
            });
            terminal.endProgress();
        } catch (IOException e) {
            throw new Refusal(target + " could not be written: " + Output.reason(e) + ".", "Choose another place.");
        }
        terminal.result(target.toString());
    }

    /**
     * Plays until the end, or until {@code to}, and then until the last sound has died away.
     *
     * @param output the device; the one chosen in the window if empty
     * @param from   seconds
     * @param to     seconds; infinite for the end
     * @throws InterruptedException if the thread is interrupted; the sound has stopped then
     */
    void play(
            Transcription transcription, Optional<PcmFile> stem, Optional<OutputDevice> output, double from, double to)
            throws Refusal, InterruptedException {
        try (var transport = Transport.onDefaultDevice()) {
            transport.setOutput(output.or(() -> chosen.output().map(OutputDevice::new)));
            transport.setSoundbank(chosen.soundbank());
            transport.load(transcription);
            transport.setStem(stem);
            transport.seek(from);
            transport.play();
            while (true) {
                if (transport.status() instanceof AudioStatus.Silent(var sentence)) {
                    terminal.endProgress();
                    throw new Refusal(sentence, "");
                }
                var position = transport.position();
                if (position.playing() && position.seconds() >= to) {
                    transport.pause();
                } else if (!position.playing() && !transport.isSounding()) {
                    terminal.endProgress();
                    return;
                }
                terminal.progress(clock(Math.min(position.seconds(), to)) + " of "
                        + clock(Math.min(to, transcription.duration())));
                TimeUnit.MILLISECONDS.sleep(1000 / LOOKS_A_SECOND);
            }
        }
    }

    private static String clock(double seconds) {
        long whole = (long) seconds;
        return "%d:%02d".formatted(whole / 60, whole % 60);
    }
}
