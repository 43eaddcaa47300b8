package rollscope.library;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import rollscope.files.AtomicFile;
import rollscope.language.Words;

/**
 * An entry as one file: a zip of a folder of the entry's id with its files in it, so that it can be unpacked by hand too. It comes
 * from anywhere, so reading believes nothing: names are compared with those that an entry may have and never become a path, every
 * size is counted while it is read, the list at the end of the zip has to agree with what comes before, and links are refused.
 */
final class EntryArchive {
    static final String ENDING = ".rollscope.zip";

    /** Files of an entry, and stems by the digest of their id. The lock and parts of files are not among them. */
    private static final Pattern NAME = Pattern.compile(
            "entry\\.json|answer\\.json|answer-[0-9]{1,3}\\.json|unread\\.json"
                + "|listening\\.json|instruments\\.json|tempo\\.json|stem-[0-9a-f]{16}\\.(mp3|wav|flac|ogg|m4a|aac|audio)");

    static final int MOST_FILES = 256;
    static final long MOST_BYTES = 4L << 30;
    private static final long MOST_OF_SETTINGS = 1 << 20;
    private static final long MOST_OF_ANSWER = 512L << 20;
    /** Notes as text are packed to a twentieth; a bomb to a thousandth. */
    private static final long MOST_RATIO = 200;

    private static final long RATIO_COUNTS_FROM = 1 << 20;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int IN_LIST = 0x02014b50;
    private static final int IN_LIST_LENGTH = 46;
    private static final int LONGEST_LIST = 1 << 20;

    private EntryArchive() {}

