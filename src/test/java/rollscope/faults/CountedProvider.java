package rollscope.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A provider on a bare socket that misbehaves as told and keeps count of what really happened: the submits it was sent, the jobs it
 * made of them, the ids it told, the notes it handed out. It shares no code with the program, so that the program's own idea of what
 * happened can be held against it.
 */
final class CountedProvider implements AutoCloseable {
    /** What is done with a request. */
    interface Answer {
        /** Returns whether the connection stays. */
        boolean give(Exchange exchange) throws IOException;
    }

    /** Told of each step of each request, before it is taken. */
    interface Step {
        void at(String step) throws IOException;
    }

    private static final Pattern FIELD = Pattern.compile("\"(taskId|audioId)\"\\s*:\\s*\"([^\"]*)\"");

    /** What there is to do besides looking at the clock: nothing, or an answer instead of the proper one, so many times. */
    private record Trouble(Answer answer, AtomicInteger left) {}

    final Signal signal = new Signal();
    private final AtomicInteger faultsGiven = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    /** By what was asked for. */
    private final Map<String, AtomicInteger> submits = new ConcurrentHashMap<>();

    /** The answer each job ends with, by its id. */
    private final Map<String, byte[]> jobs = new ConcurrentHashMap<>();
    /** What each job was asked for. */
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    /** Jobs whose id went out on the wire to its last byte. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    /** Jobs that were seen in progress. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final RandomGenerator random;
    private final int port;
    private volatile ServerSocket server;
    private volatile Step step = _ -> {};
    private volatile int notes = 40;

    CountedProvider(RandomGenerator random) throws IOException {
        this.random = random;
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        port = server.getLocalPort();
        serve(server);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    // What happened

    /** Submits that arrived for this, whether they were understood or not. */
    int submits(String separation, Optional<String> stem) {
        var count = submits.get(separation + "|" + stem.orElse(""));
        return count == null ? 0 : count.get();
    }

    /** The most submits that arrived for the same thing. */
    int mostSubmits() {
        return submits.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
    }

