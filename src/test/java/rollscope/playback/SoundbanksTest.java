package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Soundbank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundbanksTest {
    @TempDir
    private Path folder;

    private static final Soundbank SIMPLE = GervillBankFile.make();

    private final Soundbanks banks = new Soundbanks(() -> SIMPLE, Optional::empty);

    private Soundbanks.Choice choose(Path file) throws MidiUnavailableException {
        return banks.choose(Optional.of(file));
    }

    /** A real bank of sounds, written by Gervill. */
    private Path bank(String name) throws Exception {
        var file = folder.resolve(name);
        GervillBankFile.write(SIMPLE, file);
        return file;
    }

    @Test
    void banksAreFoundByTheirUsualNamesInOrderThenByAnyName() throws IOException {
        var sounds = Files.createDirectory(folder.resolve("sf2"));
        var others = Files.createDirectory(folder.resolve("others"));
        assertThat(Soundbanks.find(List.of(sounds), List.of())).isEmpty();
        Files.createFile(sounds.resolve("something.sf3"));
        var extra = Files.createFile(others.resolve("gm.dls"));
        assertThat(Soundbanks.find(List.of(sounds), List.of(extra))).contains(extra);
        var own = Files.createFile(sounds.resolve("My piano.SF2"));
        assertThat(Soundbanks.find(List.of(sounds), List.of(extra))).contains(own);
        var small = Files.createFile(sounds.resolve("TimGM6mb.sf2"));
        assertThat(Soundbanks.find(List.of(sounds), List.of(extra))).contains(small);
        var full = Files.createFile(sounds.resolve("FluidR3_GM.sf2"));
        assertThat(Soundbanks.find(List.of(folder, sounds), List.of(extra))).contains(full);
    }

    @Test
    void withoutAnyTheBuiltInSoundsPlay() throws MidiUnavailableException {
        assertThat(banks.choose(Optional.empty()).status())
                .isEqualTo(new SoundbankStatus("simple built-in sounds", true, false, Optional.empty()));
    }

    @Test
    void theChosenBankPlaysAndIsReadOnce() throws Exception {
        var file = bank("Mine.sf2");
        var choice = choose(file);
        assertThat(choice.status()).isEqualTo(new SoundbankStatus("Mine.sf2", false, false, Optional.empty()));
        assertThat(choose(file).sounds().bank()).isSameAs(choice.sounds().bank());
    }

    @Test
    void aBrokenBankIsToldOfAndTheOneBeforeStays() throws Exception {
        var good = choose(bank("Mine.sf2")).sounds();
        var broken = Files.writeString(folder.resolve("Broken.sf2"), "RIFF but no bank");
        var choice = choose(broken);
        assertThat(choice.sounds()).isSameAs(good);
        assertThat(choice.status().name()).isEqualTo("Mine.sf2");
        assertThat(choice.status().trouble())
                .contains("The soundbank Broken.sf2 cannot be read. Choose another .sf2 or .dls file in the settings.");
    }

    @Test
    void aBankThatIsGoneIsToldOf() throws MidiUnavailableException {
        assertThat(choose(folder.resolve("Gone.sf2")).status())
                .isEqualTo(new SoundbankStatus(
                        "simple built-in sounds",
                        true,
                        false,
                        Optional.of("The soundbank Gone.sf2 is not there any more. Choose another in the settings.")));
    }

    @Test
    void aHugeBankIsNotEvenOpened() throws Exception {
        var file = folder.resolve("Huge.sf2");
        try (var huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(3L << 30); // sparse
        }
        assertThat(choose(file).status().trouble())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("larger than 2 GB"));
    }

    @Test
    void aCompressedBankIsRefusedInsteadOfPlayingNoise() throws Exception {
        var bytes = "RIFF....sfbkLIST....INFOifil....\3\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        var file = Files.write(folder.resolve("Small.sf3"), bytes);
        assertThat(choose(file).status().trouble())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("SF3"));
    }

    @Test
    void aBankThatDoesNotFitIntoMemoryGivesWayToWhatTheSystemHas() throws Exception {
        var tooLarge = choose(bank("Mine.sf2")).sounds();
        var choice = banks.insteadOf(tooLarge);
        assertThat(choice.status().builtIn()).isTrue();
        assertThat(choice.status().trouble())
                .contains("The soundbank Mine.sf2 does not fit into memory. Choose a smaller one.");
    }

    @Test
    void everySystemHasItsAdvice() {
        assertThat(List.of("Windows 11", "Mac OS X", "Linux"))
                .map(SoundbankStatus::advice)
                .doesNotHaveDuplicates()
                .allSatisfy(advice ->
                        assertThat(advice).startsWith("For better sounds").endsWith("."));
    }
}
