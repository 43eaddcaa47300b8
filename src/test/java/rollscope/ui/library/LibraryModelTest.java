package rollscope.ui.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.MadeLibrary;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.settings.Settings;
import rollscope.simulator.Scenario;
import rollscope.simulator.Simulator;
import rollscope.ui.Pump;
import rollscope.ui.text.Notice;

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
                    var model = model(library, pump)) {
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

    @Test
    void wordsFindWhatHasThemAllWhereverTheyStand(@TempDir Path home) throws Exception {
        MadeLibrary.write(home, 300, 9);
        var pump = new Pump();
        try (var library = library(home);
                var model = model(library, pump)) {
            assertThat(model.rows()).hasSize(300);
            assertThat(model.countProperty().get()).isEqualTo(300);
            for (var query : List.of("ferry", " NIGHT  drums ", "étude", "kie", "xyzzy", "")) {
                model.searchProperty().set(query);
                pump.drain();
                var words = query.strip().toLowerCase(Locale.ROOT).split("\\s+");
                var expected = library.entries().stream()
                        .filter(entry -> Stream.of(words).allMatch(word -> (entry.title() + " "
                                        + entry.request().stemName() + " "
                                        + entry.request().providerId())
                                .toLowerCase(Locale.ROOT)
                                .contains(word)))
                        .map(Entry::id)
                        .toList();
                assertThat(model.rows()).extracting(Row::id).isEqualTo(expected);
            }
            var some = library.entries().get(42);
            model.searchProperty().set(some.request().separationTaskId().substring(3, 20));
            pump.drain();
            assertThat(model.rows()).extracting(Row::id).contains(some.id());
        }
    }

    @Test
    void everyOrderIsTheOneOfItsName(@TempDir Path home) throws Exception {
        var newest = MadeLibrary.write(home, 200, 4);
        var pump = new Pump();
        var now = newest.plusSeconds(60);
        try (var library = library(home);
                var model = model(library, pump, () -> now)) {
            for (var order : Order.values()) {
                model.orderProperty().set(order);
                pump.drain();
                assertThat(model.rows()).extracting(Row::id).containsExactlyInAnyOrderElementsOf(ids(library));
                var entries = model.rows().stream()
                        .map(row -> row.entry().orElseThrow())
                        .toList();
                for (int i = 1; i < entries.size(); i++) {
                    var before = entries.get(i - 1);
                    var after = entries.get(i);
                    assertThat(
                                    switch (order) {
                                        case NEWEST -> !before.created().isBefore(after.created());
                                        case NAME -> before.title().compareToIgnoreCase(after.title()) <= 0;
                                        case STATE ->
                                            !(before.state() instanceof JobState.Ready)
                                                    || after.state() instanceof JobState.Ready;
                                        case LEFT -> left(before, now) <= left(after, now);
                                        case SIZE -> size(library, before) >= size(library, after);
                                    })
                            .as(order + " at " + i)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aNewNameIsWrittenAndShown(@TempDir Path home) throws Exception {
        MadeLibrary.write(home, 3, 1);
        var pump = new Pump();
        try (var library = library(home);
                var model = model(library, pump)) {
            var row = model.rows().get(1);
            model.rename(row.id(), "nobody asked");
            model.beginRenaming(row);
            model.rename(row.id(), "Night Ferry");
            pump.until(() -> model.rows().get(1).title().equals("Night Ferry"));
            assertThat(model.renamingProperty().get()).isEmpty();
            assertThat(model.rows()).extracting(Row::title).doesNotContain("nobody asked");
        }
    }

    @Test
    void whatIsDeletedLeavesTheListAndUndoBringsItBack(@TempDir Path home) throws Exception {
        MadeLibrary.write(home, 3, 1);
        var pump = new Pump();
        try (var library = library(home);
                var model = model(library, pump)) {
            var before = List.copyOf(model.rows());
            model.delete(before.get(1));
            pump.until(() -> model.deletedProperty().get().isPresent());
            pump.drain();
            assertThat(model.rows()).containsExactly(before.get(0), before.get(2));
            assertThat(model.countProperty().get()).isEqualTo(2);
            model.undo();
            pump.until(() -> model.rows().size() == 3);
            assertThat(model.rows()).isEqualTo(before);
            assertThat(model.deletedProperty().get()).isEmpty();
        }
    }

    @Test
    void whatCannotBeReadStandsFirstAndSaysWhatToDo(@TempDir Path home) throws Exception {
        MadeLibrary.write(home, 3, 1);
        Files.createDirectories(home.resolve("broken-1"));
        Files.writeString(home.resolve("broken-1/entry.json"), "{\"title\":\"Lost\",");
        var pump = new Pump();
        try (var library = library(home);
                var model = model(library, pump)) {
            assertThat(model.rows()).hasSize(4);
            assertThat(model.rows().getFirst().title()).isEqualTo("Lost");
            model.choose(model.rows().getFirst());
            assertThat(told).singleElement().satisfies(notice -> assertThat(notice.remedy())
                    .contains("backup"));
            model.delete(model.rows().getFirst());
            pump.until(() -> model.rows().size() == 3);
        }
    }

    @Test
    void sizesBecomeKnownAfterTheyAreWanted(@TempDir Path home) throws Exception {
        MadeLibrary.write(home, 2, 1);
        var pump = new Pump();
        try (var library = library(home);
                var model = model(library, pump)) {
            var id = model.rows().getFirst().id();
            assertThat(model.size(id)).isEmpty();
            pump.until(() -> model.weighedProperty().get() > 0);
            assertThat(model.size(id)).hasValue(library.size(id));
        }
    }

    private final List<Notice> told = new ArrayList<>();

    private LibraryModel model(Library library, Pump pump) {
        return model(library, pump, InstantSource.system());
    }

    private LibraryModel model(Library library, Pump pump, InstantSource clock) {
        return new LibraryModel(
                library, pump.background(), clock, new NoDesk(), _ -> Optional.empty(), _ -> {}, told::add);
    }

    private static Library library(Path home) {
        return new Library(
                home,
                new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task"),
                Settings.PLACEHOLDER_CALLBACK,
                Pace.every(Duration.ofDays(1)));
    }

    private static List<String> ids(Library library) {
        return library.entries().stream().map(Entry::id).toList();
    }

    private static long left(Entry entry, Instant now) {
        return entry.leftAtProvider(now)
                .filter(left -> !left.isNegative())
                .map(Duration::toSeconds)
                .orElse(Long.MAX_VALUE);
    }

    private static long size(Library library, Entry entry) {
        try {
            return library.size(entry.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JobRequest request(String task) {
        return new JobRequest("demo", task, Optional.empty(), JobRequest.ALL_STEMS);
    }

    private static List<JobRequest> requests(LibraryModel model) {
        return entries(model).map(Entry::request).toList();
    }

    private static Object state(LibraryModel model, JobRequest request) {
        return entries(model)
                .filter(entry -> entry.request().equals(request))
                .<Object>map(Entry::state)
                .findFirst()
                .orElse("not there");
    }

    private static Stream<Entry> entries(LibraryModel model) {
        return model.rows().stream().flatMap(row -> row.entry().stream());
    }
}
