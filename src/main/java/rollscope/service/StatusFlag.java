package rollscope.service;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a task stands: separations say it in words, transcriptions in numbers, and some the other way round. */
enum StatusFlag {
    PENDING,
    SUCCESS,
    FAILED,
    /** The provider could not deliver to the callback address; whether the work was done shows in its result. */
    UNDELIVERED;

    /** What is not known is taken for pending: the caller's deadline ends it. */
    static StatusFlag of(@Nullable String written) {
        if (written == null) {
            return PENDING;
        }
        Integer number = Json.whole(written);
        if (number != null) {
            return switch (number) {
                case 1 -> SUCCESS;
                case 2, 3 -> FAILED;
                default -> PENDING;
            };
        }
        String word = written.strip().toUpperCase(Locale.ROOT);
        return switch (word) {
            case "SUCCESS", "COMPLETE", "COMPLETED" -> SUCCESS;
            case "CALLBACK_EXCEPTION" -> UNDELIVERED;
            default -> word.contains("FAIL") || word.contains("ERROR") || word.contains("EXCEPTION") ? FAILED : PENDING;
        };
    }
}
