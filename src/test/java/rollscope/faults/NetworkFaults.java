package rollscope.faults;

import static rollscope.faults.CountedProvider.POLL;
import static rollscope.faults.CountedProvider.SUBMIT;
import static rollscope.faults.CountedProvider.accepted;
import static rollscope.faults.CountedProvider.gzip;
import static rollscope.faults.CountedProvider.jsonHead;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import rollscope.faults.CountedProvider.Answer;
import rollscope.faults.Suite.Fault;
import rollscope.faults.Suite.Trial;
import rollscope.library.Entry;
import rollscope.library.Outcome;

/** Everything a provider, or a network on the way to it, can do to a request: to a submit, to a poll, to the other reads. */
final class NetworkFaults {
    private static final Set<String> READY = Set.of("ready");
    private static final Set<String> UNKNOWN = Set.of("unknown");
    private static final Set<String> REFUSED = Set.of("refused");
    /** Nothing is known to have been bought, and nothing is bought again: both are safe. */
    private static final Set<String> REFUSED_OR_UNKNOWN = Set.of("refused", "unknown");

    private static final int ALWAYS = Integer.MAX_VALUE;
    private static final int MEGABYTE = 1 << 20;

    private NetworkFaults() {}

    static List<Fault> all() {
        var faults = new ArrayList<Fault>();
        refusedSubmits().forEach((name, answer) -> faults.add(submit(name, answer, REFUSED)));
        doubtfulSubmits().forEach((name, answer) -> faults.add(submit(name, answer, UNKNOWN)));
        contradictorySubmits().forEach((name, answer) -> faults.add(submit(name, answer, READY)));
        evasiveSubmits().forEach((name, answer) -> faults.add(submit(name, answer, REFUSED_OR_UNKNOWN)));
        oddSubmits().forEach((name, answer) -> faults.add(submit(name, answer, READY)));
        faults.add(unreadSubmit());
        faults.add(nobodyListens());
        slowSubmits().forEach((name, answer) -> faults.add(slowSubmit(name, answer)));
        pollFaults().forEach((name, answer) -> {
            faults.add(poll(name + ", once", answer, 1).inLongForm());
            var lasting = poll(name + ", until the program is started again", answer, ALWAYS);
            faults.add(faults.size() % 4 < 2 ? lasting : lasting.inLongForm());
        });
        oddAnswers().forEach((name, answer) -> faults.add(oddAnswer(name, answer)));
        endings().forEach((name, ending) -> faults.add(ending(name, ending)));
        faults.add(stalledPoll());
        faults.add(Fault.slow("poll: nothing comes, for half a minute", trial -> poll(trial, silence(), 1)));
        faults.add(Fault.slow("poll: gzip bomb of a gigabyte", trial -> poll(trial, bomb(1024), 1)));
        faults.add(Fault.slow("poll: body without end", trial -> poll(trial, endlessBody(), 1)));
        reads().forEach((name, answer) -> faults.add(read(name, answer).inLongForm()));
        faults.add(redirectWithKey());
        return faults;
    }

    // How they are tried

    private static Fault submit(String name, Answer answer, Set<String> ends) {
        return Fault.of("submit: " + name, trial -> submit(trial, answer, ends));
    }

    private static Fault slowSubmit(String name, Answer answer) {
        return Fault.slow("submit: " + name, trial -> submit(trial, answer, UNKNOWN));
    }

