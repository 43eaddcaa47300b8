package rollscope.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class DiskTroubleTest {
    @Test
    void systemsSayItInTheirOwnWords() {
        assertThat(DiskTrouble.of(said("No space left on device"))).isEqualTo(DiskTrouble.FULL);
        assertThat(DiskTrouble.of(said("There is not enough space on the disk")))
                .isEqualTo(DiskTrouble.FULL);
        assertThat(DiskTrouble.of(new IOException("No space left on device"))).isEqualTo(DiskTrouble.FULL);
        assertThat(DiskTrouble.of(said("Read-only file system"))).isEqualTo(DiskTrouble.FORBIDDEN);
        assertThat(DiskTrouble.of(said("Not a directory"))).isEqualTo(DiskTrouble.FOLDER_IS_A_FILE);
        assertThat(DiskTrouble.of(said("Input/output error"))).isEqualTo(DiskTrouble.OTHER);
    }

    @Test
    void someHaveATypeOfTheirOwn() {
        assertThat(DiskTrouble.of(new AccessDeniedException("song.mid"))).isEqualTo(DiskTrouble.FORBIDDEN);
        assertThat(DiskTrouble.of(new NoSuchFileException("song.mid"))).isEqualTo(DiskTrouble.FOLDER_GONE);
        assertThat(DiskTrouble.of(new FileAlreadyExistsException("folder"))).isEqualTo(DiskTrouble.FOLDER_IS_A_FILE);
    }

    private static IOException said(String reason) {
        return new FileSystemException("song.mid", null, reason);
    }
}
