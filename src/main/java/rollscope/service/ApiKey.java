package rollscope.service;

/** A key of the user at a provider. Its text leaves only in the authorization header; everything else sees stars. */
public final class ApiKey {
    private final String text;

    public ApiKey(String text) {
        this.text = text.strip();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "ApiKey[****]";
    }
}
