package rollscope.playback;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The General MIDI soundbanks that a system usually keeps. */
final class Soundbanks {
    /** Of banks in the same folder the fuller sounding comes first. */
    private static final List<String> NAMES = List.of(
            "default.sf2", "default-GM.sf2", "FluidR3_GM.sf2", "FluidR3_GS.sf2", "GeneralUser-GS.sf2", "TimGM6mb.sf2");

    private Soundbanks() {}

    /** The first bank found; empty where the synthesizer has to make do with its own. */
    static Optional<Path> find() {
        var systemRoot = Optional.ofNullable(System.getenv("SystemRoot")).map(Path::of);
        return find(
                List.of(
                        Path.of("/usr/share/soundfonts"),
                        Path.of("/usr/local/share/soundfonts"),
                        Path.of("/usr/share/sounds/sf2"),
                        Path.of("/usr/local/share/sounds/sf2")),
                Stream.concat(
                                systemRoot.stream().map(root -> root.resolve("System32/drivers/gm.dls")),
                                Stream.of(Path.of("/System/Library/Components/CoreAudio.component/Contents/Resources/"
                                        + "gs_instruments.dls")))
                        .toList());
    }

    /**
     * @param folders where to look for the usual names
     * @param files   where else, after that
     */
    static Optional<Path> find(List<Path> folders, List<Path> files) {
        return Stream.concat(folders.stream().flatMap(folder -> NAMES.stream().map(folder::resolve)), files.stream())
                .filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
                .findFirst();
    }
}
