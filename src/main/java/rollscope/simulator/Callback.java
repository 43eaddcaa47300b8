package rollscope.simulator;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the service posts when a job has ended, signed. Only ever to this computer: the demo must not reach out. */
record Callback(URI address, String body, String taskId) {
    private static final int MILLIS_TO_CONNECT = 2_000;
    private static final int MILLIS_TO_ANSWER = 15_000;

    static boolean isHere(String address) {
        return address.matches("http://(127\\.0\\.0\\.1|\\[::1]|localhost):[0-9]{1,5}/[!-~]*");
    }

    /** Posts it once and returns the HTTP status. */
    int post(long seconds) throws IOException {
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
            connection.setRequestProperty("X-Webhook-Timestamp", String.valueOf(seconds));
            connection.setRequestProperty("X-Webhook-Signature", signature(taskId + "." + seconds));
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
