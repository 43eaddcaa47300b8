package rollscope.ui.settings;

/** Whether callbacks are received. */
sealed interface CallbackStatus {
    record Off() implements CallbackStatus {}

    /**
     * @param url    to which they are posted, as seen from this computer
     * @param signed whether their signatures are checked
     */
    record Listening(String url, boolean signed) implements CallbackStatus {}

    /**
     * @param sentence why not, and what to do
     */
    record Failed(String sentence) implements CallbackStatus {}
}
