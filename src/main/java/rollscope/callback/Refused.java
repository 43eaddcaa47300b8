package rollscope.callback;

import java.io.IOException;
import java.io.Serial;

/** Ends the reading of a request whose answer is known. It has no stack trace: refusing must stay cheap. */
final class Refused extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Answer answer;

    Refused(Answer answer) {
        super(answer.name());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
