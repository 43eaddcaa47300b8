package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.value;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.service.Examples.Client;
import rollscope.service.ServiceFailure.Kind;
import rollscope.transcription.Stem;

/** Separations in the shapes that differ from the documented ones. */
class SeparationTest {
    private static final String UUID = "0c6f2d4e-91b7-4a58-8e3d-5f7a20c9b164";
    private static final String ITEM = "{\"duration\":12.5,\"audio_url\":\"https://a.example/r/" + UUID
            + "_Vocals.mp3\"," + "\"stem_type_group_name\":\"Vocals\",\"id\":\"a1\"}";

    private static ServiceResult<Separation> separation(String json) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(json));
                var client = Client.of(server)) {
            return client.calls().separation("7f0b");
        }
    }

    private static List<Stem> stems(String response) throws Exception {
        var separation = value(
                separation("{\"code\":200,\"data\":{\"successFlag\":\"SUCCESS\",\"response\":" + response + "}}"));
        return ((Separation.Ready) separation).stems();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200,\"data\":{\"successFlag\":1,\"response\":{\"originData\":[%s]}}}",
                "{\"code\":\"200\",\"data\":{\"successFlag\":\"success\",\"response\":{\"origin_data\":[%s]}}}",
                "{\"code\":200,\"data\":[{\"status\":\"Complete\",\"response\":{\"originData\":[%s]}}]}",
                "{\"code\":200,\"data\":{\"data\":{\"successFlag\":\"SUCCESS\",\"response\":{\"originData\":[%s]}}}}",
                "{\"code\":200,\"data\":{\"success_flag\":\"SUCCESS\",\"response\":{\"stems\":[%s]}}}",
                "{\"code\":200,\"data\":{\"successFlag\":\"SUCCESS\",\"response\":[{\"originData\":[%s]}]}}",
                "{\"code\":200,\"data\":{\"successFlag\":\"SUCCESS\",\"vocal_removal_info\":{\"origin_data\":[%s]}}}",
                "{\"code\":200,\"data\":{\"vocal_separation_info\":{\"origin_data\":[%s]}}}",
                "{\"code\":200,\"data\":{\"originData\":[%s]}}",
                "{\"code\":200,\"data\":{\"successFlag\":\"CALLBACK_EXCEPTION\",\"response\":{\"originData\":[%s]}}}",
                "{\"code\":0,\"data\":{\"successFlag\":\"SUCCESS\",\"response\":{\"originData\":[%s]}}}",
                "{\"data\":{\"successFlag\":\"SUCCESS\",\"response\":{\"originData\":[%s]},\"errorCode\":\"x\",\"createTime\":{}}}"
            })
    void stemsAreFoundInEveryWrapping(String json) throws Exception {
        var separation = value(separation(json.formatted(ITEM)));
        assertThat(((Separation.Ready) separation).stems())
                .extracting(Stem::id, Stem::name, Stem::duration, Stem::guessed)
                .containsExactly(tuple("a1", "Vocals", 12.5, false));
    }

    @Test
    void aResponseSpelledOutInAStringIsRead() throws Exception {
        assertThat(stems("\"{\\\"originData\\\":[" + ITEM.replace("\"", "\\\"") + "]}\""))
                .hasSize(1);
    }

    /** An exponent of more than 32 bits is a number by the grammar of JSON and fits nothing that holds numbers. */
    @Test
    void aNumberBeyondAllNumbersIsNoAnswer() throws Exception {
        assertThat(failure(separation("{\"code\":200,\"data\":{\"createTime\":1.5e16666666667}}"))
                        .kind())
                .isEqualTo(Kind.UNREADABLE);
        assertThat(value(separation("{\"code\":200,\"data\":\"{\\\"createTime\\\":1.5e16666666667}\"}")))
                .isInstanceOf(Separation.NotVisible.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200,\"data\":{\"successFlag\":\"PENDING\",\"response\":null}}",
                "{\"code\":200,\"data\":{\"successFlag\":0}}",
                "{\"code\":200,\"data\":{\"successFlag\":null,\"response\":{}}}",
                "{\"code\":200,\"data\":{\"successFlag\":\"FIRST_SUCCESS\"}}",
                "{\"code\":200,\"data\":{}}"
            })
    void whatIsNotFinishedIsPending(String json) throws Exception {
        assertThat(value(separation(json))).isEqualTo(new Separation.Pending());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"CREATE_TASK_FAILED\"", "\"GENERATE_AUDIO_FAILED\"", "\"CALLBACK_EXCEPTION\""})
    void whatFailedIsFailed(String flag) throws Exception {
        assertThat(value(separation("{\"code\":200,\"data\":{\"successFlag\":" + flag + ",\"errorMessage\":\"why\"}}")))
                .isEqualTo(new Separation.Failed("why"));
    }

    @Test
    void aSuccessWithoutStemsIsReadyWithoutStems() throws Exception {
        assertThat(value(separation("{\"code\":200,\"data\":{\"successFlag\":\"SUCCESS\",\"response\":null}}")))
                .isEqualTo(new Separation.Ready(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200,\"msg\":\"success\"}",
                "{\"code\":200,\"data\":null}",
                "{\"code\":200,\"data\":[]}",
                "{\"code\":200,\"data\":\"\"}",
                "{\"code\":422,\"msg\":\"Record does not exist\",\"data\":null}",
                "{\"code\":500,\"msg\":\"The corresponding record does not exist\"}"
            })
    void aTaskNobodyKnowsIsNotVisible(String json) throws Exception {
        assertThat(value(separation(json))).isEqualTo(new Separation.NotVisible());
    }

    @Test
    void aSuccessCodeUnderAnErrorStatusIsNoSuccess() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(
                        500, "{\"code\":200,\"data\":{\"response\":{\"originData\":[" + ITEM + "]}}}"));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().separation("7f0b")).kind()).isEqualTo(Kind.SERVER);
        }
    }

    @Test
    void itemsAreReadInTheSpellingsThatOccur() throws Exception {
        assertThat(stems("{\"originData\":["
                        + "{\"id\":\"a\",\"name\":\"Bass\",\"url\":\"https://a.example/1.mp3\",\"duration\":\"3.5\"},"
                        + "{\"audioId\":7,\"stemTypeGroupName\":\"Drums\",\"audioUrl\":\"https://a.example/2.mp3\"},"
                        + "{\"id\":\"c\",\"type\":\"Synth\"},{\"id\":\"d\"}]}"))
                .extracting(Stem::id, Stem::name, Stem::duration, stem -> stem.audio()
                        .isPresent())
                .containsExactly(
                        tuple("a", "Bass", 3.5, true),
                        tuple("7", "Drums", 0.0, true),
                        tuple("c", "Synth", 0.0, false),
                        tuple("d", "Stem 4", 0.0, false));
    }

    @Test
    void idsAreTakenAsTheyAre() throws Exception {
        assertThat(stems("{\"originData\":[{\"id\":\"e3d-7023js8b7dc6 / not-a-uuid\",\"name\":\"Keyboard\"}]}"))
                .extracting(Stem::id)
                .containsExactly("e3d-7023js8b7dc6 / not-a-uuid");
    }

    @Test
    void itemsThatAreNoItemsAreSkipped() throws Exception {
        assertThat(stems("{\"originData\":[null,7,\"x\",[],{},{\"name\":\"no id\"},{\"extract\":null,\"remove\":7},"
                        + ITEM + "]}"))
                .hasSize(1);
        assertThat(stems("{\"originData\":{}}")).isEmpty();
        assertThat(stems("{\"originData\":null}")).isEmpty();
    }

    @Test
    void aMissingIdIsGuessedFromTheFileName() throws Exception {
        assertThat(stems("{\"originData\":[{\"id\":null,\"audio_url\":\"https://a.example/r/" + UUID
                        + "_Lead_Vocal.mp3?x=/y\"}]}"))
                .extracting(Stem::id, Stem::name, Stem::guessed)
                .containsExactly(tuple(UUID, "Lead Vocal", true));
    }

    @Test
    void halfAPairIsEnough() throws Exception {
        assertThat(stems("{\"originData\":[{\"remove\":" + ITEM + "}]}"))
                .extracting(Stem::name)
                .containsExactly("Vocals (rest)");
    }

    @Test
    void addressesAreJoinedWithTheItemsOfTheSameNameOrId() throws Exception {
        String base = "https://a.example/s/";
        String other = "1e92b7f5-64c0-4ad3-8b1e-c40f7d9a2e61";
        var stems = stems("{\"originData\":["
                + "{\"id\":\"a\",\"name\":\"backing_vocals\"},{\"id\":\"" + UUID + "\",\"name\":\"Keys\"}],"
                + "\"backingVocalsUrl\":\"" + base + other + "_Backing_Vocals.mp3\","
                + "\"pianoUrl\":\"" + base + UUID + "_Piano.mp3\","
                + "\"brass_url\":\"" + base + other.replace('1', '2') + "_Brass.mp3\","
                + "\"fxUrl\":\"" + base + "no-id.mp3\",\"bassUrl\":null,\"drumsUrl\":\"\",\"originUrl\":\"" + base
                + other
                + ".mp3\",\"zitherHarpUrl\":\"" + base + other.replace('1', '3') + ".mp3\"}");

        assertThat(stems)
                .extracting(Stem::name, Stem::guessed, stem -> stem.audio().isPresent())
                .containsExactly(
                        tuple("backing_vocals", false, true),
                        tuple("Keys", false, true),
                        tuple("Brass", true, true),
                        tuple("Zither Harp", true, true));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        https://a.example/Lead Vocal.mp3        , https://a.example/Lead%20Vocal.mp3
        https://a.example/Lead%20Vocal.mp3      , https://a.example/Lead%20Vocal.mp3
        https://a.example/ä [1].mp3             , https://a.example/%C3%A4%20[1].mp3
        http://127.0.0.1:8080/a.mp3             , http://127.0.0.1:8080/a.mp3
        http://localhost:8080/a.mp3             , http://localhost:8080/a.mp3
        http://a.example/a.mp3                  ,
        http://127.0.0.1.example/a.mp3          ,
        https://user:word@a.example/a.mp3       ,
        file:///etc/passwd                      ,
        ftp://a.example/a.mp3                   ,
        a.mp3                                   ,
        """)
    void onlyAddressesThatAreSafeToFetchAreKept(String written, String kept) throws Exception {
        var stem = stems("{\"originData\":[{\"id\":\"a\",\"name\":\"Bass\",\"audio_url\":\"" + written + "\"}]}")
                .getFirst();
        if (kept == null) {
            assertThat(stem.audio()).isEmpty();
        } else {
            assertThat(stem.audio().map(URI::toString).map(text -> text.replace("%5B", "[")
                            .replace("%5D", "]")))
                    .contains(kept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-1", "1e99", "\"long\"", "null", "{}"})
    void aDurationThatIsNoneIsUnknown(String duration) throws Exception {
        assertThat(stems("{\"originData\":[{\"id\":\"a\",\"name\":\"Bass\",\"duration\":" + duration + "}]}")
                        .getFirst()
                        .duration())
                .isZero();
    }

    @Test
    void aStemListedTwiceIsListedOnceAndAbsurdlyManyAreCut() throws Exception {
        assertThat(stems("{\"originData\":[" + ITEM + "," + ITEM + "]}")).hasSize(1);
        var many = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            many.append("{\"id\":\"").append(i).append("\"},");
        }
        assertThat(stems("{\"originData\":[" + many + ITEM + "]}")).hasSize(256);
    }
}
