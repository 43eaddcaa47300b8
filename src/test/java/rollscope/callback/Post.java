package rollscope.callback;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A request as a provider would post it, and every way to spoil it. */
final class Post {
    static final String KEY = "whk-5e1f-secret-of-the-test";
    static final String TASK = "9d41e6f27b3c48a0b5d2c8f16e07a394";

    private String line = "POST /callback HTTP/1.1";
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body;

    Post(String body) {
        this.body = bytes(body);
        headers.put("Host", "example.com");
        headers.put("Content-Type", "application/json");
        headers.put("Content-Length", String.valueOf(this.body.length));
    }

    static Post of(String taskId) {
        return new Post("{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"" + taskId + "\"}}");
    }

    Post line(String other) {
        line = other;
        return this;
    }

    Post with(String header, Object value) {
        headers.put(header, String.valueOf(value));
        return this;
    }

    Post without(String header) {
        headers.remove(header);
        return this;
    }

    /** What is sent as the body, whatever the head says. */
    Post sending(String other) {
        body = bytes(other);
        return this;
    }

    Post signed(String taskId, long seconds) {
        return with("X-Webhook-Timestamp", seconds).with("X-Webhook-Signature", signature(KEY, taskId, seconds));
    }

    byte[] toBytes() {
        var text = new StringBuilder(line).append("\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes(text.append("\r\n").toString()));
        all.writeBytes(body);
        return all.toByteArray();
    }

    /** As the provider's own guide describes it. */
    static String signature(String key, String taskId, long seconds) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(bytes(taskId + "." + seconds)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