    /** Submits that arrived, all told. */
    int allSubmits() {
        return submits.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** The ids of jobs made for this. */
    List<String> jobs(String separation, Optional<String> stem) {
        return asked.entrySet().stream()
                .filter(job -> job.getValue().equals(separation + "|" + stem.orElse("")))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean wasTold(String job) {
        return told.contains(job);
    }

    /** The answer a job ends with, byte for byte. */
    byte[] notes(String job) {
        return jobs.get(job);
    }

    int polls() {
        return polls.get();
    }

    int faultsGiven() {
        return faultsGiven.get();
    }

    // What it does

    /** Answers the next {@code times} requests to a route so. */
    void trouble(String route, Answer answer, int times) {
        troubles.put(route, new Trouble(answer, new AtomicInteger(times)));
    }

    /** Is well from now on. */
    void heal() throws IOException {
        troubles.clear();
        if (server.isClosed()) {
            var again = new ServerSocket();
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            server = again;
            serve(again);
        }
    }

    /** Nobody listens any more, until it heals. */
    void down() throws IOException {
        server.close();
    }

    void steps(Step listener) {
        step = listener;
    }

    /** How many notes the jobs made from now on have. */
    void notes(int count) {
        notes = count;
    }

    // Routes

    static final String SUBMIT = "POST /api/v1/midi/generate";
    static final String POLL = "GET /api/v1/midi/record-info";
    static final String SEPARATION = "GET /api/v1/vocal-removal/record-info";
    static final String CREDIT = "GET /api/v1/chat/credit";
    /** A submit of which only the first byte is read; the connection is reset then. */
    static final String UNREAD_SUBMIT = "POST";

    static final String UNREAD_READ = "GET";

    /** A request, and the means to answer it. */
    final class Exchange {
        final Socket socket;
        final OutputStream out;
        final String route;
        final String body;
        final String task;

        private Exchange(Socket socket, String route, String target, String body) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.route = route;
            this.body = body;
            this.task = target.contains("taskId=") ? target.replaceFirst(".*taskId=([^&]*).*", "$1") : "";
        }

        /** Makes the job that was asked for and returns its id. */
        String makeJob() {
            return makeJob(String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong()));
        }

        String makeJob(String id) {
            jobs.put(id, songOf(id));
            asked.put(id, requestOf(body));
            return id;
        }

        /** What came of the job that is asked for. */
        byte[] notesNow() {
            return jobs.getOrDefault(
                    task, "{\"code\":200,\"msg\":\"success\",\"data\":null}".getBytes(StandardCharsets.UTF_8));
        }

        void tell(String id) {
            told.add(id);
            signal.ring();
        }

        void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.UTF_8));
        }

        void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** A whole answer. */
        boolean send(String head, byte[] answer) throws IOException {
            raw(head + "Content-Length: " + answer.length + "\r\n\r\n");
            step.at(route + " half");
            raw(Arrays.copyOf(answer, answer.length / 2));
            step.at(route + " most");
            raw(Arrays.copyOfRange(answer, answer.length / 2, answer.length));
            return true;
        }

        boolean json(int status, String answer) throws IOException {
            return send(jsonHead(status), answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    static String jsonHead(int status) {
        return "HTTP/1.1 " + status + " Given\r\nContent-Type: application/json;charset=UTF-8\r\n";
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    static String accepted(String id) {
        return "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"" + id + "\"}}";
    }

    private static String requestOf(String body) {
        String task = "";
        String stem = "";
        var field = FIELD.matcher(body);
        while (field.find()) {
            if (field.group(1).equals("taskId")) {
                task = field.group(2);
            } else {
                stem = field.group(2);
            }
        }
        return task + "|" + stem;
    }

    /** An answer with blanks and a field of its own, to see that it is kept as it came. */
    private byte[] songOf(String id) {
        var text = new StringBuilder("{\"code\":200, \"msg\":\"success\",\"data\":{\"taskId\":\"" + id
                + "\",\"successFlag\":1,  \"surprise\":\"\u00fc\",\n"
                + " \"midiData\":{\"state\":\"complete\",\"instruments\":[{\"name\":\"Electric Bass"
                + " (finger)\",\"notes\":[");
        for (int i = 0; i < notes; i++) {
            double start = random.nextInt(60 * 192) / 192.0;
            text.append(i == 0 ? "" : ",\n ")
                    .append("{\"pitch\":")
                    .append(28 + random.nextInt(60))
                    .append(",\"start\":")
                    .append(start)
                    .append(",\"end\":")
                    .append(start + (1 + random.nextInt(96)) / 192.0)
                    .append(",\"velocity\":1}");
        }
        return text.append("]}]}}}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean proper(Exchange exchange) throws IOException {
        return switch (exchange.route) {
            case SUBMIT -> {
                String id = exchange.makeJob();
                step.at(SUBMIT + " made");
                boolean stays = exchange.json(200, accepted(id));
                exchange.tell(id);
                step.at(SUBMIT + " told");
                yield stays;
            }
            case POLL -> {
                boolean first = seen.add(exchange.task) && jobs.containsKey(exchange.task);
                boolean stays = first
                        ? exchange.json(200, "{\"code\":200,\"msg\":\"success\",\"data\":{\"successFlag\":0}}")
                        : exchange.send(jsonHead(200), exchange.notesNow());
                step.at(first ? POLL + " pending" : POLL + " given");
                yield stays;
            }
            case SEPARATION ->
                exchange.json(
                        200,
                        "{\"code\":200,\"msg\":\"success\",\"data\":{\"successFlag\":\"SUCCESS\",\"response\":{\"originData\":["
                            + "{\"id\":\"stem-1\",\"stem_type_group_name\":\"Vocals\",\"duration\":30.5}]}}}");
            case CREDIT, "GET /api/v1/generate/credit" ->
                exchange.json(200, "{\"code\":200,\"msg\":\"success\",\"data\":5916.25}");
            default -> exchange.json(404, "{\"code\":404,\"msg\":\"Not Found\",\"data\":null}");
        };
    }

    // Sockets

    private void serve(ServerSocket from) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = from.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException closed) {
                signal.ring();
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (answer(socket, in)) {
                signal.ring();
            }
        } catch (IOException | IllegalStateException gone) {
            // The program went away, or was killed: both are part of the trial.
        } finally {
            sockets.remove(socket);
            signal.ring();
        }
    }

    private boolean answer(Socket socket, InputStream in) throws IOException {
        in.mark(1);
        int begin = in.read();
        in.reset();
        Trouble unread = troubles.get(begin == 'P' ? UNREAD_SUBMIT : UNREAD_READ);
        if (unread != null && unread.left.getAndDecrement() > 0) {
            if (begin == 'P') {
                submits.computeIfAbsent("unread", _ -> new AtomicInteger()).incrementAndGet();
            }
            faultsGiven.incrementAndGet();
            socket.setSoLinger(true, 0);
            return false;
        }
        String first = line(in);
        if (first.isEmpty()) {
            return false;
        }
        var headers = new HashMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.put(
                    line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 1).strip());
        }
        keys.add(headers.getOrDefault("authorization", ""));
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = first.split(" ");
        String route = words[0] + " " + words[1].replaceFirst("\\?.*", "");
        var exchange = new Exchange(socket, route, words[1], body);
        if (route.equals(SUBMIT)) {
            submits.computeIfAbsent(requestOf(body), _ -> new AtomicInteger()).incrementAndGet();
        } else if (route.equals(POLL)) {
            polls.incrementAndGet();
        }
        step.at(route + " read");
        Trouble trouble = troubles.get(route);
        if (trouble != null && trouble.left.getAndDecrement() > 0) {
            faultsGiven.incrementAndGet();
            signal.ring();
            return trouble.answer.give(exchange);
        }
        return proper(exchange);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int c;
        while ((c = in.read()) >= 0 && c != '\n') {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
