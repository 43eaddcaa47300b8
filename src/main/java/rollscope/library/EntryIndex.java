package rollscope.library;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import rollscope.files.AtomicFile;

/**
 * A cache of what the list tells of the entries, so that a large library opens without reading every {@code entry.json}. A row counts
 * only as long as the size and the time of its {@code entry.json} are the same; whatever is odd about the file, it counts as not
 * there.
 *
 * <p>It leaves out stems and earlier purchases, which the list does not need.
 */
final class EntryIndex {
    private static final System.Logger LOG = System.getLogger(EntryIndex.class.getName());
    /** Below this, reading every entry is as quick. */
    static final int WORTHWHILE = 256;

    private static final int MAGIC = 0x52534958; // RSIX
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 256 << 20;

    /** A row as written: text that is only read when it is wanted. */
    private record Row(EntryFiles.Stamp stamp, int from, int to) {}

    private final byte[] bytes;
    private final Map<String, Row> rows;

    private EntryIndex(byte[] bytes, Map<String, Row> rows) {
        this.bytes = bytes;
        this.rows = rows;
    }

    /** What was written last; without rows if there is nothing that could be used. */
    static EntryIndex read(Path file) {
        try {
            if (Files.size(file) <= MOST_BYTES) {
                return of(Files.readAllBytes(file));
            }
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "No index yet");
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "The index is made anew: {0}", e.toString());
        }
        return new EntryIndex(new byte[0], Map.of());
    }

    private static EntryIndex of(byte[] bytes) throws IOException {
        var crc = new CRC32();
        crc.update(bytes, 0, Math.max(0, bytes.length - Long.BYTES));
        var in = ByteBuffer.wrap(bytes);
        if (bytes.length < 20
                || in.getInt() != MAGIC
                || in.getInt() != VERSION
                || in.getLong(bytes.length - Long.BYTES) != crc.getValue()) {
            throw new IOException("not as it was written");
        }
        int count = in.getInt();
        var rows = HashMap.<String, Row>newHashMap(Math.min(count, bytes.length / 32));
        for (int i = 0; i < count; i++) {
            var id = new byte[in.get()];
            in.get(id);
            var stamp = new EntryFiles.Stamp(in.getLong(), in.getLong());
            int length = in.getInt();
            int from = in.position();
            rows.put(new String(id, StandardCharsets.US_ASCII), new Row(stamp, from, from + length));
            in.position(from + length);
        }
        return new EntryIndex(bytes, rows);
    }

    EntryFiles.@Nullable Known known(String id) {
        Row row = rows.get(id);
        return row == null
                ? null
                : SavedEntry.fromJson(id, Arrays.copyOfRange(bytes, row.from, row.to))
                        .map(saved -> new EntryFiles.Known(Optional.of(row.stamp), saved))
                        .orElse(null);
    }

    /** Writes an index of entries; those without a stamp are left out. */
    static void write(Path file, List<EntryFiles.Known> entries) throws IOException {
        var rows = entries.stream().filter(known -> known.stamp().isPresent()).toList();
        AtomicFile.write(file, out -> {
            var summed = new CheckedOutputStream(out, new CRC32());
            var data = new DataOutputStream(summed);
            data.writeInt(MAGIC);
            data.writeInt(VERSION);
            data.writeInt(rows.size());
            for (EntryFiles.Known known : rows) {
                var id = known.saved().entry().id().getBytes(StandardCharsets.US_ASCII);
                data.writeByte(id.length);
                data.write(id);
                var stamp = known.stamp().orElseThrow();
                data.writeLong(stamp.size());
                data.writeLong(stamp.modified());
                byte[] text = known.saved().forTheList().toJson();
                data.writeInt(text.length);
                data.write(text);
            }
            data.writeLong(summed.getChecksum().getValue());
        });
    }
}
