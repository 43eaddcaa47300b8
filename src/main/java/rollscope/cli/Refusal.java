package rollscope.cli;

import java.io.Serial;
import rollscope.library.Outcome;
import rollscope.library.Problem;

/** Ends a command that cannot do its job: one sentence for the user and one thing to do. */
final class Refusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    Refusal(String sentence, String remedy) {
        super((sentence + " " + remedy).strip());
    }

    Refusal(Problem problem) {
        this(problem.sentence(), problem.remedy());
    }

    static <T> T orValueOf(Outcome<T> outcome) throws Refusal {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T>(Problem problem) -> throw new Refusal(problem);
        };
    }
}
