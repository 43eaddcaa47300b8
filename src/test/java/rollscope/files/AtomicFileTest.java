package rollscope.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void contentReplacesWhatWasThere() throws IOException {
        Path file = folder.resolve("a.mid");
        AtomicFile.write(file, new byte[] {1, 2, 3});
        AtomicFile.write(file, out -> out.write(new byte[] {4}));
        assertThat(file).hasBinaryContent(new byte[] {4});
        assertThat(folder.toFile().list()).containsExactly("a.mid");
    }

    @Test
    void missingFoldersAreMade() throws IOException {
        Path file = folder.resolve("x/y/a.mid");
        AtomicFile.write(file, new byte[] {1});
        assertThat(file).hasBinaryContent(new byte[] {1});
    }

    @Test
    void ifTheWriterFailsTheOldContentStaysAndNoPartIsLeft() throws IOException {
        Path file = folder.resolve("a.mid");
        AtomicFile.write(file, new byte[] {1, 2, 3});
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .withMessage("No space left on device");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(9);
                    throw new IllegalStateException();
                }));
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(folder.toFile().list()).containsExactly("a.mid");
    }

    @Test
    void whereNoFileCanBeWrittenThereIsAnIoExceptionAndNoPart() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "no folder");
        assertThatIOException().isThrownBy(() -> AtomicFile.write(plain.resolve("a.mid"), new byte[] {1}));
        assertThatIOException().isThrownBy(() -> AtomicFile.write(folder.getRoot(), new byte[] {1}));

        Path taken = folder.resolve("full/a.mid");
        Files.createDirectories(taken.resolve("inside"));
        assertThatIOException().isThrownBy(() -> AtomicFile.write(taken, new byte[] {1}));
        assertThat(folder.resolve("full").toFile().list()).containsExactly("a.mid");
    }

    @Test
    void aNewFileHasThePermissionsOfAnyOther() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path ordinary = Files.writeString(folder.resolve("ordinary"), "x");
        Path atomic = folder.resolve("atomic");
        AtomicFile.write(atomic, new byte[] {1});
        assertThat(Files.getPosixFilePermissions(atomic)).isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void ofSeveralWritersOneWinsWhole() throws Exception {
        Path file = folder.resolve("a.mid");
        int writers = 4;
        var barrier = new CyclicBarrier(writers);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var work = IntStream.range(0, writers)
                    .<Callable<Boolean>>mapToObj(writer -> () -> {
                        byte[] content = new byte[100_000];
                        Arrays.fill(content, (byte) writer);
                        barrier.await();
                        for (int i = 0; i < 5; i++) {
                            AtomicFile.write(file, content);
                        }
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        byte[] content = Files.readAllBytes(file);
        assertThat(content).hasSize(100_000).containsOnly(content[0]);
        assertThat(folder.toFile().list()).containsExactly("a.mid");
    }

    @Test
    void aFinishedFileTakesItsNameAndReplacesWhatHadIt() throws IOException {
        Path finished = Files.writeString(folder.resolve("finished"), "new");
        Path place = Files.writeString(folder.resolve("place"), "old");
        AtomicFile.moveInto(finished, place);
        assertThat(place).hasContent("new");
        assertThat(finished).doesNotExist();
    }
}
