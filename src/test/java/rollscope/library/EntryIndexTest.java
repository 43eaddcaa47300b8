package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of the list, whole and in any other condition. */
class EntryIndexTest {
    private static final Instant CREATED = Instant.parse("2026-11-22T09:00:00.123456789Z");
    private static final Problem PROBLEM = new Problem(Problem.Kind.CREDITS, "No credits.", "Top up, ü.", "402");

    @TempDir
    Path home;

    private final List<EntryFiles.Known> known = new ArrayList<>();
    private Path file;
    private byte[] whole = {};

    @BeforeEach
    void write() throws IOException {
        file = home.resolve("index");
        for (int round = 0; round < 3; round++) {
            for (JobState state : List.of(
                    new JobState.Queued(7, false, Optional.empty()),
                    new JobState.Transcribing("midi-1", CREATED, Optional.empty(), Optional.empty()),
                    new JobState.Ready(1234, 5),
                    new JobState.Empty(),
                    new JobState.Failed(PROBLEM, true),
                    new JobState.Expired("midi-2"),
                    new JobState.Unknown(CREATED, PROBLEM))) {
                add(round, state);
            }
        }
        EntryIndex.write(file, known);
        whole = Files.readAllBytes(file);
    }

    private void add(int round, JobState state) {
        String id = "entry-" + known.size();
        var request = new JobRequest(
                "kie", "sep-" + round, round == 0 ? Optional.empty() : Optional.of("stem-" + round), "Stimme, ü");
        var spending = round == 1
                ? new Spending(Optional.of(new BigDecimal("600.10")), Optional.of(new BigDecimal("598.8")), true)
                : Spending.NOT_KNOWN;
        known.add(new EntryFiles.Known(
                Optional.of(new EntryFiles.Stamp(100 + known.size(), 1_700_000_000_000L + known.size())),
                new SavedEntry(
                        new Entry(id, "Night Ferry " + round, request, CREATED, state),
                        round == 2 ? Optional.of("midi-9") : Optional.empty(),
                        List.of(),
                        List.of(),
                        spending)));
    }

    @Test
    void everyStateComesBackAsItWas() {
        assertThat(rowsOf(EntryIndex.read(file))).isEqualTo(known.size());
    }

    @Test
    void cutOffAnywhereItCountsAsNotThere() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(rowsOf(EntryIndex.read(file))).as("%d bytes", length).isZero();
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThat(rowsOf(EntryIndex.read(file))).isZero();
    }

    @Test
    void aBitThatFlippedAnywhereIsNoticed() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            Files.write(file, damaged);
            assertThat(rowsOf(EntryIndex.read(file))).as("byte %d", at).isZero();
        }
    }

    @Test
    void damagedAtRandomItTellsNothingThatIsNotTrue() throws IOException {
        var random = new Random(11);
        for (int round = 0; round < 4_000; round++) {
            Files.write(file, damaged(random));
            rowsOf(EntryIndex.read(file));
        }
    }

    @Test
    void oddContentUnderASumThatFitsHarmsNobody() throws IOException {
        var random = new Random(12);
        for (int round = 0; round < 4_000; round++) {
            byte[] odd = damaged(random);
            if (odd.length > Long.BYTES) {
                var sum = new CRC32();
                sum.update(odd, 0, odd.length - Long.BYTES);
                ByteBuffer.wrap(odd).putLong(odd.length - Long.BYTES, sum.getValue());
            }
            Files.write(file, odd);
            var index = EntryIndex.read(file);
            for (EntryFiles.Known one : known) {
                index.known(one.saved().entry().id());
            }
        }
    }

    @Test
    void aFolderOrNothingInItsPlaceCountsAsNotThere() throws IOException {
        Files.delete(file);
        assertThat(rowsOf(EntryIndex.read(file))).isZero();
        Files.createDirectory(file);
        assertThat(rowsOf(EntryIndex.read(file))).isZero();
    }

    /** How many rows there are, each of which is as it was written. */
    private int rowsOf(EntryIndex index) {
        int rows = 0;
        for (EntryFiles.Known one : known) {
            var read = index.known(one.saved().entry().id());
            if (read != null) {
                assertThat(read.stamp()).isEqualTo(one.stamp());
                assertThat(read.saved()).isEqualTo(one.saved());
                rows++;
            }
        }
        return rows;
    }

    /** With some bytes changed, left out, put in, or moved. */
    private byte[] damaged(Random random) {
        byte[] bytes = whole.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0 : 0xff));
                case 2 -> {
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                    System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
                    bytes = shorter.length == 0 ? bytes : shorter;
                }
                default -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }
}
