package rollscope.ui.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.settings.Settings;
import rollscope.simulator.Scenario;
import rollscope.simulator.Simulator;
import rollscope.ui.Pump;

class LibraryModelTest {
    @Test
    void whatIsBoughtAnewComesFirst(@TempDir Path home) throws Exception {
        var pump = new Pump();
        try (var simulator = Simulator.start(1000)) {
            var providers = new Providers(simulator::uri, Simulator.DEMO_TASK);
            var account = new Account(providers.known().getFirst(), "");
            var failing = request(Scenario.GENERATION_FAILED.taskId());
            var good = request(Simulator.DEMO_TASK);
            try (var library = new Library(home, providers, Settings.PLACEHOLDER_CALLBACK, Pace.every(Duration.ZERO));
                    var model = new LibraryModel(library, pump.background(), InstantSource.system(), _ -> {})) {
                library.transcribe(account, failing);
                pump.until(() -> state(model, failing) instanceof JobState.Failed);
                library.transcribe(account, good);
                pump.until(() -> state(model, good) instanceof JobState.Ready);
                assertThat(requests(model)).containsExactly(good, failing);

                library.transcribe(account, failing);
                pump.until(() -> requests(model).equals(List.of(failing, good)));
                assertThat(library.entries()).extracting(Entry::request).containsExactly(failing, good);
            }
        }
    }

    private static JobRequest request(String task) {
        return new JobRequest("demo", task, Optional.empty(), JobRequest.ALL_STEMS);
    }

    private static List<JobRequest> requests(LibraryModel model) {
        return model.entries().stream().map(Entry::request).toList();
    }

    private static Object state(LibraryModel model, JobRequest request) {
        return model.entries().stream()
                .filter(entry -> entry.request().equals(request))
                .<Object>map(Entry::state)
                .findFirst()
                .orElse("not there");
    }
}
