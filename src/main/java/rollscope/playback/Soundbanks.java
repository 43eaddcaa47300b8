package rollscope.playback;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Soundbank;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;

/**
 * Which soundbank plays: the user's choice, else the first in the usual folders of the system, else the sounds Gervill makes up. One
 * that cannot be used is told of in a sentence, and the bank before stays. Used by one thread at a time.
 */
final class Soundbanks {
    private static final System.Logger LOG = System.getLogger(Soundbanks.class.getName());

    /** The sounds in use of a larger one would hardly fit into memory. */
    private static final long MOST_BYTES = 2L << 30;

    /** Of banks in the same folder the fuller sounding comes first. */
    private static final List<String> NAMES = List.of(
            "default.sf2", "default-GM.sf2", "FluidR3_GM.sf2", "FluidR3_GS.sf2", "GeneralUser-GS.sf2", "TimGM6mb.sf2");

    private final Opener builtIn;
    private final Finder finder;
    private @Nullable Sounds current;
    private @Nullable Sounds made;

    /**
     * A soundbank.
     *
     * @param name for the user
     * @param file where it was read; null if it was made up
     * @param size of the file, and when it was changed: it may be another by now
     */
    record Sounds(Soundbank bank, String name, @Nullable Path file, long size, long changed) {}

    /** What plays, and what is to be said about it. */
    record Choice(Sounds sounds, SoundbankStatus status) {}

    /** Makes sounds up. */
    interface Opener {
        Soundbank make() throws MidiUnavailableException;
    }

    /** Looks for a bank on the system. */
    interface Finder {
        Optional<Path> find();
    }

    Soundbanks() {
        this(GervillSynth::makeSounds, Soundbanks::find);
    }

    Soundbanks(Opener builtIn, Finder finder) {
        this.builtIn = builtIn;
        this.finder = finder;
    }

    /**
     * @param wanted the user's choice
     * @throws MidiUnavailableException if there are no sounds at all
     */
    Choice choose(Optional<Path> wanted) throws MidiUnavailableException {
        Optional<String> trouble = Optional.empty();
        if (wanted.isPresent()) {
            try {
                return played(readOrReuse(wanted.get()), trouble);
            } catch (IOException e) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
                if (current != null) {
                    return played(current, trouble);
                }
            }
        }
        return best(trouble);
    }

    /** After the memory was not enough for the sounds of a choice: what plays instead. */
    Choice insteadOf(Sounds tooLarge) throws MidiUnavailableException {
        current = null;
        var trouble =
                Optional.of(Words.of("sound.bank-beyond-memory", tooLarge.name));
        if (tooLarge.file == null || finder.find().filter(tooLarge.file::equals).isPresent()) {
            return played(simple(), trouble);
        }
        return best(trouble);
    }

    private Choice best(Optional<String> trouble) throws MidiUnavailableException {
        var found = finder.find();
        if (found.isPresent()) {
            try {
                return played(readOrReuse(found.get()), trouble);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "{0}", e.getMessage());
            }
        }
        return played(simple(), trouble);
    }

    private Choice played(Sounds sounds, Optional<String> trouble) {
        current = sounds;
        return new Choice(sounds, new SoundbankStatus(sounds.name, sounds.file == null, false, trouble));
    }

    private Sounds simple() throws MidiUnavailableException {
        var ready = made;
        if (ready == null) {
            ready = new Sounds(builtIn.make(), "simple built-in sounds", null, 0, 0);
            made = ready;
        }
        return ready;
    }

    private Sounds readOrReuse(Path file) throws IOException {
        long size;
        long changed;
        try {
            size = Files.size(file);
            changed = Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new IOException(
                    Words.of("sound.bank-gone", file.getFileName()),
                    e);
        }
        var last = current;
        if (last != null && file.equals(last.file) && size == last.size && changed == last.changed) {
            return last;
        }
        if (size > MOST_BYTES) {
            throw new IOException(Words.of("sound.bank-too-large", file.getFileName()));
        }
        return new Sounds(read(file), nameOf(file), file, size, changed);
    }

    /** Distributions link "default" to the bank they ship. */
    private static String nameOf(Path file) throws IOException {
        return String.valueOf(file.toRealPath().getFileName());
    }

    /**
     * @throws IOException with a sentence for the user
     */
    private static Soundbank read(Path file) throws IOException {
        if (isCompressed(file)) {
            throw new IOException(Words.of("sound.bank-compressed", file.getFileName()));
        }
        try {
            var bank = MidiSystem.getSoundbank(file.toFile());
            if (bank.getInstruments().length > 0) {
                return bank;
            }
        } catch (IOException | InvalidMidiDataException | RuntimeException e) {
            throw new IOException(unreadable(file), e);
        }
        throw new IOException(unreadable(file));
    }

    private static String unreadable(Path file) {
        return Words.of("sound.bank-unreadable", file.getFileName());
    }

    /** Whether it says it is SoundFont 3, whose samples are Ogg Vorbis: they would play as noise. */
    private static boolean isCompressed(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(34);
        } catch (IOException e) {
            throw new IOException(unreadable(file), e);
        }
        var text = new String(head, StandardCharsets.ISO_8859_1);
        return text.startsWith("sfbk", 8) && text.startsWith("ifil", 24) && head.length > 32 && head[32] >= 3;
    }

    /** The first bank found; empty where the synthesizer has to make do with its own. */
    static Optional<Path> find() {
        var home = Path.of(System.getProperty("user.home", ""));
        var folders = new ArrayList<>(List.of(
                home.resolve(".local/share/soundfonts"),
                home.resolve("Library/Audio/Sounds/Banks"),
                home.resolve("soundfonts"),
                Path.of("/usr/share/soundfonts"),
                Path.of("/usr/local/share/soundfonts"),
                Path.of("/usr/share/sounds/sf2"),
                Path.of("/usr/local/share/sounds/sf2"),
                Path.of("/Library/Audio/Sounds/Banks")));
        Optional.ofNullable(System.getenv("ProgramData"))
                .ifPresent(programs -> folders.add(Path.of(programs, "soundfonts")));
        var systemRoot = Optional.ofNullable(System.getenv("SystemRoot")).map(Path::of);
        return find(
                folders,
                Stream.concat(
                                systemRoot.stream().map(root -> root.resolve("System32/drivers/gm.dls")),
                                Stream.of(Path.of("/System/Library/Components/CoreAudio.component/Contents/Resources/"
                                        + "gs_instruments.dls")))
                        .toList());
    }

    /**
     * @param folders where to look for the usual names, then for any bank
     * @param files   where else, after that
     */
    static Optional<Path> find(List<Path> folders, List<Path> files) {
        return Stream.concat(folders.stream().flatMap(Soundbanks::banksIn), files.stream())
                .filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
                .findFirst();
    }

    private static Stream<Path> banksIn(Path folder) {
        try (var all = Files.list(folder)) {
            var others = all.filter(file -> isBank(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
            return Stream.concat(NAMES.stream().map(folder::resolve), others.stream());
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static boolean isBank(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".sf2") || lower.endsWith(".dls");
    }
}
