package rollscope.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Stem audio over HTTP. */
class StemFileTest {
    private static final DemoSong.Stem DRUMS = new DemoSong().stems().get(1);

    private Simulator simulator;
    private Http http;
    private final byte[] audio = DemoSong.audio(DRUMS);

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(1000);
        http = new Http(simulator);
    }

    @AfterEach
    void stop() {
        http.close();
        simulator.close();
    }

    @Test
    void everyStemOfEverySeparationIsThere() throws Exception {
        for (var task : new String[] {Simulator.DEMO_TASK, "sim-two-stems", "sim-advanced-pairs"}) {
            for (JsonNode url : http.separation(task).findValues("audio_url")) {
                String path = url.stringValue().replace(" ", "%20").substring(base().length());
                var response = http.send(http.request(path));
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
                assertThat(response.body()).hasSizeBetween(100_000, 600_000);
            }
        }
        assertThat(simulator.keySeenAtFiles()).isFalse();
    }

    /** The frame header's sync, and the tag that tells a decoder what to trim. */
    @Test
    void filesAreMp3WithTheEncodersTag() {
        for (var stem : new DemoSong().stems()) {
            byte[] file = DemoSong.audio(stem);
            assertThat(file[0]).as(stem.name()).isEqualTo((byte) 0xff);
            assertThat(file[1] & 0xe0).isEqualTo(0xe0);
            assertThat(new String(file, 0, 400, StandardCharsets.ISO_8859_1)).contains("LAME3.100");
        }
    }

    @Test
    void theUrlsNextToTheListLeadToTheSameAudio() throws Exception {
        String url = http.separation(Simulator.DEMO_TASK)
                .at("/data/response/drumsUrl")
                .stringValue();
        assertThat(url).endsWith("_Drums.mp3");
        assertThat(http.send(http.request(url.substring(base().length()))).body())
                .isEqualTo(audio);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 0, 100",
        "bytes=1000-1000, 1000, 1001",
        "bytes=2000-, 2000, 0",
        "bytes=-50, -50, 0",
        "bytes=5-99999999, 5, 0"
    })
    void aRangeIsThatPartOfTheFile(String range, int from, int to) throws Exception {
        int first = from < 0 ? audio.length + from : from;
        int end = to == 0 ? audio.length : to;
        var response = ranged(range);
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(audio, first, end));
        assertThat(response.headers().firstValue("Content-Range"))
                .hasValue("bytes " + first + "-" + (end - 1) + "/" + audio.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=99999999-", "bytes=-0"})
    void aRangeBeyondTheFileIsRefused(String range) throws Exception {
        var response = ranged(range);
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes */" + audio.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=9-3", "bytes=-", "seconds=1-2", "bytes=0x1-2"})
    void otherRangesAreIgnored(String range) throws Exception {
        var response = ranged(range);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(audio);
    }

    @Test
    void aRangeOfAnotherVersionIsTheWholeFile() throws Exception {
        String etag =
                http.send(http.request(path())).headers().firstValue("ETag").orElseThrow();
        var same = http.send(http.request(path()).header("Range", "bytes=5-").header("If-Range", etag));
        assertThat(same.statusCode()).isEqualTo(206);
        var another = http.send(http.request(path()).header("Range", "bytes=5-").header("If-Range", "\"other\""));
        assertThat(another.statusCode()).isEqualTo(200);
        assertThat(another.body()).isEqualTo(audio);
    }

    @Test
    void aHeadTellsTheSize() throws Exception {
        var response = http.send(http.request(path()).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(audio.length);
    }

    @Test
    void aKeyIsRefusedAndRemembered() throws Exception {
        assertThat(simulator.keySeenAtFiles()).isFalse();
        assertThat(http.get(path()).statusCode()).isEqualTo(403);
        assertThat(simulator.keySeenAtFiles()).isTrue();
    }

    @Test
    void unknownFilesAreNotFound() throws Exception {
        for (String path :
                new String[] {"/s/", "/s/x.mp3", "/s/../../etc/passwd", "/s/" + "0".repeat(36) + "_Drums.mp3"}) {
            assertThat(http.send(http.request(path)).statusCode()).as(path).isEqualTo(404);
        }
    }

    private HttpResponse<byte[]> ranged(String range) throws Exception {
        return http.send(http.request(path()).header("Range", range));
    }

    private static String path() {
        return "/s/" + DRUMS.fileName();
    }

    private String base() {
        return simulator.uri().toString();
    }
}
