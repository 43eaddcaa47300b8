package rollscope.library;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A provider on loopback that answers what a test tells it to. */
final class OwnProvider implements AutoCloseable {
    static final String KEY = "secret-3f9a-key";
    static final String PENDING = "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"m\",\"successFlag\":0}}";
    static final String UNSEEN = "{\"code\":200,\"msg\":\"success\",\"data\":null}";
    static final String UNAUTHORIZED = "{\"code\":401,\"msg\":\"Unauthorized\"}";
    static final String FAILED =
            "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"m\",\"successFlag\":3,\"errorMessage\":\"no\"}}";
    static final String EMPTY =
            "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"m\",\"successFlag\":1,\"midiData\":{}}}";
    /** With blanks and a field nobody knows, to see that it is kept as it came. */
    static final String NOTES = """
        {"code":200, "msg":"success","data":{"taskId":"m","successFlag":1,  "surprise":"ü",
         "midiData":{"state":"complete","instruments":[
          {"name":"Drums","notes":[{"pitch":36,"start":0.5,"end":0.625,"velocity":1}]},
          {"name":"Electric Bass (finger)","notes":[{"pitch":40,"start":"0.25","end":1.0,"velocity":0.5}]}]}}}
        """;

    static final String STEMS = """
        {"code":200,"msg":"success","data":{"taskId":"sep-1","successFlag":"SUCCESS","response":{"originData":[
         {"id":"stem-1","stem_type_group_name":"Vocals","audio_url":"https://files.example.com/v.mp3","duration":30.5},
         {"id":"stem-2","stem_type_group_name":"Drums","audio_url":"https://files.example.com/d.mp3","duration":31.5}]}}}
        """;

    /** What happens when a request arrives, before it is answered. */
    interface Arrival {
        void at(HttpExchange exchange) throws IOException;
    }

    private static final Pattern STEM_ASKED = Pattern.compile("\"audioId\":\"([^\"]*)\"");

    private final HttpServer server;
    private final AtomicInteger submits = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private final ConcurrentLinkedDeque<String> pollAnswers = new ConcurrentLinkedDeque<>();
    final List<String> keysSeen = new CopyOnWriteArrayList<>();
    /** The stem of each submit, in order; blank for all stems. */
    final List<String> stemsAsked = new CopyOnWriteArrayList<>();
    /** The balance, as it is on the wire. */
    volatile String credits = "5916.25";

    volatile String lastPollAnswer = NOTES;
    volatile String submitAnswer = "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"midi-%d\"}}";
    volatile String separationAnswer = STEMS;
    volatile Arrival onSubmit = exchange -> {};
    volatile Arrival onPoll = exchange -> {};
    volatile Arrival onBalance = exchange -> {};

    OwnProvider() throws IOException {
        this(0);
    }

    OwnProvider(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/midi/generate", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var stem = STEM_ASKED.matcher(body);
            stemsAsked.add(stem.find() ? stem.group(1) : "");
            int number = submits.incrementAndGet();
            onSubmit.at(exchange);
            answer(exchange, String.format(submitAnswer, number));
        });
        server.createContext("/api/v1/midi/record-info", exchange -> {
            polls.incrementAndGet();
            onPoll.at(exchange);
            String next = pollAnswers.poll();
            answer(exchange, next == null ? lastPollAnswer : next);
        });
        server.createContext("/api/v1/vocal-removal/record-info", exchange -> answer(exchange, separationAnswer));
        server.createContext("/api/v1/chat/credit", exchange -> {
            onBalance.at(exchange);
            answer(exchange, "{\"code\":200,\"msg\":\"success\",\"data\":" + credits + "}");
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    int submits() {
        return submits.get();
    }

    int polls() {
        return polls.get();
    }

    /** Answers the next polls so; {@link #lastPollAnswer} afterwards. */
    void answerPolls(String... answers) {
        pollAnswers.addAll(List.of(answers));
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        keysSeen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
