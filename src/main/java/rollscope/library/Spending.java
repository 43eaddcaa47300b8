package rollscope.library;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The balances beside a job, as the provider told them.
 *
 * @param before in credits, asked before the job was sent; empty if it was not told
 * @param after  in credits, asked when the job had come to an end or its answer was lost; empty if it was not told
 * @param shared whether another job was under way at the provider meanwhile, so that the difference is not the price of this one
 */
public record Spending(Optional<BigDecimal> before, Optional<BigDecimal> after, boolean shared) {
    static final Spending NOT_KNOWN = new Spending(Optional.empty(), Optional.empty(), false);

    /** What the job cost, as far as the balances tell; empty if they do not. Never negative: who topped up meanwhile paid all the same. */
    public Optional<BigDecimal> cost() {
        return shared
                ? Optional.empty()
                : before.flatMap(first -> after.map(first::subtract)).filter(cost -> cost.signum() >= 0);
    }

    /** What the balances say about whether a job whose answer was lost was taken. */
    public enum Verdict {
        /** Nothing: one of them is not known. */
        NOT_KNOWN,
        /** Nothing: other jobs, or a payment, are in the difference. */
        MIXED,
        /** It went down. */
        PROBABLY_TAKEN,
        /** It stayed. */
        PROBABLY_NOT_TAKEN
    }

    /**
     * Whether a job whose answer was lost was taken, as far as balances tell.
     *
     * @param now the balance now; {@link #after} if it is not known
     */
    public Verdict verdict(Optional<BigDecimal> now) {
        var last = now.or(() -> after);
        if (before.isEmpty() || last.isEmpty()) {
            return Verdict.NOT_KNOWN;
        }
        int change = last.get().compareTo(before.get());
        if (shared || change > 0) {
            return Verdict.MIXED;
        }
        return change < 0 ? Verdict.PROBABLY_TAKEN : Verdict.PROBABLY_NOT_TAKEN;
    }

    Spending withBefore(BigDecimal credits, boolean others) {
        return new Spending(Optional.of(credits), Optional.empty(), others);
    }

    Spending withAfter(BigDecimal credits) {
        return new Spending(before, Optional.of(credits), shared);
    }

    Spending asShared() {
        return new Spending(before, after, true);
    }
}
