package rollscope.callback;

import java.util.regex.Pattern;

/**
 * That a provider's task may have ended. Nothing is known from it: the provider must be asked.
 *
 * @param taskId the provider's id, 1 to 128 visible ASCII characters
 */
public record Hint(String taskId) {
    private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

    public Hint {
        if (!isTaskId(taskId)) {
            throw new IllegalArgumentException("no task id");
        }
    }

    static boolean isTaskId(String text) {
        return ID.matcher(text).matches();
    }
}
