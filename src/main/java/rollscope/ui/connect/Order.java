package rollscope.ui.connect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
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
        String what = requests.size() == 1
                ? "1 job at " + provider + ", which may cost credits"
                : Figures.count(requests.size()) + " jobs at " + provider + ", each of which may cost credits";
        String left = balance.map(credits -> "Your balance is " + Figures.credits(credits) + " credits")
                .orElse("Your balance is not known");
        return new JobPanel(
                queued
                        ? "Transcribe " + Figures.count(requests.size(), "stem") + " one by one?"
                        : "Transcribe " + JobPanel.inSentence(requests.getFirst()) + "?",
                what + ". " + left + "; it is compared before and after.",
                Tone.CALM,
                JobPanel.NO_PROGRESS,
                List.of(JobPanel.Choice.BUY, JobPanel.Choice.NOT_NOW),
                "");
    }
}
