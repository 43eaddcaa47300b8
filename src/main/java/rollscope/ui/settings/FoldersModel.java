package rollscope.ui.settings;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import rollscope.settings.Directories;
import rollscope.ui.fx.Background;

/** Where Rollscope keeps things, and how much lies in the cache. FX thread only; the disk is asked off it. */
public final class FoldersModel {
    private static final Duration UNFINISHED = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(FoldersModel.class.getName());

    /**
     * What is on the disk.
     *
     * @param there  which of the folders there are
     * @param cached size of what is in the cache, in bytes
     */
    record Measured(Set<Path> there, long cached) {}

    private final Directories directories;
    private final Background background;
    private final InstantSource clock;
    private final Consumer<Path> open;
    private final ReadOnlyObjectWrapper<Optional<Measured>> measured = new ReadOnlyObjectWrapper<>(Optional.empty());
    /** Answers to what was asked before the last question are out of date. */
    private int asked;

    /**
     * @param open shows what is in a folder, as the system does
     */
    public FoldersModel(Directories directories, Background background, InstantSource clock, Consumer<Path> open) {
        this.directories = directories;
        this.background = background;
        this.clock = clock;
        this.open = open;
    }

    Directories directories() {
        return directories;
    }

    /** Empty until it is known. */
    ReadOnlyObjectProperty<Optional<Measured>> measuredProperty() {
        return measured.getReadOnlyProperty();
    }

    /** Looks at the disk. */
    public void measure() {
        ask(() -> {});
    }

    /**
     * Deletes what is in the cache, all of which can be made again. What is only just being written stays, and what the system does not
     * let go of.
     */
    void emptyCache() {
        var lately = FileTime.from(clock.instant().minus(UNFINISHED));
        ask(() -> empty(directories.cache(), lately));
    }

    void open(Path folder) {
        open.accept(folder);
    }

    private void ask(Runnable first) {
        int question = ++asked;
        background.run(
                () -> {
                    first.run();
                    return look();
                },
                found -> {
                    if (question == asked) {
                        measured.set(Optional.of(found));
                    }
                },
                _ -> measured.set(Optional.empty()));
    }

    private Measured look() throws IOException {
        var there = new HashSet<Path>();
        for (var folder : new Path[] {directories.library(), directories.logs(), directories.cache()}) {
            if (Files.isDirectory(folder)) {
                there.add(folder);
            }
        }
        return new Measured(Set.copyOf(there), size(directories.cache()));
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long[] sum = new long[1];
        Files.walkFileTree(folder, new Patient() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.isRegularFile() ? attributes.size() : 0;
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }

    /** Deletes the files in a folder but those that were changed later; links are removed, not followed. */
    private static void empty(Path folder, FileTime lately) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Patient() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    try {
                        if (attributes.lastModifiedTime().compareTo(lately) <= 0) {
                            Files.deleteIfExists(file);
                        }
                    } catch (IOException e) {
                        LOG.log(System.Logger.Level.INFO, "stays in the cache: {0}", e.getMessage());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the cache was not emptied", e);
        }
    }

    /** What comes and goes meanwhile, or may not be looked at, is passed over. */
    private static class Patient extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) {
            return FileVisitResult.CONTINUE;
        }
    }
}
