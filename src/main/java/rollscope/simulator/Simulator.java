package rollscope.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/**
 * The service's twin on loopback: the demo provider, and every odd answer of the contract on request. It knows one song and, under the
 * task ids of {@link Scenario}, that song served in odd ways. Costs nothing, remembers jobs over restarts, needs no network.
 *
 * <p>Any key will do but {@value #WRONG_KEY}. Thread-safe.
 */
public final class Simulator implements AutoCloseable {
    /** The separation task of the demo song. */
    public static final String DEMO_TASK = "5c79a1b2c3d4e5f60718293a4b5c6d7e";

    /** The key that is not accepted. */
    public static final String WRONG_KEY = "wrong-key";

    /** With which it signs its callbacks. */
    public static final String WEBHOOK_SECRET = "simulated-webhook-secret";

    private static final System.Logger LOG = System.getLogger(Simulator.class.getName());
    private static final int LONGEST_REQUEST = 1 << 16;
    private static final int MOST_JOBS = 1000;
    private static final long JOB_MILLIS = 6_000;
    private static final long LATENCY_MILLIS = 150;
    private static final BigDecimal PRICE = new BigDecimal("2.5");
    private static final String SUBMIT = "POST /api/v1/midi/generate";
    private static final String UNAUTHORIZED =
            "Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are"
                    + " correctly set.";
    private static final String NO_CREDITS =
            "Credits insufficient : Your current balance isn't enough to run this request. Please top up to continue.";

    private final HttpServer server;
    private final ExecutorService threads;
    private final double speed;
    private final long started = System.currentTimeMillis();
    private final String base;
    private final DemoSong song = new DemoSong();
    private final Answers answers;

    private final AtomicReference<BigDecimal> balance = new AtomicReference<>(new BigDecimal("5916.25"));
    private final List<Integer> callbackAnswers = new CopyOnWriteArrayList<>();
    private final AtomicInteger submits = new AtomicInteger();
    private final AtomicInteger counter = new AtomicInteger();
    private final Map<Scenario, AtomicInteger> separationReads = new ConcurrentHashMap<>();
    private final SequencedMap<String, Job> jobs = new LinkedHashMap<>();
    private volatile boolean keySeenAtFiles;

    private Simulator(HttpServer server, double speed) {
        this.server = server;
        this.speed = speed;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        answers = new Answers(song, base);
    }

