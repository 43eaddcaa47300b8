package rollscope.ui.connect;

import java.math.BigDecimal;

/** What is known of the balance at a provider. */
sealed interface Balance {
    record NotAsked() implements Balance {}

    record Asking() implements Balance {}

    record Known(BigDecimal credits) implements Balance {}
}
