package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.simulator.Simulator;
import rollscope.transcription.Stem;

/** The sound of stems: fetched once, kept, shared between entries, and found again. */
class KeptStemsTest {
    private static final URI CALLBACK = URI.create("https://example.com/cb");
    private static final Pace AT_ONCE = Pace.every(Duration.ZERO);

    @TempDir
    Path home;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final BlockingQueue<KeptStems.Change> changes = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        for (var one : opened.reversed()) {
            one.close();
        }
    }

    @Test
    void theStemsOfADemoEntryAreFetchedTheTranscribedOneFirstAndFoundAgainWithoutACall() throws Exception {
        var simulator = opened(Simulator.start(1000));
        var library = open(simulator.uri());
        var entry = transcribed(library, "Drums");
        var stems = stems(library, entry);
        var order = KeptStems.inOrder(entry, stems);
        assertThat(order)
                .hasSameElementsAs(stems)
                .first()
                .extracting(Stem::name)
                .isEqualTo("Drums");

        library.keptStems().fetch(entry, order, Optional.empty());
        assertThat(settled().stemId()).isEqualTo(order.getFirst().id());
        for (int i = 1; i < order.size(); i++) {
            assertThat(settled().state()).isInstanceOf(StemState.Kept.class);
        }
        assertThat(simulator.keySeenAtFiles()).isFalse();
        try (var files = Files.list(home.resolve("library").resolve(entry.id()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2 + order.size())
                    .allMatch(name -> name.matches("entry.json|answer.json|stem-[0-9a-f]{16}\\.mp3"));
        }

        simulator.close();
        library.close();
        var again = open(URI.create("http://127.0.0.1:1"));
        assertThat(order).allMatch(stem -> again.keptStems().state(entry.id(), stem) instanceof StemState.Kept);
    }

    @Test
    void aDemoEntryOfAnEarlierRunIsFetchedFromWhereTheDemoProviderIsNow() throws Exception {
        var before = Simulator.start(1000);
        var library = open(before.uri());
        var entry = transcribed(library, "Drums");
        library.close();
        before.close();

        var now = opened(Simulator.start(1000));
        var again = open(now.uri());
        var order = KeptStems.inOrder(entry, stems(again, entry)).subList(0, 1);
        again.keptStems().fetch(again.entries().getFirst(), order, Optional.empty());
        assertThat(settled().state()).isInstanceOf(StemState.Kept.class);
    }

    @Test
    void whatAnotherEntryOfTheSeparationHasIsNotFetchedAgain() throws Exception {
        var simulator = opened(Simulator.start(1000));
        var library = open(simulator.uri());
        var drums = transcribed(library, "Drums");
        var stem = KeptStems.inOrder(drums, stems(library, drums)).subList(0, 1);
        library.keptStems().fetch(drums, stem, Optional.empty());
        var first = (StemState.Kept) settled().state();

        var bass = transcribed(library, "Bass");
        simulator.close();
        library.keptStems().fetch(bass, stem, Optional.empty());
        var second = (StemState.Kept) settled().state();
        assertThat(second.file().getParent().getFileName()).hasToString(bass.id());
        assertThat(second.file()).hasSameBinaryContentAs(first.file());
    }

    @Test
    void whatIsStoppedGoesOnWhereItWas() throws Exception {
        var host = opened(new Host());
        var library = open(URI.create("http://127.0.0.1:1"));
        var entry = own(library);
        var stem = new Stem("../../x", "Drums", Optional.of(host.uri("/a.mp3")), 3, false);

        host.halfThenWait = true;
        library.keptStems().fetch(entry, List.of(stem), Optional.empty());
        awaitPart(0.5);
        assertThat(library.keptStems().state(entry.id(), stem)).isInstanceOf(StemState.Fetching.class);
        library.keptStems().stop(entry.id());
        assertThat(settled().state()).isEqualTo(new StemState.Absent(StemState.Reason.NOT_FETCHED));
        assertThat(library.keptStems().state(entry.id(), stem))
                .isEqualTo(new StemState.Absent(StemState.Reason.NOT_FETCHED));

        host.halfThenWait = false;
        library.keptStems().fetch(entry, List.of(stem), Optional.empty());
        var kept = (StemState.Kept) settled().state();
        assertThat(kept.file())
                .hasBinaryContent(Host.SOUND)
                .hasParent(home.resolve("library").resolve(entry.id()));
        assertThat(host.ranges).containsExactly("", "bytes=" + Host.SOUND.length / 2 + "-");
    }

    @Test
    void anExpiredLinkIsSaidAndTheStemCanBeAskedForAnew() throws Exception {
        var host = opened(new Host());
        var provider = opened(new OwnProvider());
        provider.separationAnswer = """
            {"code":200,"msg":"success","data":{"taskId":"sep-1","successFlag":"SUCCESS","response":{"originData":[
             {"id":"stem-1","stem_type_group_name":"Vocals","audio_url":"%s","duration":3}]}}}
            """.formatted(host.uri("/new.mp3"));
        var library = open(URI.create("http://127.0.0.1:1"));
        var account = new Account(value(providers.find(provider.url())), OwnProvider.KEY);
        var entry = library.transcribe(
                account, new JobRequest(account.provider().id(), "sep-1", Optional.of("stem-1"), "Vocals"));
        var stem = new Stem("stem-1", "Vocals", Optional.of(host.uri("/expired.mp3")), 3, false);

        library.keptStems().fetch(entry, List.of(stem), Optional.empty());
        var failed = (StemState.Failed) settled().state();
        assertThat(failed.problem().sentence()).contains("expired");
        assertThat(failed.problem().remedy()).contains("Attach");
        assertThat(library.keptStems().state(entry.id(), stem)).isEqualTo(failed);

        library.keptStems().fetch(entry, List.of(stem), Optional.of(account));
        assertThat(settled().state()).isInstanceOf(StemState.Kept.class);
        assertThat(host.keys).isEmpty();
    }

    @Test
    void aStemWithoutAnAddressIsAbsent() throws Exception {
        var library = open(URI.create("http://127.0.0.1:1"));
        var stem = new Stem("s", "Drums", Optional.empty(), 3, false);
        library.keptStems().fetch(own(library), List.of(stem), Optional.empty());
        assertThat(settled().state()).isEqualTo(new StemState.Absent(StemState.Reason.NO_ADDRESS));
    }

    @Test
    void aFileThatIsNoSoundCanBeThrownAwayAndFetchedAnew() throws Exception {
        var host = opened(new Host());
        var library = open(URI.create("http://127.0.0.1:1"));
        var entry = own(library);
        var stem = new Stem("s", "Drums", Optional.of(host.uri("/a.mp3")), 3, false);
        library.keptStems().fetch(entry, List.of(stem), Optional.empty());
        assertThat(settled().state()).isInstanceOf(StemState.Kept.class);
        library.keptStems().discard(entry.id(), stem);
        assertThat(library.keptStems().state(entry.id(), stem))
                .isEqualTo(new StemState.Absent(StemState.Reason.NOT_FETCHED));
    }

    // Surroundings

    private Providers providers = new Providers(() -> URI.create("http://127.0.0.1:1"), Simulator.DEMO_TASK);

    private Library open(URI demo) {
        providers = new Providers(() -> demo, Simulator.DEMO_TASK);
        var library = new Library(home.resolve("library"), providers, CALLBACK, AT_ONCE);
        opened.add(library);
        library.keptStems().listen(changes::add);
        return library;
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }

    private Entry transcribed(Library library, String name) throws Exception {
        var account = providers.demoAccount();
        var stem = value(library.stems(account, Simulator.DEMO_TASK)).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (var watch = new Watch(library)) {
            var entry = library.transcribe(
                    account, new JobRequest("demo", Simulator.DEMO_TASK, Optional.of(stem.id()), name));
            watch.awaitRest(entry.id());
            return library.find(entry.request()).orElseThrow();
        }
    }

    /** An entry at a provider that nobody has a key of any more. */
    private Entry own(Library library) throws Exception {
        var provider = opened(new OwnProvider());
        var account = new Account(value(providers.find(provider.url())), OwnProvider.KEY);
        try (var watch = new Watch(library)) {
            var entry = library.transcribe(
                    account, new JobRequest(account.provider().id(), "sep", Optional.of("s"), "Drums"));
            watch.awaitRest(entry.id());
            return entry;
        }
    }

    private static List<Stem> stems(Library library, Entry entry) {
        return value(library.open(entry.id())).stems();
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T>(Problem problem) -> throw new AssertionError(problem);
        };
    }

    /** The next stem that is no longer on its way. */
    private KeptStems.Change settled() throws InterruptedException {
        while (true) {
            var change = changes.poll(30, TimeUnit.SECONDS);
            if (change == null) {
                throw new AssertionError("nothing happened");
            }
            if (!(change.state() instanceof StemState.Fetching)) {
                return change;
            }
        }
    }

    private void awaitPart(double part) throws InterruptedException {
        while (true) {
            var change = changes.poll(30, TimeUnit.SECONDS);
            if (change == null) {
                throw new AssertionError("nothing happened");
            }
            if (change.state() instanceof StemState.Fetching(var now) && now.orElse(0) >= part) {
                return;
            }
        }
    }

    /** A host of files that can hold back the second half. */
    private static final class Host implements AutoCloseable {
        static final byte[] SOUND = new byte[100_000];

        static {
            Arrays.fill(SOUND, (byte) 0xff);
        }

        private final HttpServer server;
        private final CountDownLatch closing = new CountDownLatch(1);
        final List<String> ranges = new CopyOnWriteArrayList<>();
        final List<String> keys = new CopyOnWriteArrayList<>();
        volatile boolean halfThenWait;

        Host() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
        }

        URI uri(String path) {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        }

        private void answer(HttpExchange exchange) throws IOException {
            var headers = exchange.getRequestHeaders();
            ranges.add(headers.getOrDefault("Range", List.of("")).getFirst());
            keys.addAll(headers.getOrDefault("Authorization", List.of()));
            if (exchange.getRequestURI().getPath().contains("expired")) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            String range = ranges.getLast();
            int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes %d-%d/%d".formatted(from, SOUND.length - 1, SOUND.length));
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, SOUND.length - from);
            var out = exchange.getResponseBody();
            int half = halfThenWait ? SOUND.length / 2 : SOUND.length;
            out.write(SOUND, from, half - from);
            out.flush();
            if (halfThenWait) {
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.close();
        }

        @Override
        public void close() {
            closing.countDown();
            server.stop(0);
        }
    }
}
