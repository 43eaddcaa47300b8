package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.export.ExportFile;
import rollscope.keychain.KeychainException;
import rollscope.keychain.MemoryKeychain;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.Pace;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;
import rollscope.roll.RollColours;
import rollscope.settings.KeyPlace;
import rollscope.settings.SecretStore;
import rollscope.settings.SettingsStore;
import rollscope.transcription.Transcription;

/** Runs jobs at a provider that repeats the key in every spelling, then looks for it in all that was written. */
class NothingLeaksTest {
    /** With characters that are spelled otherwise in an address and in base64. */
    private static final String KEY = "sk+3f9a/7c21=Zq~e";

    private static final byte[] BYTES = KEY.getBytes(StandardCharsets.UTF_8);
    private static final List<String> SPELLINGS = List.of(
            KEY,
            URLEncoder.encode(KEY, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(BYTES).substring(0, 16),
            Base64.getUrlEncoder().encodeToString(BYTES).substring(0, 16));
    private static final String ECHO = "Bearer " + KEY + " and "
            + URLEncoder.encode(KEY, StandardCharsets.UTF_8) + " and "
            + Base64.getEncoder().encodeToString(BYTES) + " and "
            + Base64.getUrlEncoder().encodeToString(BYTES);
    private static final String NOTES = """
        {"code":200,"data":{"successFlag":1,"midiData":{"instruments":[
         {"name":"Bass","notes":[{"pitch":40,"start":0.25,"end":1.0,"velocity":0.5}]}]}}}\
        """;

    /** More than the answers without sense after which a wait is given up: a page of the network's own is none. */
    private static final int PAGES = 4;

    @TempDir
    private Path home;

    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("rollscope");
    private final Level level = root.getLevel();
    private final List<Handler> handlers = List.of(root.getHandlers());
    private final AtomicInteger polls = new AtomicInteger();
    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        LogFile.start(home.resolve("logs"));
        ours.setLevel(Level.ALL);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        provider.createContext("/", this::answer);
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
        closeLog();
        handlers.forEach(root::addHandler);
        root.setLevel(level);
        ours.setLevel(null);
    }

    private void closeLog() {
        for (Handler handler : root.getHandlers()) {
            handler.close();
            root.removeHandler(handler);
        }
    }

