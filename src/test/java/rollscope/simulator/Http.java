package rollscope.simulator;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a simulator that owes nothing to the program's own. */
final class Http implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final HttpClient client = HttpClient.newHttpClient();

    Http(Simulator simulator) {
        base = simulator.uri();
    }

    static JsonNode example(String name) throws IOException {
        try (var in = Http.class.getResourceAsStream(name + ".json")) {
            return JSON.readTree(in);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json");
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path).header("Authorization", "Bearer any-key"));
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    JsonNode separation(String task) throws Exception {
        return json("/api/v1/vocal-removal/record-info?taskId=" + task);
    }

    JsonNode poll(String job) throws Exception {
        return json("/api/v1/midi/record-info?taskId=" + job);
    }

    /** Polls until the job is no longer in progress. */
    JsonNode ended(String job) throws Exception {
        var record = poll(job);
        while (record.path("data").path("successFlag").asString("").equals("0")) {
            record = poll(job);
        }
        return record;
    }

    HttpResponse<byte[]> post(String path, String body) throws Exception {
        return send(request(path)
                .header("Authorization", "Bearer any-key")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode submit(String task, Optional<String> audioId) throws Exception {
        return JSON.readTree(
                post("/api/v1/midi/generate", submitBody(task, audioId)).body());
    }

    String newJob(Scenario scenario) throws Exception {
        return submit(scenario.taskId(), Optional.empty()).at("/data/taskId").stringValue();
    }

    static String submitBody(String task, Optional<String> audioId) {
        var body = JSON.createObjectNode().put("taskId", task).put("callBackUrl", "https://example.com/callback");
        audioId.ifPresent(id -> body.put("audioId", id));
        return JSON.writeValueAsString(body);
    }

    /** All that comes back before the connection ends, without the repetitions that HTTP clients make on their own. */
    String raw(String method, String path, String body) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer any-key\r\n"
                    + "Content-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n";
            var out = socket.getOutputStream();
            out.write((head + body).getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
