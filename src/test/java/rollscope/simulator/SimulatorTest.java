package rollscope.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulatorTest {
    private static final JsonMapper JSON = new JsonMapper();

    private Simulator simulator;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(1000);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void theWholeJobRunsOnTheDemoSong() throws Exception {
        var separation = get("/api/v1/vocal-removal/record-info?taskId=" + Simulator.DEMO_TASK);
        assertThat(separation.at("/data/response/originData")).hasSize(6);
        String id =
                submit(Simulator.DEMO_TASK, Optional.empty()).at("/data/taskId").asString();
        var first = poll(id);
        assertThat(first.at("/data/successFlag").asInt()).isZero();
        JsonNode record = first;
        while (record.at("/data/successFlag").asInt() == 0) {
            record = poll(id);
        }
        assertThat(record.at("/data/midiData"))
                .isEqualTo(JSON.readTree(simulator.answer(Optional.empty())).at("/data/midiData"));
        assertThat(simulator.submits()).isOne();
    }

    JsonNode poll(String id) throws Exception {
        return get("/api/v1/midi/record-info?taskId=" + id);
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(send(request(path)).body());
    }

    JsonNode submit(String task, Optional<String> audioId) throws Exception {
        var body = JSON.createObjectNode().put("taskId", task).put("callBackUrl", "https://example.com/callback");
        audioId.ifPresent(id -> body.put("audioId", id));
        return post("/api/v1/midi/generate", JSON.writeValueAsString(body));
    }

    JsonNode post(String path, String body) throws Exception {
        return JSON.readTree(send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)))
                .body());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.uri() + path))
                .header("Authorization", "Bearer demo")
                .header("Content-Type", "application/json");
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
