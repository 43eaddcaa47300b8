package rollscope.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rollscope.instance.OneInstance.Start;

@Timeout(60)
class OneInstanceTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private final BlockingQueue<List<Path>> told = new ArrayBlockingQueue<>(100);
    private final List<OneInstance> opened = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var instance : opened) {
            instance.close();
        }
    }

    @Test
    void aSecondStartHandsItsFilesOverAndTheFirstIsToldThem() throws Exception {
        first(folder("run"));
        var files = List.of(home.resolve("Söng \"1\".mid"), home.resolve("two.json"));
        assertThat(start(folder("run"), files)).isInstanceOf(Start.HandedOver.class);
        assertThat(next()).isEqualTo(files);
        assertThat(OneInstance.handOver(folder("run"), List.of())).isTrue();
        assertThat(next()).isEmpty();
    }

    @Test
    void anotherFolderIsAnotherInstance() {
        first(folder("one"));
        first(folder("two"));
        assertThat(told).isEmpty();
    }

    @Test
    void whereNobodyIsNothingIsMadeAndNobodyTakes() {
        assertThat(OneInstance.handOver(folder("none"), List.of())).isFalse();
        assertThat(folder("none")).doesNotExist();
    }

    @Test
    void afterTheFirstHasClosedTheNextIsTheFirst() throws Exception {
        first(folder("run")).close();
        assertThat(OneInstance.handOver(folder("run"), List.of())).isFalse();
        assertThat(Address.socket(folder("run"))).doesNotExist();
        var next = first(folder("run"));
        // Closing again what is closed leaves the next alone.
        opened.getFirst().close();
        assertThat(OneInstance.handOver(folder("run"), List.of())).isTrue();
        next.close();
    }

    @Test
    void whatAKilledProgramLeftIsReplaced() throws Exception {
        var run = Files.createDirectory(folder("run"));
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(Address.socket(run)));
        }
        new Address(Optional.empty(), "0".repeat(Address.SECRET)).write(run);
        assertThat(Address.socket(run)).exists();
        assertThat(OneInstance.handOver(run, List.of())).isFalse();
        first(run);
        assertThat(OneInstance.handOver(run, List.of(home))).isTrue();
        assertThat(next()).containsExactly(home);
    }

    @Test
    void garbageForAnAddressIsNobody() throws Exception {
        var run = Files.createDirectory(folder("run"));
        for (String garbage : new String[] {"", "\n\n", "zz", "00", "00".repeat(32) + "\n70000", "x".repeat(100_000)}) {
            Files.writeString(Address.file(run), garbage);
            assertThat(OneInstance.handOver(run, List.of())).as(garbage).isFalse();
        }
        first(run);
    }

    @Test
    void ofManyStartsAtOnceOneIsTheFirstAndAllOthersHandOver() throws Exception {
        int starts = 12;
        var together = new CyclicBarrier(starts);
        try (var executor = Executors.newFixedThreadPool(starts)) {
            var all = new ArrayList<Callable<Start>>();
            for (int i = 0; i < starts; i++) {
                var files = List.of(home.resolve(i + ".mid"));
                all.add(() -> {
                    together.await();
                    return start(folder("run"), files);
                });
            }
            int first = 0;
            for (var start : executor.invokeAll(all)) {
                assertThat(start.get()).isNotInstanceOf(Start.Alone.class);
                first += start.get() instanceof Start.First ? 1 : 0;
            }
            assertThat(first).isOne();
        }
        assertThat(told).hasSize(starts - 1).doesNotHaveDuplicates();
    }

    @Test
    void aFolderWithTooLongAPathForASocketServesAsWell() throws Exception {
        var far = Files.createDirectories(home.resolve("x".repeat(120))).resolve("run");
        first(far);
        assertThat(Address.socket(far)).doesNotExist();
        assertThat(start(far, List.of(home))).isInstanceOf(Start.HandedOver.class);
        assertThat(next()).containsExactly(home);
    }

    @Test
    void whoDoesNotKnowTheSecretIsToldNothingAndTellsNothing() throws Exception {
        first(folder("run"));
        try (var stranger = connect(folder("run"))) {
            var out = out(stranger);
            out.writeInt(Handover.MAGIC);
            out.writeBytes("0".repeat(Address.SECRET));
            out.flush();
            var answer = ByteBuffer.allocate(2);
            assertThat(stranger.read(answer)).isOne();
            assertThat(answer.get(0)).isEqualTo((byte) Handover.REFUSED);
            assertThat(stranger.read(answer)).isEqualTo(-1);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void strangeAndSilentCallersHoldNobodyUp() throws Exception {
        first(folder("run"));
        var callers = new ArrayList<SocketChannel>();
        for (int i = 0; i < 5; i++) {
            callers.add(connect(folder("run"))); // and say nothing
            var loud = connect(folder("run"));
            callers.add(loud);
            loud.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
        assertThat(OneInstance.handOver(folder("run"), List.of(home))).isTrue();
        assertThat(next()).containsExactly(home);
        // The silent ones are cut off.
        assertThat(callers.getFirst().read(ByteBuffer.allocate(1))).isLessThanOrEqualTo(0);
        for (var caller : callers) {
            caller.close();
        }
    }

    @Test
    void moreFilesThanAreTakenAreLeftOutAndACallerThatSaysMoreIsNotHeard() throws Exception {
        first(folder("run"));
        var many = new ArrayList<Path>();
        for (int i = 0; i < 1000; i++) {
            many.add(home.resolve(i + ".mid"));
        }
        assertThat(OneInstance.handOver(folder("run"), many)).isTrue();
        assertThat(next()).isEqualTo(many.subList(0, Handover.MOST_FILES));
        try (var liar = connect(folder("run"))) {
            var out = out(liar);
            out.writeInt(Handover.MAGIC);
            out.writeBytes(Address.read(folder("run")).secret());
            out.writeShort(65_535);
            out.flush();
            assertThat(liar.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void whatIsNoAbsolutePathIsNotPassedOn() throws Exception {
        first(folder("run"));
        assertThat(OneInstance.handOver(folder("run"), List.of(Path.of("here.mid"), home)))
                .isTrue();
        assertThat(next()).containsExactly(home);
    }

    @Test
    void aWindowThatTakesNothingMoreIsNotTheOne() throws Exception {
        opened.add(claimed(OneInstance.start(folder("run"), List.of(), files -> false)));
        assertThat(OneInstance.handOver(folder("run"), List.of())).isFalse();
        assertThat(OneInstance.start(folder("run"), List.of(), told::add, Duration.ZERO))
                .isInstanceOf(Start.Alone.class);
    }

    @Test
    void whereNoFolderCanBeMadeItIsAlone() throws Exception {
        var file = Files.createFile(folder("run"));
        assertThat(start(file, List.of())).isInstanceOf(Start.Alone.class);
        assertThat(start(file.resolve("below"), List.of())).isInstanceOf(Start.Alone.class);
    }

    @Test
    void nobodyElseMayLookIntoTheFolder() throws Exception {
        var run = Files.createDirectory(folder("run"));
        assumeThat(run.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxrwxrwx"));
        first(run);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Address.file(run))))
                .isEqualTo("rw-------");
        assertThat(Address.read(run).toString()).isEqualTo("socket");
    }

    private Path folder(String name) {
        return home.resolve(name);
    }

    private List<Path> next() throws InterruptedException {
        var files = told.poll(30, TimeUnit.SECONDS);
        assertThat(files).isNotNull();
        return files;
    }

    private OneInstance first(Path folder) {
        return claimed(start(folder, List.of()));
    }

    private Start start(Path folder, List<Path> files) {
        var start = OneInstance.start(folder, files, told::add, LONG);
        if (start instanceof Start.First(OneInstance instance)) {
            synchronized (opened) {
                opened.add(instance);
            }
        }
        return start;
    }

    private static OneInstance claimed(Start start) {
        assertThat(start).isInstanceOf(Start.First.class);
        return ((Start.First) start).instance();
    }

    private static SocketChannel connect(Path folder) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(Address.socket(folder)));
    }

    private static DataOutputStream out(SocketChannel channel) {
        return new DataOutputStream(Channels.newOutputStream(channel));
    }
}