    /**
     * Writes an entry. Where an attached audio file of the user's lies stays out of it.
     *
     * @param entry  its folder
     * @param target replaced as a whole
     */
    static void write(String id, Path entry, Path target) throws IOException {
        var names = new ArrayList<String>();
        try (var inside = Files.newDirectoryStream(entry)) {
            for (Path file : inside) {
                String name = String.valueOf(file.getFileName());
                if (NAME.matcher(name).matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        names.remove(EntryFiles.ENTRY);
        names.addFirst(EntryFiles.ENTRY);
        AtomicFile.write(target, out -> {
            var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            for (String name : names) {
                // Sound is packed already.
                zip.setLevel(name.startsWith("stem-") ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
                zip.putNextEntry(new ZipEntry(id + "/" + name));
                if (name.equals(ListeningFile.NAME)) {
                    zip.write(ListeningFile.toJson(ListeningFile.read(entry).withoutAttached()));
                } else {
                    Files.copy(entry.resolve(name), zip);
                }
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /** A file that is no archive of an entry; the message is for a supporter. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * Unpacks an archive into an empty folder.
     *
     * @return the id the entry had
     * @throws Refused     if it is not what {@link #write} makes; the folder may hold some of it
     * @throws IOException if it cannot be read or written
     */
    static String read(Path archive, Path into) throws IOException {
        List<String> listed = listed(archive);
        String id = "";
        var seen = new HashSet<String>();
        try (var packed = new Counting(new BufferedInputStream(Files.newInputStream(archive), 1 << 16));
                var zip = new ZipInputStream(packed, StandardCharsets.UTF_8)) {
            long total = 0;
            for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                if (seen.size() >= listed.size() || !next.getName().equals(listed.get(seen.size()))) {
                    throw new Refused(Words.of("library.refused-other-files"));
                }
                String[] parts = next.getName().split("/", -1);
                boolean fits = parts.length == 2
                        && EntryFiles.isId(parts[0])
                        && (id.isEmpty() || id.equals(parts[0]))
                        && NAME.matcher(parts[1]).matches();
                if (!fits) {
                    throw new Refused(Words.of("library.refused-foreign-file"));
                }
                id = parts[0];
                if (!seen.add(parts[1])) {
                    throw new Refused(Words.of("library.refused-twice"));
                }
                total += unpack(zip, into.resolve(parts[1]), most(parts[1], total), packed);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new Refused(Words.of("library.refused-damaged", String.valueOf(e.getMessage())));
        } catch (EOFException e) {
            throw new Refused(Words.of("library.refused-cut-off"));
        }
        if (seen.size() != listed.size() || !seen.contains(EntryFiles.ENTRY)) {
            throw new Refused(Words.of("library.refused-files-missing"));
        }
        return id;
    }

    private static long most(String name, long total) {
        long ofThis = name.startsWith("answer") || name.startsWith("unread")
                ? MOST_OF_ANSWER
                : name.startsWith("stem-") ? MOST_BYTES : MOST_OF_SETTINGS;
        return Math.min(ofThis, MOST_BYTES - total);
    }

    /** Counts as it goes: what an archive says of its sizes is not asked. */
    private static long unpack(ZipInputStream zip, Path file, long most, Counting packed) throws IOException {
        long bytes = 0;
        long packedBefore = packed.count;
        var buffer = new byte[1 << 16];
        try (var out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16)) {
            for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                bytes += read;
                // The unpacker reads ahead a little, so at the beginning the ratio says nothing.
                boolean bomb = bytes > RATIO_COUNTS_FROM && bytes / MOST_RATIO > packed.count - packedBefore + 1024;
                if (bytes > most || bomb) {
                    throw new Refused(Words.of("library.refused-too-much"));
                }
                out.write(buffer, 0, read);
            }
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return bytes;
    }

    /**
     * The names in the list at the end of a zip, in its order.
     *
     * @throws Refused if there is none, it is longer than that of an entry can be, or one of them is a link or locked by a password
     */
    private static List<String> listed(Path archive) throws IOException {
        try (var channel = FileChannel.open(archive, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < END_LENGTH || size > MOST_BYTES) {
                throw new Refused(Words.of("library.refused-by-size", Long.toString(size)));
            }
            ByteBuffer end = read(channel, size - END_LENGTH, END_LENGTH);
            int count = Short.toUnsignedInt(end.getShort(10));
            long length = Integer.toUnsignedLong(end.getInt(12));
            long from = Integer.toUnsignedLong(end.getInt(16));
            if (end.getInt(0) != END
                    || count > MOST_FILES
                    || length > LONGEST_LIST
                    || from + length != size - END_LENGTH) {
                throw new Refused(Words.of("library.refused-no-list"));
            }
            ByteBuffer list = read(channel, from, (int) length);
            var names = new ArrayList<String>();
            for (int i = 0; i < count; i++) {
                names.add(next(list));
            }
            if (list.hasRemaining()) {
                throw new Refused(Words.of("library.refused-longer-list"));
            }
            return names;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new Refused(Words.of("library.refused-list-damaged"));
        }
    }

    private static String next(ByteBuffer list) throws Refused {
        int at = list.position();
        if (list.remaining() < IN_LIST_LENGTH || list.getInt(at) != IN_LIST) {
            throw new Refused(Words.of("library.refused-list-damaged"));
        }
        boolean locked = (list.getShort(at + 8) & 1) != 0;
        int nameLength = Short.toUnsignedInt(list.getShort(at + 28));
        int more = Short.toUnsignedInt(list.getShort(at + 30)) + Short.toUnsignedInt(list.getShort(at + 32));
        int kind = (list.getInt(at + 38) >>> 16) & 0xf000; // of file, as Unix has it; 0 where it was made elsewhere
        if (locked || (kind != 0 && kind != 0x8000)) {
            throw new Refused(Words.of("library.refused-link"));
        }
        var name = new byte[nameLength];
        list.position(at + IN_LIST_LENGTH);
        list.get(name);
        list.position(list.position() + more);
        return new String(name, StandardCharsets.UTF_8);
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new Refused(Words.of("library.refused-cut-off"));
            }
        }
        return buffer.flip();
    }

    /**
     * Makes what was unpacked an entry of this library: it has to be one, leads to no file of this computer, and is in no queue.
     *
     * @throws Refused if it is none
     */
    static JobRequest check(String id, Path unpacked) throws IOException {
        Optional<SavedEntry> saved = SavedEntry.fromJson(id, Files.readAllBytes(unpacked.resolve(EntryFiles.ENTRY)));
        if (saved.isEmpty()) {
            throw new Refused(Words.of("library.refused-no-entry"));
        }
        Path listening = unpacked.resolve(ListeningFile.NAME);
        if (Files.exists(listening)) {
            ListeningFile.write(unpacked, ListeningFile.read(unpacked).withoutAttached());
        }
        boolean waiting = saved.get().entry().state() instanceof JobState.Queued
                || (saved.get().entry().state() instanceof JobState.Submitting submitting
                        && submitting.unsent().isPresent());
        if (waiting) {
            // Only what the user put into the queue here may be sent from it.
            var here = saved.get().with(new JobState.Failed(SavedEntry.takenBack(), false));
            AtomicFile.write(unpacked.resolve(EntryFiles.ENTRY), here.toJson());
        }
        return saved.get().entry().request();
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
