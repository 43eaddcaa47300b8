package rollscope.library;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
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
 * there. It is in a form of its own because ten thousand texts take longer to parse than everything else at the start.
 *
 * <p>It leaves out stems and earlier purchases, which the list does not need.
 */
final class EntryIndex {
    private static final Log LOG = new Log(EntryIndex.class);
    /** Below this, reading every entry is as quick. */
    static final int WORTHWHILE = 256;

    private static final int MAGIC = 0x52534958; // RSIX
    private static final int VERSION = 3;
    private static final int MOST_BYTES = 256 << 20;
    /** Magic number, version, count; and the sum at the end. */
    private static final int LEAST_BYTES = 3 * Integer.BYTES + Long.BYTES;

    private static final EntryIndex NONE = new EntryIndex(new byte[0], Map.of());

    /** A row as written, which is only read when it is wanted. */
    private record Row(EntryFiles.Stamp stamp, int from) {}

    private final byte[] bytes;
    private final Map<String, Row> rows;

    private EntryIndex(byte[] bytes, Map<String, Row> rows) {
        this.bytes = bytes;
        this.rows = rows;
    }

    /** An index that is being read on a thread of its own, while the disk is asked which entries there are. */
    static final class Ahead {
        private final Thread thread;
        private EntryIndex index = NONE;

        Ahead(Path file) {
            thread = new Thread(() -> index = read(file), "reading the index");
            thread.setDaemon(true);
            thread.start();
        }

        /** Waits for it. */
        EntryIndex get() {
            EntryFiles.awaitEnd(thread);
            return index;
        }
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
        return NONE;
    }

    private static EntryIndex of(byte[] bytes) throws IOException {
        var crc = new CRC32();
        crc.update(bytes, 0, Math.max(0, bytes.length - Long.BYTES));
        var in = ByteBuffer.wrap(bytes);
        if (bytes.length < LEAST_BYTES
                || in.getInt() != MAGIC
                || in.getInt() != VERSION
                || in.getLong(bytes.length - Long.BYTES) != crc.getValue()) {
            throw new IOException("not as it was written");
        }
        int count = in.getInt();
        var rows = HashMap.<String, Row>newHashMap(Math.min(count, bytes.length / 32));
        for (int i = 0; i < count; i++) {
            String id = text(in);
            var stamp = new EntryFiles.Stamp(in.getLong(), in.getLong());
            int length = in.getInt();
            if (length < 0) {
                throw new IOException("a row of " + length);
            }
            rows.put(id, new Row(stamp, in.position()));
            in.position(in.position() + length);
        }
        return new EntryIndex(bytes, rows);
    }

    /** The row of an entry. May be asked on several threads. */
    EntryFiles.@Nullable Known known(String id) {
        Row row = rows.get(id);
        if (row == null) {
            return null;
        }
        try {
            var in = ByteBuffer.wrap(bytes);
            in.position(row.from);
            return new EntryFiles.Known(Optional.of(row.stamp), entry(id, in), true);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "A row of the index is odd: {0}", e.toString());
            return null;
        }
    }

    /**
     * Writes an index of entries; those without a stamp are left out, and those that are being sent, and so should be those whose
     * answer has gone.
     */
    static void write(Path file, List<EntryFiles.Known> entries) throws IOException {
        var rows = entries.stream()
                .filter(known -> known.stamp().isPresent()
                        && !(known.saved().entry().state() instanceof JobState.Submitting))
                .toList();
        AtomicFile.write(file, out -> {
            var summed = new CheckedOutputStream(out, new CRC32());
            var data = new DataOutputStream(summed);
            data.writeInt(MAGIC);
            data.writeInt(VERSION);
            data.writeInt(rows.size());
            for (EntryFiles.Known known : rows) {
                put(data, known.saved().entry().id());
                var stamp = known.stamp().orElseThrow();
                data.writeLong(stamp.size());
                data.writeLong(stamp.modified());
                var row = new ByteArrayOutputStream(512);
                put(new DataOutputStream(row), known.saved());
                data.writeInt(row.size());
                row.writeTo(data);
            }
            data.writeLong(summed.getChecksum().getValue());
        });
    }

    private static void put(DataOutputStream out, SavedEntry saved) throws IOException {
        Entry entry = saved.entry();
        JobRequest request = entry.request();
        put(out, entry.title());
        put(out, request.providerId());
        put(out, request.separationTaskId());
        put(out, request.stemId().orElse(""));
        put(out, request.stemName());
        put(out, entry.created());
        put(out, saved.midiTaskId().orElse(""));
        Spending spending = saved.spending();
        put(out, spending.before().map(BigDecimal::toString).orElse(""));
        put(out, spending.after().map(BigDecimal::toString).orElse(""));
        out.writeByte(spending.shared() ? 1 : 0);
        switch (entry.state()) {
            case JobState.Queued queued -> {
                out.writeByte('q');
                out.writeLong(queued.place());
            }
            case JobState.Submitting _ -> throw new IllegalArgumentException("a row for what is being sent");
            case JobState.Transcribing t -> {
                out.writeByte('t');
                put(out, t.midiTaskId());
                put(out, t.since());
            }
            case JobState.Ready(int notes, int instruments) -> {
                out.writeByte('r');
                out.writeInt(notes);
                out.writeInt(instruments);
            }
            case JobState.Empty() -> out.writeByte('e');
            case JobState.Failed(Problem problem, boolean accepted) -> {
                out.writeByte('f');
                put(out, problem);
                out.writeByte(accepted ? 1 : 0);
            }
            case JobState.Expired(String midiTaskId) -> {
                out.writeByte('x');
                put(out, midiTaskId);
            }
            case JobState.Unknown(Instant submitted, Problem problem) -> {
                out.writeByte('u');
                put(out, submitted);
                put(out, problem);
            }
        }
    }

    private static SavedEntry entry(String id, ByteBuffer in) {
        String title = text(in);
        String provider = text(in);
        String separation = text(in);
        var request = new JobRequest(provider, separation, optional(text(in)), text(in));
        Instant created = instant(in);
        Optional<String> midiTaskId = optional(text(in));
        var spending = new Spending(
                optional(text(in)).map(BigDecimal::new), optional(text(in)).map(BigDecimal::new), in.get() == 1);
        JobState state =
                switch (in.get()) {
                    case 'q' -> new JobState.Queued(in.getLong(), false, Optional.empty());
                    case 't' -> new JobState.Transcribing(text(in), instant(in), Optional.empty(), Optional.empty());
                    case 'r' -> new JobState.Ready(in.getInt(), in.getInt());
                    case 'e' -> new JobState.Empty();
                    case 'f' -> new JobState.Failed(problem(in), in.get() == 1);
                    case 'x' -> new JobState.Expired(text(in));
                    case 'u' -> new JobState.Unknown(instant(in), problem(in));
                    default -> throw new IllegalArgumentException("no state");
                };
        return new SavedEntry(
                new Entry(id, title, request, created, state), midiTaskId, List.of(), List.of(), spending);
    }

    private static void put(DataOutputStream out, Problem problem) throws IOException {
        put(out, problem.kind().name());
        put(out, problem.sentence());
        put(out, problem.remedy());
        put(out, problem.details());
    }

    private static Problem problem(ByteBuffer in) {
        return new Problem(Problem.Kind.valueOf(text(in)), text(in), text(in), text(in));
    }

    private static void put(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant instant(ByteBuffer in) {
        return Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    private static void put(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("text of " + length);
        }
        var utf8 = new byte[length];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
