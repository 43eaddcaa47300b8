package rollscope.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** What is wrong when a file cannot be written, as far as the system tells; it says so by type or only in words. */
public enum DiskTrouble {
    FULL,
    /** The user may not write there, or nobody may. */
    FORBIDDEN,
    FOLDER_GONE,
    /** What should be a folder is a file. */
    FOLDER_IS_A_FILE,
    OTHER;

    public static DiskTrouble of(IOException failure) {
        String said = failure instanceof FileSystemException disk && disk.getReason() != null
                ? disk.getReason()
                : String.valueOf(failure.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("disk full")) {
            return FULL;
        }
        if (failure instanceof AccessDeniedException
                || lower.contains("permission denied")
                || lower.contains("read-only")) {
            return FORBIDDEN;
        }
        if (failure instanceof FileAlreadyExistsException
                || failure instanceof NotDirectoryException
                || lower.contains("not a directory")) {
            return FOLDER_IS_A_FILE;
        }
        return failure instanceof NoSuchFileException ? FOLDER_GONE : OTHER;
    }
}
