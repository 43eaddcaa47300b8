package rollscope.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;

/** Writes files so that a reader, or a crash, sees the old content or the new one and nothing between. */
public final class AtomicFile {
    private static final System.Logger LOG = System.getLogger(AtomicFile.class.getName());

    /** What produces the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What produces the content of a file and may go back in it, say to a header that tells the length. */
    @FunctionalInterface
    public interface SeekableContent {
        void writeTo(SeekableByteChannel channel) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Replaces {@code target}, creating its folders. The content is forced to the disk before it takes the name; if anything
     * fails the old file stays and the partial one is removed.
     *
     * @throws IOException what the disk or {@code content} said
     */
    public static void write(Path target, Content content) throws IOException {
        writeSeekable(target, channel -> {
            var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
        });
    }

    /**
     * Likewise, for content that is not written from front to back.
     *
     * @throws IOException what the disk or {@code content} said
     */
    public static void writeSeekable(Path target, SeekableContent content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " is not a file");
        }
        Files.createDirectories(folder);
        write(folder, target, content);
    }

    private static void write(Path folder, Path target, SeekableContent content, FileAttribute<?>... attributes)
            throws IOException {
        // Not a "temporary file" of the JDK: those are readable by their owner only, and the final file would stay so.
        Path partial = folder.resolve(".rollscope-" + UUID.randomUUID() + ".part");
        try {
            var options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            try (var channel = FileChannel.open(partial, options, attributes)) {
                if (attributes.length > 0) {
                    OwnerOnly.check(partial);
                }
                content.writeTo(channel);
                channel.force(true);
            }
            moveInto(partial, target);
        } catch (IOException | RuntimeException | Error e) {
            remove(partial, e);
            throw e;
        }
        forceFolder(folder);
    }

    /** What cannot be removed either must not hide why it is to go. */
    private static void remove(Path partial, Throwable reason) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    public static void write(Path target, byte[] content) throws IOException {
        write(target, out -> out.write(content));
    }

    /**
     * Replaces a file that nobody but its owner may open, in a folder of which the same holds, which is made if missing. Neither is
     * open to others for a moment.
     *
     * @param target a file in a folder that has only such files
     * @throws IOException what the disk said, also if it cannot keep a file from other users; nothing is written then
     */
    public static void writeForOwner(Path target, byte[] content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " is not a file");
        }
        OwnerOnly.makeFolder(folder);
        write(folder, target, channel -> writeAll(content, channel), OwnerOnly.file(target));
    }

    private static void writeAll(byte[] content, SeekableByteChannel channel) throws IOException {
        var left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** Makes the new name as safe as the content, where a folder can be opened at all; Windows does without. */
    private static void forceFolder(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Cannot force {0}: {1}", folder, e.getMessage());
        }
    }

    /** Gives a finished file on the same disk its final name, replacing what was there. */
    public static void moveInto(Path finished, Path target) throws IOException {
        try {
            Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(finished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
