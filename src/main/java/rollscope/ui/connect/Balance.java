package rollscope.ui.connect;

import java.math.BigDecimal;
import rollscope.library.Problem;

/** What is known of the balance at a provider. */
sealed interface Balance {
    record NotAsked() implements Balance {}

    record Asking() implements Balance {}

    record Known(BigDecimal credits) implements Balance {}

    /** It was asked for in vain; all else may work. */
    record NotKnown(Problem why) implements Balance {}
}
