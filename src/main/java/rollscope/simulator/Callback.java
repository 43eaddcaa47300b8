package rollscope.simulator;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the service posts when a job has ended. Only ever to this computer: the demo must not reach out.
 *
 * @param signedFor the task whose signature it carries; empty for none
 * @param late      how long ago it says to have been signed, in seconds
 */
record Callback(URI address, String body, Optional<String> signedFor, long late) {
    private static final long HOUR = 3_600;

    /** All that is posted for a job, in order. */
    static List<Callback> of(Scenario.Calls calls, URI address, String taskId) {
        String success = "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"" + taskId
                + "\",\"state\":\"complete\",\"instruments\":[]}}";
        String done = "\"code\":200,\"msg\":\"success\",\"data\":{\"state\":\"complete\",\"instruments\":[]}}";
        String failed = "\"code\":500,\"msg\":\"MIDI generation failed\",";
        var plain = signed(address, success, taskId);
        return switch (calls) {
            case PLAIN -> List.of(plain);
            case ID_ON_TOP -> List.of(signed(address, "{\"task_id\":\"" + taskId + "\"," + done, taskId));
            case CAMEL_ID_ON_TOP -> List.of(signed(address, "{\"taskId\":\"" + taskId + "\"," + done, taskId));
            case WRAPPED ->
                List.of(signed(
                        address,
                        "{\"code\":200,\"msg\":\"success\",\"data\":[{\"data\":{\"task_id\":\"" + taskId + "\"}}]}",
                        taskId));
            case FAILED -> List.of(signed(address, "{" + failed + "\"data\":{\"taskId\":\"" + taskId + "\"}}", taskId));
            case FAILED_WITHOUT_DATA ->
                List.of(signed(address, "{\"task_id\":\"" + taskId + "\"," + failed + "\"data\":null}", taskId));
            case OTHER_NOTES ->
                List.of(signed(
                        address,
                        "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"" + taskId
                                + "\",\"state\":\"complete\",\"instruments\":[{\"name\":\"Bagpipe\",\"notes\":"
                                + "[{\"pitch\":\"60\",\"start\":\"0.036458333333333336\",\"end\":1,\"velocity\":\"0.5\"}]}]}}",
                        taskId));
            case REPEATED -> List.of(plain, plain, plain);
            case FORGED_FIRST ->
                List.of(
                        new Callback(address, success, Optional.empty(), 0),
                        new Callback(address, success, Optional.of("another"), 0),
                        new Callback(address, success, Optional.of(taskId), HOUR),
                        signed(address, "taskId=" + taskId, taskId),
                        plain);
        };
    }

    private static Callback signed(URI address, String body, String taskId) {
        return new Callback(address, body, Optional.of(taskId), 0);
    }

    private static final int MILLIS_TO_CONNECT = 2_000;
    private static final int MILLIS_TO_ANSWER = 15_000;

    static boolean isHere(String address) {
        return address.matches("http://(127\\.0\\.0\\.1|\\[::1]|localhost):[0-9]{1,5}/[!-~]*");
    }

    /**
     * Posts it once and returns the HTTP status.
     *
     * @param now seconds since 1970
     */
    int post(long now) throws IOException {
        long seconds = now - late;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            connection.setConnectTimeout(MILLIS_TO_CONNECT);
            connection.setReadTimeout(MILLIS_TO_ANSWER);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
            connection.setRequestProperty("Content-Type", "application/json");
            signedFor.ifPresent(task -> {
                connection.setRequestProperty("X-Webhook-Timestamp", String.valueOf(seconds));
                connection.setRequestProperty("X-Webhook-Signature", signature(task + "." + seconds));
            });
            try (var out = connection.getOutputStream()) {
                out.write(bytes);
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static String signature(String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Simulator.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
