package rollscope.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files and folders that nobody but the user who runs the program may open, from the moment they exist. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** What a file is made with. */
    static FileAttribute<?> file(Path path) throws IOException {
        return isPosix(path) ? PosixFilePermissions.asFileAttribute(FILE) : acl(path);
    }

    /**
     * Makes a folder for such files, or takes the rights of others from one that is there.
     *
     * @throws IOException also if it is a link, which may lead to where others can read
     */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && make(folder)) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    /**
     * @return false if somebody else has made it in the same moment
     */
    private static boolean make(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(folder, isPosix(folder) ? PosixFilePermissions.asFileAttribute(FOLDER) : acl(folder));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Some disks have no rights and do as if.
     *
     * @throws IOException if others may open the file after all
     */
    static void check(Path file) throws IOException {
        boolean closed;
        if (isPosix(file)) {
            closed = FILE.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        } else {
            var view = Files.getFileAttributeView(file, AclFileAttributeView.class);
            var owner = acl(file).value().getFirst().principal();
            closed = view != null
                    && view.getAcl().stream()
                            .allMatch(entry -> entry.principal().equals(owner));
        }
        if (!closed) {
            throw new IOException("this disk does not keep a file from other users");
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** An access control list of one entry, as Windows has it: everything for the user. */
    private static FileAttribute<List<AclEntry>> acl(Path path) throws IOException {
        var user = path.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        var all = AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(user)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build();
        return new FileAttribute<>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return List.of(all);
            }
        };
    }
}
