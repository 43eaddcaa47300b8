package rollscope.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsInFilesTest {
    @TempDir
    private Path home;

    private Path folder;
    private SecretsInFiles files;

    @BeforeEach
    void open() {
        folder = home.resolve("a").resolve("keys");
        files = new SecretsInFiles(folder);
    }

    @Test
    void nobodyElseMayOpenThem() throws Exception {
        files.write("kie", "first");
        files.write("kie", "second");
        assertOwners(folder, "rwx------");
        assertThat(filesIn(folder)).hasSize(1);
        assertOwners(filesIn(folder).getFirst(), "rw-------");
    }

    @Test
    void aFolderThatWasOpenToOthersIsClosed() throws Exception {
        Files.createDirectories(folder);
        if (isPosix()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        files.write("kie", "first");
        if (isPosix()) {
            assertOwners(folder, "rwx------");
        }
    }

    @Test
    void namesOfProvidersAreNoNamesOfFiles() throws Exception {
        files.write("../../kie", "first");
        files.write("https://api.example.com/a?b=c", "second");
        assertThat(filesIn(folder))
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.getFileName().toString()).matches("[0-9a-f]{16}\\.json"));
        assertThat(filesIn(home)).containsExactly(home.resolve("a"));
        assertThat(files.read("../../kie")).contains("first");
    }

    @Test
    void whatIsNoFileOfAKeyIsSaidWithoutItsWords() throws Exception {
        files.write("kie", "a-key-of-mine");
        Path file = filesIn(folder).getFirst();
        Files.writeString(file, "{\"provider\":\"kie\",\"key\":\"a-key-of-mine");
        assertThatThrownBy(() -> files.read("kie")).isInstanceOfSatisfying(SecretPlace.Unavailable.class, e -> {
            assertThat(e.trouble()).isEqualTo(KeyTrouble.FILE_FAILED);
            assertThat(e).hasStackTraceContaining("not the file of a key");
            assertThat(e.toString() + e.getCause()).doesNotContain("a-key-of-mine");
        });
        Files.writeString(file, "{\"provider\":\"sunoapi\",\"key\":\"of-another\"}");
        assertThat(files.read("kie")).isEmpty();
    }

    @Test
    void whatIsInTheWayOfTheFolderIsSaid() throws Exception {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file");
        assertThatThrownBy(() -> files.write("kie", "first")).isInstanceOf(SecretPlace.Unavailable.class);
        assertThat(folder).content().isEqualTo("a file");
    }

    @Test
    void aFolderThatIsALinkIsNotFollowed() throws Exception {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.createDirectories(folder.getParent());
        try {
            Files.createSymbolicLink(folder, elsewhere);
        } catch (IOException | UnsupportedOperationException e) {
            return; // a system on which nobody may make links
        }
        assertThatThrownBy(() -> files.write("kie", "first")).isInstanceOf(SecretPlace.Unavailable.class);
        assertThat(filesIn(elsewhere)).isEmpty();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            return found.toList();
        }
    }

    private boolean isPosix() {
        return home.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private void assertOwners(Path path, String posix) throws IOException {
        if (isPosix()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo(posix);
        } else {
            var acl =
                    Files.getFileAttributeView(path, AclFileAttributeView.class).getAcl();
            assertThat(acl).extracting(entry -> entry.principal()).hasSize(1);
        }
    }
}
