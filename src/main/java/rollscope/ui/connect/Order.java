package rollscope.ui.connect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import rollscope.language.Words;
import rollscope.library.Account;
import rollscope.library.JobRequest;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice.Tone;

/**
 * Jobs that are sent if the user says so.
 *
 * @param account  who pays
 * @param requests at least one
 * @param queued   whether they go into the queue
 */
record Order(Account account, List<JobRequest> requests, boolean queued) {
    Order {
        requests = List.copyOf(requests);
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("nothing is ordered");
        }
    }

    /**
     * @param balance as last told, if it is known
     */
    JobPanel panel(Optional<BigDecimal> balance) {
        String provider = account.provider().name();
        String count = Figures.count(requests.size());
        String left = balance.map(credits -> Words.of("job.order-balance", Figures.credits(credits)))
                .orElseGet(() -> Words.of("job.order-balance-not-known"));
        return new JobPanel(
                queued
                        ? Words.of("job.order-each", requests.size(), count)
                        : Words.of("job.order", JobPanel.inSentence(requests.getFirst())),
                JobPanel.inARow(Words.of("job.order-cost", requests.size(), count, provider), left),
                Tone.CALM,
                JobPanel.NO_PROGRESS,
                List.of(JobPanel.Choice.BUY, JobPanel.Choice.NOT_NOW),
                "");
    }
}