    /** Transcribes, closes, opens again and presses Transcribe again: nothing may be bought twice, whatever became of it. */
    private static void submit(Trial trial, Answer answer, Set<String> ends) throws Exception {
        try (var provider = new CountedProvider(new Random(1))) {
            provider.trouble(SUBMIT, answer, ALWAYS);
            Path folder = trial.home.resolve("library");
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                desk.press(desk.request());
                rest(trial, desk);
            }
            provider.heal();
            again(trial, provider, folder, ends);
        }
    }

    private static Fault unreadSubmit() {
        return Fault.of("submit: connection reset at the first byte of the request", trial -> {
            try (var provider = new CountedProvider(new Random(1))) {
                provider.trouble(CountedProvider.UNREAD_SUBMIT, _ -> false, ALWAYS);
                Path folder = trial.home.resolve("library");
                try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                    desk.press(desk.request());
                    rest(trial, desk);
                }
                provider.heal();
                again(trial, provider, folder, UNKNOWN);
            }
        });
    }

    private static Fault nobodyListens() {
        return Fault.of("submit: connection refused, then transcribed again", trial -> {
            try (var provider = new CountedProvider(new Random(1))) {
                provider.down();
                Path folder = trial.home.resolve("library");
                try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                    desk.press(desk.request());
                    rest(trial, desk);
                    expect(trial, desk, REFUSED);
                    provider.heal();
                    desk.press(desk.request()); // nothing was sent, so this is the first purchase
                    rest(trial, desk);
                }
                again(trial, provider, folder, READY);
            }
        });
    }

    private static Fault poll(String name, Answer answer, int times) {
        return Fault.of("poll: " + name, trial -> poll(trial, answer, times));
    }

    private static void poll(Trial trial, Answer answer, int times) throws Exception {
        try (var provider = new CountedProvider(new Random(2))) {
            provider.trouble(POLL, answer, times);
            Path folder = trial.home.resolve("library");
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                desk.press(desk.request());
                boolean enough = desk.await(() ->
                        Desk.isAtRest(desk.state(desk.request())) || (times == ALWAYS && provider.faultsGiven() >= 2));
                if (!enough) {
                    trial.wrong("goes on as " + desk.state(desk.request()));
                }
            }
            provider.heal();
            again(trial, provider, folder, READY);
        }
    }

    /** The notes arrive in an odd way, and that is no fault at all. */
    private static Fault oddAnswer(String name, Answer answer) {
        return Fault.of("poll: " + name, trial -> {
            try (var provider = new CountedProvider(new Random(3))) {
                provider.trouble(POLL, answer, ALWAYS);
                Path folder = trial.home.resolve("library");
                try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                    desk.press(desk.request());
                    rest(trial, desk);
                    expect(trial, desk, READY);
                }
                again(trial, provider, folder, READY);
            }
        });
    }

    private record Ending(String json, String state, boolean kept) {}

    private static Fault ending(String name, Ending ending) {
        return Fault.of("job: " + name, trial -> {
            try (var provider = new CountedProvider(new Random(4))) {
                provider.trouble(POLL, exchange -> exchange.json(200, ending.json), ALWAYS);
                Path folder = trial.home.resolve("library");
                try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                    desk.press(desk.request());
                    rest(trial, desk);
                    expect(trial, desk, Set.of(ending.state));
                }
                try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                    expect(trial, desk, Set.of(ending.state));
                    Entry entry = desk.library.find(desk.request()).orElseThrow();
                    byte[] given = ending.json.getBytes(StandardCharsets.UTF_8);
                    if (ending.kept && !Desk.keeps(folder, entry, given)) {
                        trial.lost("the answer without notes");
                    }
                }
                if (provider.allSubmits() > 1) {
                    trial.submittedTwice(name);
                }
            }
        });
    }

    /** Closing must not wait for a provider that says nothing. */
    private static Fault stalledPoll() {
        return Fault.of("poll: nothing comes, and the program is closed meanwhile", trial -> {
            try (var provider = new CountedProvider(new Random(5))) {
                provider.trouble(POLL, silence(), ALWAYS);
                Path folder = trial.home.resolve("library");
                long start;
                try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                    desk.press(desk.request());
                    if (!desk.await(() -> provider.faultsGiven() > 0)) {
                        trial.wrong("never asks");
                    }
                    start = System.nanoTime();
                }
                if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) > 20) {
                    trial.wrong("closing takes too long");
                }
                provider.heal();
                again(trial, provider, folder, READY);
            }
        });
    }

    private static Fault read(String name, Answer answer) {
        return Fault.of("stems and balance: " + name, trial -> {
            try (var provider = new CountedProvider(new Random(6));
                    var desk = new Desk(trial.home.resolve("library"), provider.url(), provider.signal)) {
                provider.trouble(CountedProvider.SEPARATION, answer, ALWAYS);
                provider.trouble(CountedProvider.CREDIT, answer, ALWAYS);
                if (desk.library.stems(desk.account, Desk.SEPARATION) instanceof Outcome.Ok<?> stems) {
                    trial.wrong("stems " + stems);
                }
                if (desk.library.balance(desk.account) instanceof Outcome.Ok<?> balance) {
                    trial.wrong("a balance of " + balance);
                }
                provider.heal();
                if (!(desk.library.stems(desk.account, Desk.SEPARATION) instanceof Outcome.Ok<?>)) {
                    trial.wrong("does not recover");
                }
            }
        });
    }

    /** The other host must not be asked at all: it would be with the key. */
    private static Fault redirectWithKey() {
        return Fault.of("redirect of everything to another host", trial -> {
            try (var provider = new CountedProvider(new Random(7));
                    var other = new CountedProvider(new Random(8))) {
                String there = other.url().replace("127.0.0.1", "localhost");
                Answer elsewhere = exchange -> exchange.send(
                        "HTTP/1.1 307 Elsewhere\r\nLocation: " + there + "/api/v1/midi/record-info\r\n", new byte[0]);
                Path folder = trial.home.resolve("library");
                provider.trouble(POLL, elsewhere, 2);
                try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                    desk.press(desk.request());
                    rest(trial, desk);
                }
                provider.trouble(SUBMIT, elsewhere, ALWAYS);
                try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                    var second = Desk.request(desk.account.provider(), "separation-2", Optional.empty());
                    desk.press(second);
                    desk.awaitRest(second);
                }
                provider.heal();
                if (!other.keys.isEmpty()) {
                    trial.wrong("the other host was asked " + other.keys.size() + " times");
                }
                if (provider.mostSubmits() > 1) {
                    trial.submittedTwice("after a redirect");
                }
            }
        });
    }

    private static void rest(Trial trial, Desk desk) throws InterruptedException {
        if (!desk.awaitRest(desk.request())) {
            trial.wrong("never rests: " + desk.state(desk.request()));
        }
    }

    private static void expect(Trial trial, Desk desk, Set<String> states) {
        String state = Desk.nameOf(desk.state(desk.request()));
        if (!states.contains(state)) {
            trial.wrong("is " + desk.state(desk.request()) + " instead of " + states);
        }
    }

    /** The program is started again, and Transcribe is pressed again where that must buy nothing. */
    private static void again(Trial trial, CountedProvider provider, Path folder, Set<String> ends)
            throws IOException, InterruptedException {
        try (var desk = new Desk(folder, provider.url(), provider.signal)) {
            if (!desk.pressAgain(desk.request())) {
                trial.wrong("never rests: " + desk.state(desk.request()));
            }
            expect(trial, desk, ends);
            if (provider.allSubmits() > 1) {
                trial.submittedTwice(provider.allSubmits() + " submits");
            }
            boolean told = false;
            boolean kept = false;
            for (String job : provider.jobs(Desk.SEPARATION, Desk.STEM)) {
                told |= provider.wasTold(job);
                Entry entry = desk.library.find(desk.request()).orElseThrow();
                kept |= Desk.keeps(folder, entry, provider.notes(job))
                        && Desk.nameOf(entry.state()).equals("ready")
                        && desk.library.open(entry.id()) instanceof Outcome.Ok<?>;
            }
            if (kept) {
                trial.kept();
            } else if (told) {
                trial.lost("a job whose id was told");
            }
        }
    }

    // Answers to a submit

    private static Answer code(int status, String code, String words) {
        return exchange -> exchange.json(
                status, "{\"code\":" + code + ",\"msg\":\"" + words + " " + Suite.ECHO + "\",\"data\":null}");
    }

    /** The provider says no in so many words, and nothing was bought. */
    private static Map<String, Answer> refusedSubmits() {
        var answers = new LinkedHashMap<String, Answer>();
        answers.put("code 400", code(200, "400", "The request body is not valid JSON"));
        answers.put("code 401", code(200, "401", "Unauthorized"));
        answers.put("code 401 without data", exchange -> exchange.json(200, "{\"code\":401,\"msg\":\"Unauthorized\"}"));
        answers.put("code 402", code(200, "402", "Insufficient credits"));
        answers.put("code 402 as text", code(200, "\"402\"", "Insufficient credits"));
        answers.put("code 404", code(200, "404", "Not Found"));
        answers.put("code 405", code(200, "405", "Rate limit exceeded"));
        answers.put("code 409", code(200, "409", "Conflict"));
        answers.put("code 413", code(200, "413", "Too long"));
        answers.put("code 422, unknown record", code(200, "422", "Record does not exist"));
        answers.put("code 422, callback missing", code(200, "422", "Please enter callBackUrl."));
        answers.put("code 429, too often", code(200, "429", "Rate Limited"));
        answers.put("code 429, no credits", code(200, "429", "Insufficient credits"));
        answers.put("code 430", code(200, "430", "Your call frequency is too high. Please try again later."));
        answers.put("code 433", code(200, "433", "The limit of this key is reached"));
        answers.put("code 451", code(200, "451", "Unauthorized - Failed to fetch the image"));
        answers.put("code 455", code(200, "455", "Service Unavailable - maintenance"));
        answers.put("code 500", code(200, "500", "Server Error"));
        answers.put(
                "code 500, no credits",
                code(200, "500", "Credits insufficient : Your current balance isn't enough to run this request."));
        answers.put("code 501", code(200, "501", "Generation failed"));
        answers.put("code 505", code(200, "505", "Feature disabled"));
        answers.put("HTTP 401 and code 401", code(401, "401", "Unauthorized"));
        answers.put("HTTP 402 and code 402", code(402, "402", "Insufficient credits"));
        answers.put("HTTP 429 and code 429", code(429, "429", "Too many requests"));
        answers.put("HTTP 500 and code 401", code(500, "401", "Unauthorized"));
        answers.put("HTTP 404, a page", page(404));
        answers.put("HTTP 403, a page of a firewall", page(403));
        answers.put("HTTP 511, sign in to the network", page(511));
        return answers;
    }

    /** The job may have been made, and here it was; its id never arrived, so it may not be bought again unasked. */
    private static Map<String, Answer> doubtfulSubmits() {
        var answers = new LinkedHashMap<String, Answer>();
        answers.put("connection reset after the request was read", bought(exchange -> {
            exchange.socket.setSoLinger(true, 0);
            return false;
        }));
        answers.put("connection closed without a word", bought(_ -> false));
        answers.put("connection closed in the status line", bought(cutAfter("HTTP/1.1 20")));
        answers.put("connection closed in the headers", bought(cutAfter("HTTP/1.1 200 OK\r\nContent-Ty")));
        answers.put(
                "connection closed after the headers", bought(cutAfter(jsonHead(200) + "Content-Length: 80\r\n\r\n")));
        answers.put(
                "connection closed in the body",
                bought(cutAfter(
                        jsonHead(200) + "Content-Length: 80\r\n\r\n{\"code\":200,\"msg\":\"success\",\"data\":{\"ta")));
        answers.put(
                "connection closed in a chunk",
                bought(cutAfter(jsonHead(200) + "Transfer-Encoding: chunked\r\n\r\n50\r\n{\"code\":200,")));
        answers.put("half of the JSON", bought(json("{\"code\":200,\"msg\":\"success\",\"data\":{\"taskI")));
        answers.put("an empty body", bought(json("")));
        answers.put("blanks", bought(json(" ".repeat(1000))));
        answers.put("HTTP 204", bought(cutAfter("HTTP/1.1 204 Nothing\r\n\r\n")));
        answers.put("JSON that is no object", bought(json("[]")));
        answers.put("a number", bought(json("7")));
        answers.put("code 200 and data null", bought(json("{\"code\":200,\"msg\":\"success\",\"data\":null}")));
        answers.put("code 200 without data", bought(json("{\"code\":200,\"msg\":\"success\"}")));
        answers.put("code 200 and empty data", bought(json("{\"code\":200,\"msg\":\"success\",\"data\":{}}")));
        answers.put("a task id that is null", bought(json("{\"code\":200,\"data\":{\"taskId\":null}}")));
        answers.put("a task id that is empty", bought(json("{\"code\":200,\"data\":{\"taskId\":\" \"}}")));
        answers.put("a task id that is a list", bought(json("{\"code\":200,\"data\":{\"taskId\":[\"t\"]}}")));
        answers.put("code 408", bought(code(200, "408", "Timeout")));
        answers.put(
                "code 500 with the id of a job",
                bought(json("{\"code\":500,\"msg\":\"no\",\"data\":{\"taskId\":\"t\"}}")));
        answers.put("HTTP 502, a page of a gateway", bought(page(502)));
        answers.put("HTTP 504, a page of a gateway", bought(page(504)));
        answers.put("HTTP 524, a page of an edge", bought(page(524)));
        answers.put(
                "HTTP 503 with Retry-After: 0",
                bought(exchange -> exchange.send(
                        "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Type: text/html\r\n",
                        bytes("<html>busy</html>"))));
        answers.put("HTTP 500 without a body", bought(exchange -> exchange.send("HTTP/1.1 500 Oh\r\n", new byte[0])));
        answers.put(
                "HTTP 408 of the connection", bought(exchange -> exchange.send("HTTP/1.1 408 Late\r\n", new byte[0])));
        answers.put("HTTP 200, a page of a captive portal", bought(page(200)));
        answers.put("garbage like TLS", bought(cutAfter("\u0016\u0003\u0003\u0000\u0040\u0002\u0000\u0000")));
        answers.put("garbage before the status line", bought(cutAfter("\r\n\r\n\u0000\u0001 HTTP/1.1 200 OK\r\n\r\n")));
        answers.put("a status line without a number", bought(cutAfter("HTTP/1.1 fine\r\n\r\n")));
        answers.put("a length that is no number", bought(cutAfter(jsonHead(200) + "Content-Length: many\r\n\r\n{}")));
        answers.put(
                "a chunk of negative size",
                bought(cutAfter(jsonHead(200) + "Transfer-Encoding: chunked\r\n\r\n-5\r\n{}")));
        answers.put("gzip that ends in the middle", bought(exchange -> {
            byte[] packed = gzip(bytes(accepted("lost")));
            return exchange.send(
                    jsonHead(200) + "Content-Encoding: gzip\r\n", Arrays.copyOf(packed, packed.length / 2));
        }));
        answers.put(
                "gzip that is none",
                bought(exchange ->
                        exchange.send(jsonHead(200) + "Content-Encoding: gzip\r\n", bytes("{\"code\":200}"))));
        answers.put("gzip bomb of 64 MB", bought(bomb(64)));
        answers.put("body without end", bought(endlessBody()));
        answers.put("headers without end", bought(exchange -> {
            exchange.raw("HTTP/1.1 200 OK\r\n");
            while (true) {
                exchange.raw("X-More: " + "x".repeat(8000) + "\r\n");
            }
        }));
        answers.put("preliminary answers and then the end", bought(exchange -> {
            exchange.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n");
            return false;
        }));
        answers.put(
                "HTTP 101, another protocol",
                bought(cutAfter("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n")));
        answers.put(
                "HTTP/2 without having been asked",
                bought(cutAfter("\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000")));
        answers.put("nested without end", bought(json("{\"data\":".repeat(100_000))));
        answers.put("a number without end", bought(json("{\"code\":" + "9".repeat(MEGABYTE) + "}")));
        return answers;
    }

    /** HTTP and envelope contradict each other, and a job was made whose id arrives all the same. */
    private static Map<String, Answer> contradictorySubmits() {
        var answers = new LinkedHashMap<String, Answer>();
        answers.put("HTTP 502 with a success inside", status(502));
        answers.put("HTTP 500 with a success inside", status(500));
        answers.put("HTTP 404 with a success inside", status(404));
        answers.put("HTTP 429 with a success inside", status(429));
        return answers;
    }

    private static Answer status(int status) {
        return exchange -> {
            String id = exchange.makeJob();
            exchange.json(status, accepted(id));
            exchange.tell(id);
            return true;
        };
    }

    /** Nobody makes a job; whether the program can know is another matter. */
    private static Map<String, Answer> evasiveSubmits() {
        var answers = new LinkedHashMap<String, Answer>();
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            answers.put(
                    "HTTP " + status + " to the same address",
                    exchange -> exchange.send(
                            "HTTP/1.1 " + status + " There\r\nLocation: /api/v1/midi/generate\r\n", new byte[0]));
            answers.put(
                    "HTTP " + status + " to another host",
                    exchange -> exchange.send(
                            "HTTP/1.1 " + status + " There\r\nLocation: http://portal.example/login\r\n", new byte[0]));
        }
        answers.put("HTTP 304", exchange -> exchange.send("HTTP/1.1 304 Same\r\n", new byte[0]));
        answers.put(
                "HTTP 401 that asks for a password",
                exchange -> exchange.send("HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\n", new byte[0]));
        answers.put(
                "HTTP 407 of no proxy",
                exchange ->
                        exchange.send("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\n", new byte[0]));
        answers.put("HTTP 421", exchange -> exchange.send("HTTP/1.1 421 Not Here\r\n", new byte[0]));
        answers.put("code 0 and no data", json("{\"code\":0,\"msg\":\"\"}"));
        answers.put("code -1", code(200, "-1", "no"));
        answers.put("code 1e99", code(200, "1e99", "no"));
        answers.put("code null", code(200, "null", "no"));
        answers.put("code true", code(200, "true", "no"));
        answers.put("code 599", code(200, "599", "no"));
        answers.put("words of a megabyte", code(200, "500", "no ".repeat(350_000)));
        return answers;
    }

    /** Odd, but the id arrives. */
    private static Map<String, Answer> oddSubmits() {
        var answers = new LinkedHashMap<String, Answer>();
        answers.put("code as text", told("{\"code\":\"200\",\"msg\":\"success\",\"data\":{\"taskId\":\"@\"}}"));
        answers.put("code 0 with data", told("{\"code\":0,\"data\":{\"taskId\":\"@\"}}"));
        answers.put("no code but data", told("{\"data\":{\"taskId\":\"@\"}}"));
        answers.put("task_id in data", told("{\"code\":200,\"data\":{\"task_id\":\"@\"}}"));
        answers.put("task_id beside data", told("{\"code\":200,\"task_id\":\"@\",\"data\":null}"));
        answers.put("taskId on top", told("{\"taskId\":\"@\",\"code\":200}"));
        answers.put("data in a list", told("{\"code\":200,\"data\":[{\"taskId\":\"@\"}]}"));
        answers.put("data in data", told("{\"code\":200,\"data\":{\"data\":{\"taskId\":\"@\"}}}"));
        answers.put("data as text", told("{\"code\":200,\"data\":\"{\\\"taskId\\\":\\\"@\\\"}\"}"));
        answers.put(
                "fields nobody knows",
                told("{\"x\":[[{}]],\"code\":200,\"data\":{\"y\":1e400,\"taskId\":\"@\"},\"z\":null}"));
        answers.put(
                "content type of a page",
                odd(id -> "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                        + accepted(id).length() + "\r\n\r\n" + accepted(id)));
        answers.put(
                "no content type",
                odd(id -> "HTTP/1.1 200 OK\r\nContent-Length: " + accepted(id).length() + "\r\n\r\n" + accepted(id)));
        answers.put("HTTP/1.0", odd(id -> "HTTP/1.0 200 OK\r\n\r\n" + accepted(id)));
        answers.put("no length, until the end", odd(id -> jsonHead(200) + "Connection: close\r\n\r\n" + accepted(id)));
        answers.put(
                "preliminary answers first",
                odd(id -> "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + jsonHead(200)
                        + "Connection: close\r\n\r\n" + accepted(id)));
        answers.put("one byte a chunk", exchange -> {
            String id = exchange.makeJob();
            exchange.raw(jsonHead(200) + "Transfer-Encoding: chunked\r\n\r\n");
            for (char c : accepted(id).toCharArray()) {
                exchange.raw("1\r\n" + c + "\r\n");
            }
            exchange.raw("0\r\n\r\n");
            exchange.tell(id);
            return true;
        });
        answers.put("gzip", exchange -> {
            String id = exchange.makeJob();
            exchange.send(jsonHead(200) + "Content-Encoding: gzip\r\n", gzip(bytes(accepted(id))));
            exchange.tell(id);
            return true;
        });
        answers.put(
                "bytes behind the answer",
                odd(id -> jsonHead(200) + "Content-Length: " + accepted(id).length() + "\r\n\r\n" + accepted(id)
                        + "HTTP/1.1 500 Oh\r\n\r\n"));
        answers.put("HTTP 201", exchange -> {
            String id = exchange.makeJob();
            exchange.json(201, accepted(id));
            exchange.tell(id);
            return true;
        });
        answers.put("a task id that is a number", exchange -> {
            String id = exchange.makeJob("1234567890123456789");
            exchange.json(200, "{\"code\":200,\"data\":{\"taskId\":" + id + "}}");
            exchange.tell(id);
            return true;
        });
        answers.put("a task id like a path", exchange -> {
            String id = exchange.makeJob("..%2F..%2Fetc%2Fpasswd");
            exchange.json(200, "{\"code\":200,\"data\":{\"taskId\":\"../../etc/passwd\"}}");
            exchange.tell(id);
            return true;
        });
        return answers;
    }

    private static Map<String, Answer> slowSubmits() {
        var answers = new LinkedHashMap<String, Answer>();
        answers.put("nothing comes, for half a minute", bought(silence()));
        answers.put("nothing comes after the headers", bought(exchange -> {
            exchange.raw(jsonHead(200) + "Content-Length: 80\r\n\r\n{");
            return silence().give(exchange);
        }));
        answers.put("a byte a second, without end", bought(drip()));
        return answers;
    }

    // Answers to a poll

    /** None of these says anything about the job: it must end with its notes when they are over. */
    private static Map<String, Answer> pollFaults() {
        var answers = new LinkedHashMap<String, Answer>();
        for (var each : Map.of("401", "Unauthorized", "402", "Insufficient credits", "433", "Limit of the key")
                .entrySet()) {
            answers.put("code " + each.getKey(), code(200, each.getKey(), each.getValue()));
        }
        answers.put("code 400", code(200, "400", "Bad"));
        answers.put("code 404", code(200, "404", "Not Found"));
        answers.put("code 405", code(200, "405", "Rate limit exceeded"));
        answers.put("code 408", code(200, "408", "Timeout"));
        answers.put("code 409", code(200, "409", "Conflict"));
        answers.put("code 422", code(200, "422", "Validation"));
        answers.put("code 422, unknown record", code(200, "422", "Record does not exist"));
        answers.put("code 429", code(200, "429", "Rate Limited"));
        answers.put("code 430", code(200, "430", "Your call frequency is too high"));
        answers.put("code 451", code(200, "451", "Unavailable"));
        answers.put("code 455", code(200, "455", "maintenance"));
        answers.put("code 500", code(200, "500", "Server Error"));
        answers.put("code 505", code(200, "505", "Feature disabled"));
        answers.put(
                "HTTP 429 with Retry-After",
                exchange -> exchange.send(
                        "HTTP/1.1 429 Slow\r\nRetry-After: 1\r\n", bytes("{\"code\":429,\"msg\":\"slow\"}")));
        answers.put(
                "HTTP 429 with Retry-After of a day",
                exchange -> exchange.send(
                        "HTTP/1.1 429 Slow\r\nRetry-After: 86400\r\n", bytes("{\"code\":429,\"msg\":\"slow\"}")));
        answers.put("HTTP 502, a page", page(502));
        answers.put(
                "HTTP 503 with Retry-After: 0",
                exchange -> exchange.send("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\n", new byte[0]));
        answers.put("HTTP 200, a page of a captive portal", page(200));
        answers.put(
                "HTTP 302 to a captive portal",
                exchange ->
                        exchange.send("HTTP/1.1 302 There\r\nLocation: http://portal.example/login\r\n", new byte[0]));
        answers.put("HTTP 403, a page of a firewall", page(403));
        answers.put("HTTP 511", page(511));
        answers.put("HTTP 502 with the notes inside", exchange -> exchange.send(jsonHead(502), exchange.notesNow()));
        answers.put("connection reset", exchange -> {
            exchange.socket.setSoLinger(true, 0);
            return false;
        });
        answers.put("connection closed without a word", _ -> false);
        answers.put("connection closed in the headers", cutAfter("HTTP/1.1 200 OK\r\nConte"));
        answers.put("connection closed in the body", exchange -> {
            byte[] notes = exchange.notesNow();
            exchange.raw(jsonHead(200) + "Content-Length: " + notes.length + "\r\n\r\n");
            exchange.raw(Arrays.copyOf(notes, notes.length * 2 / 3));
            return false;
        });
        answers.put("two thirds of the JSON", exchange -> {
            byte[] notes = exchange.notesNow();
            return exchange.send(jsonHead(200), Arrays.copyOf(notes, notes.length * 2 / 3));
        });
        answers.put("an empty body", json(""));
        answers.put("data null", json("{\"code\":200,\"msg\":\"success\",\"data\":null}"));
        answers.put("no JSON", json("all is well"));
        answers.put("JSON that is no object", json("[1]"));
        answers.put("garbage like TLS", cutAfter("\u0016\u0003\u0003\u0000\u0040\u0002\u0000\u0000"));
        answers.put("gzip that ends in the middle", exchange -> {
            byte[] packed = gzip(exchange.notesNow());
            return exchange.send(
                    jsonHead(200) + "Content-Encoding: gzip\r\n", Arrays.copyOf(packed, packed.length / 2));
        });
        answers.put(
                "129 instruments",
                json("{\"code\":200,\"data\":{\"successFlag\":1,\"midiData\":{\"instruments\":["
                        + "{\"notes\":[]},".repeat(128) + "{\"notes\":[]}]}}}"));
        answers.put("nested without end", json("{\"data\":".repeat(100_000)));
        answers.put(
                "in progress, with a flag nobody knows", json("{\"code\":200,\"data\":{\"successFlag\":\"HALFWAY\"}}"));
        answers.put("in progress, with a flag that is a list", json("{\"code\":200,\"data\":{\"successFlag\":[1]}}"));
        return answers;
    }

    private static Map<String, Answer> oddAnswers() {
        var answers = new LinkedHashMap<String, Answer>();
        answers.put("the notes in chunks of a byte", exchange -> {
            exchange.raw(jsonHead(200) + "Transfer-Encoding: chunked\r\n\r\n");
            for (byte b : exchange.notesNow()) {
                exchange.out.write(new byte[] {'1', '\r', '\n', b, '\r', '\n'});
            }
            exchange.raw("0\r\n\r\n");
            return true;
        });
        answers.put(
                "the notes packed",
                exchange -> exchange.send(jsonHead(200) + "Content-Encoding: gzip\r\n", gzip(exchange.notesNow())));
        answers.put("the notes with HTTP/1.0 and no length", exchange -> {
            exchange.raw("HTTP/1.0 200 OK\r\n\r\n");
            exchange.raw(exchange.notesNow());
            return false;
        });
        answers.put(
                "the notes as a page",
                exchange -> exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", exchange.notesNow()));
        answers.put("the connection closed although it was to be kept", exchange -> {
            exchange.send(jsonHead(200) + "Connection: keep-alive\r\n", exchange.notesNow());
            return false;
        });
        return answers;
    }

    private static Map<String, Ending> endings() {
        var endings = new LinkedHashMap<String, Ending>();
        endings.put(
                "could not be made", new Ending(flag("2,\"errorMessage\":\"" + Suite.ECHO + "\""), "failed", false));
        endings.put("failed", new Ending(flag("3"), "failed", false));
        endings.put("failed, as a word", new Ending(flag("\"GENERATE_MIDI_FAILED\""), "failed", false));
        endings.put("failed, as code 501", new Ending("{\"code\":501,\"msg\":\"failed\"}", "failed", false));
        endings.put("without midiData", new Ending(flag("1"), "empty", true));
        endings.put("midiData null", new Ending(flag("1,\"midiData\":null"), "empty", true));
        endings.put("midiData an empty text", new Ending(flag("1,\"midiData\":\"\""), "empty", true));
        endings.put("midiData {}", new Ending(flag("1,\"midiData\":{}"), "empty", true));
        endings.put("midiData []", new Ending(flag("1,\"midiData\":[]"), "empty", true));
        endings.put("no instruments", new Ending(flag("1,\"midiData\":{\"instruments\":[]}"), "empty", true));
        endings.put("instruments null", new Ending(flag("1,\"midiData\":{\"instruments\":null}"), "empty", true));
        endings.put(
                "instruments without notes",
                new Ending(
                        flag("1,\"midiData\":{\"instruments\":[{\"name\":\"Drums\",\"notes\":[]}]}"), "empty", true));
        endings.put(
                "notes that are none",
                new Ending(
                        flag(
                                "1,\"midiData\":{\"instruments\":[{\"notes\":[null,7,{\"pitch\":200,\"start\":0,\"end\":1}]}]}"),
                        "empty",
                        true));
        endings.put(
                "callback failed, but there are notes",
                new Ending(
                        flag(
                                "\"CALLBACK_EXCEPTION\",\"midiData\":{\"instruments\":[{\"notes\":[{\"pitch\":60,\"start\":0,\"end\":1}]}]}"),
                        "ready",
                        true));
        endings.put(
                "unknown for ever", new Ending("{\"code\":200,\"msg\":\"success\",\"data\":null}", "expired", false));
        return endings;
    }

    private static String flag(String rest) {
        return "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"t\",\"successFlag\":" + rest + "}}";
    }

    /** Answers in which there is neither a balance nor a stem. */
    private static Map<String, Answer> reads() {
        var answers = new LinkedHashMap<String, Answer>();
        answers.put("code 401", code(200, "401", "Unauthorized"));
        answers.put("code 500", code(200, "500", "Server Error"));
        answers.put("a page", page(200));
        answers.put("closed without a word", _ -> false);
        answers.put("half of the JSON", json("{\"code\":200,\"data\":{\"succ"));
        answers.put("data null", json("{\"code\":200,\"data\":null}"));
        answers.put("no JSON", json("all is well"));
        answers.put("an exponent beyond all numbers", json("{\"code\":200,\"data\":{\"x\":1.5e16666666667}}"));
        answers.put("gzip bomb of 64 MB", bomb(64));
        answers.put("garbage like TLS", cutAfter("\u0016\u0003\u0003\u0000\u0040\u0002\u0000\u0000"));
        return answers;
    }

    // Their parts

    /** The job is made before the answer goes wrong. */
    private static Answer bought(Answer answer) {
        return exchange -> {
            exchange.makeJob();
            return answer.give(exchange);
        };
    }

    /** A whole answer, in which the id stands for {@code @}. */
    private static Answer told(String json) {
        return exchange -> {
            String id = exchange.makeJob();
            exchange.json(200, json.replace("@", id));
            exchange.tell(id);
            return true;
        };
    }

    private interface Raw {
        String of(String id);
    }

    private static Answer odd(Raw raw) {
        return exchange -> {
            String id = exchange.makeJob();
            exchange.raw(raw.of(id));
            exchange.tell(id);
            return false;
        };
    }

    private static Answer json(String body) {
        return exchange -> exchange.json(200, body);
    }

    private static Answer page(int status) {
        return exchange -> exchange.send(
                "HTTP/1.1 " + status + " Page\r\nContent-Type: text/html\r\n",
                bytes("<!DOCTYPE html><html><body>Welcome. " + Suite.ECHO + "</body></html>"));
    }

    private static Answer cutAfter(String text) {
        return exchange -> {
            exchange.raw(text.getBytes(StandardCharsets.ISO_8859_1));
            return false;
        };
    }

    private static Answer bomb(int megabytes) {
        return exchange -> {
            exchange.raw(jsonHead(200) + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n");
            var packed = new java.util.zip.GZIPOutputStream(exchange.out, 1 << 16);
            byte[] blanks = " ".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes; i++) {
                packed.write(blanks);
            }
            packed.finish();
            return false;
        };
    }

    private static Answer endlessBody() {
        return exchange -> {
            exchange.raw(jsonHead(200) + "Transfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("10000\r\n" + " ".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (true) {
                exchange.out.write(chunk);
            }
        };
    }

    /** Says nothing until the other side goes away. */
    private static Answer silence() {
        return exchange -> exchange.socket.getInputStream().read() >= 0;
    }

    private static Answer drip() {
        return exchange -> {
            exchange.raw(jsonHead(200) + "Content-Length: 1000000\r\n\r\n");
            var never = new CountDownLatch(1);
            try {
                while (!never.await(1, TimeUnit.SECONDS)) {
                    exchange.raw(" ");
                }
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            return false;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