    /** Which job it is stands in the id of its separation, which comes back as the id of the job. */
    private void answer(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestURI() + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String json;
        if (asked.contains("/generate")) {
            json = asked.contains("refused")
                    ? "{\"code\":422,\"msg\":\"" + ECHO + "\"}"
                    : "{\"code\":200,\"data\":{\"taskId\":\"" + asked.replaceAll("(?s).*\"taskId\":\"(\\w+)\".*", "$1")
                            + "\"}}";
        } else if (asked.contains("whole")) {
            json = polls.getAndIncrement() < PAGES ? "<html>" + ECHO + "</html>" : NOTES;
        } else if (asked.contains("unreadable")) {
            json = "{\"code\":200,\"data\":{\"successFlag\":1,\"midiData\":{\"instruments\":[{\"name\":\"" + ECHO
                    + "\"";
        } else if (asked.contains("echoing")) {
            json = NOTES.replace("Bass", "Bass " + ECHO);
        } else if (asked.contains("failing")) {
            json = "{\"code\":200,\"data\":{\"successFlag\":3,\"errorMessage\":\"" + ECHO + "\"}}";
        } else {
            json = "{\"code\":401,\"msg\":\"" + ECHO + "\"}";
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void theKeyIsInNoLogNoSettingAndNoEntryHoweverTheProviderSpellsIt() throws Exception {
        var settings = new SettingsStore(home.resolve("settings.json"));
        var providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo");
        String address = "http://127.0.0.1:" + provider.getAddress().getPort();
        if (!(providers.find(address) instanceof Outcome.Ok<ProviderChoice>(ProviderChoice choice))) {
            throw new AssertionError(address);
        }
        var account = new Account(choice, KEY);
        var keychain = new MemoryKeychain();
        var secrets = SecretStore.of(settings, home.resolve("keys"), Map.of("ROLLSCOPE_API_KEY", KEY), keychain);
        try (var library =
                new Library(home.resolve("library"), providers, settings.get().callback(), Pace.every(Duration.ZERO))) {
            assertThat(library.balance(account).toString()).contains("does not accept");
            assertThat(runs(library, account, "whole").state()).isInstanceOf(JobState.Ready.class);
            assertThat(runs(library, account, "failing").state()).isInstanceOf(JobState.Failed.class);
            assertThat(runs(library, account, "refused").state()).isInstanceOf(JobState.Failed.class);
            assertThat(runs(library, account, "unauthorised").state()).isInstanceOf(JobState.Transcribing.class);
            var unread = runs(library, account, "unreadable");
            assertThat(unread.state()).isInstanceOf(JobState.Transcribing.class);
            assertThat(home.resolve("library").resolve(unread.id()).resolve("unread.json"))
                    .content()
                    .contains("instruments", "****");
            var echoing = runs(library, account, "echoing");
            assertThat(echoing.state()).isInstanceOf(JobState.Ready.class);
            export(library, echoing);
            Logger.getLogger("rollscope.test").log(Level.WARNING, "{0} {1}", new Object[] {account, choice});
            Logger.getLogger("rollscope.test")
                    .log(Level.SEVERE, "crash", new IllegalStateException(account + " " + secrets));
            var crash = new IllegalStateException(account + " " + secrets, new IOException("Bearer " + KEY));
            var report = new CrashLog(home.resolve("logs"), InstantSource.system()).add(Thread.currentThread(), crash);
            assertThat(report)
                    .hasValueSatisfying(made -> assertThat(made.text()).contains("Bearer ****"));
        }
        for (var fault : KeychainException.Reason.values()) {
            keychain.failWith(fault);
            secrets.write(choice.id(), KEY);
            secrets.move(choice.id(), KeyPlace.KEYCHAIN);
            secrets.delete(choice.id());
        }
        keychain.work();
        secrets.write(choice.id(), KEY);
        Logger.getLogger("rollscope.test")
                .log(Level.WARNING, "{0} {1}", new Object[] {secrets, secrets.find(choice.id())});
        settings.set(settings.get().withProvider(choice.id(), choice.id()).withKeyPlace(choice.id(), KeyPlace.FILE));
        settings.flush();
        closeLog();

        String written = everythingWritten();
        assertThat(keychain.secrets()).containsValue(KEY);
        assertThat(written)
                .contains("was accepted as whole", "Bass", "****", "crash", "crash-", "\"file\"", "exported");
        for (String spelling : SPELLINGS) {
            assertThat(written).doesNotContain(spelling);
            assertThat(processes()).doesNotContain(spelling);
        }
    }

    /** The one file that may hold a key does so only when the user has said so, and nobody else may read it. */
    @Test
    void aKeyInAFileIsInNoOther() throws Exception {
        var settings = new SettingsStore(home.resolve("settings.json"));
        var secrets = SecretStore.of(settings, home.resolve("keys"), Map.of(), new MemoryKeychain());
        secrets.write("kie", KEY);
        assertThat(everythingWritten()).doesNotContain(KEY);
        secrets.move("kie", KeyPlace.FILE);
        settings.set(settings.get().withKeyPlace("kie", KeyPlace.FILE));
        settings.flush();
        assertThat(everythingWritten().split(java.util.regex.Pattern.quote(KEY), -1))
                .hasSize(2);
        secrets.delete("kie");
        assertThat(everythingWritten()).doesNotContain(KEY);
    }

    /** Every kind of file that notes become. */
    private void export(Library library, Entry entry) throws IOException {
        if (!(library.open(entry.id()) instanceof Outcome.Ok<Transcription>(Transcription song))) {
            throw new AssertionError("cannot be opened");
        }
        for (var format : ExportFile.Format.values()) {
            Path file = home.resolve("exported." + format.name().toLowerCase(java.util.Locale.ROOT));
            new ExportFile(file, format).write(song, RollColours.LIGHT);
        }
    }

    /** The arguments of this program and of whatever it started, and its properties. */
    private static String processes() {
        var text = new StringBuilder(System.getProperties().toString());
        Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .forEach(process -> text.append(process.info()));
        return text.toString();
    }

    /** Runs a job until nothing more comes of it. */
    private static Entry runs(Library library, Account account, String task) throws InterruptedException {
        var request = new JobRequest(account.provider().id(), task, Optional.empty(), JobRequest.ALL_STEMS);
        var ended = new CountDownLatch(1);
        Runnable deaf = library.listen(entry -> {
            if (entry.request().equals(request) && isOver(entry.state())) {
                ended.countDown();
            }
        });
        library.transcribe(account, request);
        assertThat(ended.await(30, TimeUnit.SECONDS)).as(task).isTrue();
        deaf.run();
        return library.find(request).orElseThrow();
    }

    private static boolean isOver(JobState state) {
        return switch (state) {
            case JobState.Submitting _ -> false;
            case JobState.Transcribing waiting ->
                waiting.nextPoll().isEmpty() && waiting.trouble().isPresent();
            default -> true;
        };
    }

    private String everythingWritten() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(home)) {
            for (Path file : files.toList()) {
                text.append(file).append('\n');
                if (Files.isRegularFile(file)) {
                    text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return text.toString();
    }
}