    /**
     * Starts on a free port of the loopback interface.
     *
     * @param speed divides every delay; with 1 a job takes some 6 seconds
     * @throws IOException if no port can be opened
     */
    public static Simulator start(double speed) throws IOException {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed " + speed);
        }
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        var simulator = new Simulator(server, speed);
        server.setExecutor(simulator.threads);
        server.createContext("/", simulator::handle);
        startAsDaemon(server);
        return simulator;
    }

    /** The server's own thread is a daemon only if the one that starts it is: a simulator nobody closes must not keep a program alive. */
    private static void startAsDaemon(HttpServer server) throws IOException {
        var starter = Thread.ofPlatform().daemon().start(server::start);
        try {
            starter.join();
        } catch (InterruptedException e) {
            server.stop(0);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Base URL, without a slash at the end. */
    public URI uri() {
        return URI.create(base);
    }

    /** How many submits have arrived, accepted or not. */
    public int submits() {
        return submits.get();
    }

    /** The HTTP status each callback was answered with, in order. */
    public List<Integer> callbackAnswers() {
        return List.copyOf(callbackAnswers);
    }

    /** Whether a request for a file ever carried an authorization header: a client must not give its key to file hosts. */
    public boolean keySeenAtFiles() {
        return keySeenAtFiles;
    }

    /**
     * The body with which a job on the demo song ends when nothing is odd; its task id and times are fixed.
     *
     * @param audioId one of the stems, or empty for all
     */
    public byte[] answer(Optional<String> audioId) {
        return bytes(((Reply.Whole) answers.ended(Job.example(audioId), Scenario.Notes.PLAIN)).body());
    }

    /** Stops at once and frees port and threads. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a request of the demo provider did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            Thread.sleep(Math.round(LATENCY_MILLIS / speed));
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/s/") || path.startsWith("/r/") || path.startsWith("/d/")) {
                if (exchange.getRequestHeaders().containsKey("Authorization")) {
                    keySeenAtFiles = true;
                }
                StemFile.serve(exchange, song, path);
            } else {
                send(exchange, reply(exchange, path));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the client went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the demo provider failed", e);
        }
    }

    private Reply reply(HttpExchange exchange, String path) throws IOException {
        String route = exchange.getRequestMethod() + " " + path;
        if (route.equals(SUBMIT)) {
            submits.incrementAndGet();
        }
        if (!authorized(exchange)) {
            return Reply.envelope(401, UNAUTHORIZED, "");
        }
        return switch (route) {
            case "GET /api/v1/chat/credit", "GET /api/v1/generate/credit" ->
                Reply.envelope(200, "success", balance.get().toPlainString());
            case "GET /api/v1/vocal-removal/record-info" -> separation(taskId(exchange));
            case "GET /api/v1/midi/record-info" -> poll(taskId(exchange));
            case SUBMIT -> submit(body(exchange));
            case "POST /api/v1/common/download-url" -> downloadUrl(body(exchange));
            default ->
                Reply.json(
                        404,
                        "{\"code\":404,\"msg\":\"Not Found - The requested resource does not exist\",\"data\":null}");
        };
    }

    private static boolean authorized(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            return false;
        }
        String key = header.substring("Bearer ".length()).strip();
        return !key.isEmpty() && !key.equals(WRONG_KEY);
    }

    private Reply separation(String taskId) {
        if (taskId.equals(DEMO_TASK)) {
            return Reply.json(answers.separation(taskId, Scenario.Stems.ALL, started));
        }
        var scenario = Scenario.of(taskId);
        if (scenario.isEmpty()) {
            return nothing();
        }
        var plan = scenario.get().plan();
        int read = separationReads
                .computeIfAbsent(scenario.get(), _ -> new AtomicInteger())
                .getAndIncrement();
        var step = plan.separation().get(Math.floorMod(read, plan.separation().size()));
        return reply(step, Reply.json(answers.separation(taskId, plan.stems(), started)));
    }

    private Reply submit(Optional<JsonNode> request) {
        if (request.isEmpty()) {
            return Reply.envelope(400, "The request body is not valid JSON", "null");
        }
        String separation = request.get().path("taskId").asString("");
        String audioId = request.get().path("audioId").asString("");
        if (request.get().path("callBackUrl").asString("").isBlank()) {
            return Reply.envelope(422, "Please enter callBackUrl.", "null");
        }
        var scenario = Scenario.of(separation);
        var plan = scenario.map(Scenario::plan).orElse(Scenario.Plan.PLAIN);
        var stem = song.stem(audioId);
        boolean known = scenario.isPresent() || separation.equals(DEMO_TASK);
        if (!known || plan.submit() == Scenario.Submit.UNKNOWN || (!audioId.isEmpty() && stem.isEmpty())) {
            return Reply.envelope(422, "Record does not exist", "null");
        }
        return switch (plan.submit()) {
            case ACCEPT -> {
                var job = newJob(scenario, stem);
                callBack(
                        job,
                        scenario.map(Scenario::calls).orElse(Scenario.Calls.PLAIN),
                        request.get().path("callBackUrl").asString(""));
                yield Reply.json(answers.accepted(job));
            }
            case NO_CREDITS_402 -> Reply.envelope(402, NO_CREDITS, "null");
            case NO_CREDITS_429 -> Reply.envelope(429, "Insufficient credits", "");
            case NO_CREDITS_500 -> Reply.envelope(500, NO_CREDITS, "null");
            case MAINTENANCE -> maintenance();
            case HTML -> Reply.html(502);
            case EMPTY -> {
                newJob(scenario, stem);
                yield Reply.json("");
            }
            case LOST_BEFORE -> new Reply.Cut();
            case LOST_AFTER -> {
                newJob(scenario, stem);
                yield new Reply.Cut();
            }
            case UNKNOWN -> throw new IllegalStateException("answered above");
        };
    }

    /** When the job has ended; nothing happens if the address is not on this computer. */
    private void callBack(Job job, Scenario.Calls calls, String address) {
        if (!Callback.isHere(address)) {
            return;
        }
        threads.execute(() -> {
            try {
                Thread.sleep(Math.max(0, job.completed() - System.currentTimeMillis()));
                job.end();
                for (var callback : Callback.of(calls, URI.create(address), job.taskId())) {
                    int status = callback.post(System.currentTimeMillis() / 1000);
                    callbackAnswers.add(status);
                    LOG.log(System.Logger.Level.DEBUG, "the callback was answered with {0}", status);
                }
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "the callback did not arrive", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Job newJob(Optional<Scenario> scenario, Optional<DemoSong.Stem> stem) {
        balance.updateAndGet(credits -> credits.subtract(PRICE).max(BigDecimal.ZERO));
        var job = job(Job.newTaskId(
                scenario,
                stem.map(song.stems()::indexOf).orElse(Job.ALL_STEMS),
                System.currentTimeMillis(),
                counter.incrementAndGet()));
        return job.orElseThrow();
    }

    /** The job, which keeps its place in its script from poll to poll. */
    private Optional<Job> job(String taskId) {
        synchronized (jobs) {
            var known = Optional.ofNullable(jobs.get(taskId));
            if (known.isPresent()) {
                return known;
            }
            var job = Job.of(taskId, song, Math.round(JOB_MILLIS / speed));
            if (job.isPresent()) {
                if (jobs.size() >= MOST_JOBS) {
                    jobs.pollFirstEntry();
                }
                jobs.put(taskId, job.get());
            }
            return job;
        }
    }

    private Reply poll(String taskId) {
        var found = job(taskId);
        if (found.isEmpty()) {
            return nothing();
        }
        var job = found.get();
        var step = job.poll(System.currentTimeMillis());
        return step == Scenario.Step.PENDING
                ? Reply.json(answers.pending(job))
                : reply(step, answers.ended(job, job.plan().notes()));
    }

    private Reply reply(Scenario.Step step, Reply answer) {
        return switch (step) {
            case ANSWER -> answer;
            case NOTHING, WAIT, PENDING -> nothing();
            case HTTP_429 ->
                new Reply.Whole(
                        429,
                        "application/json;charset=UTF-8",
                        Map.of("Retry-After", String.valueOf(Math.round(1 / speed))),
                        "{\"code\":429,\"msg\":\"Rate Limited - Request limit has been exceeded for this"
                                + " resource\",\"data\":null}");
            case HTTP_503 -> Reply.html(503);
            case CODE_429 ->
                Reply.envelope(429, "Rate Limited - Request limit has been exceeded for this resource", "null");
            case CODE_430 -> Reply.envelope(430, "Your call frequency is too high. Please try again later.", "null");
            case CODE_455 -> maintenance();
            case CUT -> new Reply.Cut();
            case SHORT -> new Reply.Partial(((Reply.Whole) answer).body());
            case HALF -> {
                String body = ((Reply.Whole) answer).body();
                yield Reply.json(body.substring(0, body.length() / 2));
            }
            case HTML_PAGE -> Reply.html(502);
            case EMPTY_PAGE -> Reply.json("");
        };
    }

    private static Reply maintenance() {
        return Reply.envelope(455, "Service Unavailable - System is currently undergoing maintenance", "null");
    }

    private static Reply nothing() {
        return Reply.envelope(200, "success", "null");
    }

    private Reply downloadUrl(Optional<JsonNode> request) {
        String url = request.map(node -> node.path("url").asString("")).orElse("");
        for (String folder : List.of("/s/", "/r/")) {
            if (url.startsWith(base + folder) && url.length() >= (base + folder).length() + 36) {
                String id = url.substring((base + folder).length()).substring(0, 36);
                if (song.stem(id).isPresent()) {
                    return Reply.envelope(200, "success", "\"" + base + "/d/" + id + "\"");
                }
            }
        }
        return Reply.envelope(422, "url is wrong", "null");
    }

    private Optional<JsonNode> body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_REQUEST + 1);
        return body.length > LONGEST_REQUEST ? Optional.empty() : answers.object(body);
    }

    private static String taskId(HttpExchange exchange) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("taskId=")) {
                return URLDecoder.decode(pair.substring("taskId=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Whole whole -> {
                byte[] body = bytes(whole.body());
                exchange.getResponseHeaders().set("Content-Type", whole.type());
                whole.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(whole.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            case Reply.Partial cut -> {
                byte[] body = bytes(cut.body());
                exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            }
            case Reply.Cut _ -> exchange.close();
            case Reply.Flood flood -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
                exchange.sendResponseHeaders(200, 0);
                try (var out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
                    byte[] element = bytes(flood.element());
                    out.write(bytes(flood.prefix()));
                    for (int i = 0; i < flood.times(); i++) {
                        if (i > 0) {
                            out.write(',');
                        }
                        out.write(element);
                    }
                    out.write(bytes(flood.suffix()));
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
