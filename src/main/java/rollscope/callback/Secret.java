package rollscope.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key with which a provider signs its callbacks; not the API key. It shows itself nowhere. */
public final class Secret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    /**
     * @param key as the provider shows it
     * @throws IllegalArgumentException if it is blank
     */
    public Secret(String key) {
        String text = key.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the secret is empty");
        }
        this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * Whether the provider signed this. Takes as long for a nearly right signature as for a wrong one.
     *
     * @param timestamp as it was sent
     * @param signature base64 of the HMAC-SHA256 over {@code taskId.timestamp}
     */
    boolean signed(String taskId, String timestamp, String signature) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return given.length == BYTES && MessageDigest.isEqual(given, hmac(taskId + "." + timestamp));
    }

    private byte[] hmac(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
