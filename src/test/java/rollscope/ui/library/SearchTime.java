package rollscope.ui.library;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.settings.Settings;
import rollscope.ui.Pump;

/** How long the list takes from a letter typed to the rows that hold it, found, sorted and handed over. */
public final class SearchTime {
    private static final int ROUNDS = 9;

    private SearchTime() {}

    /** Milliseconds a letter, after some letters for the compiler. */
    public static double median(Path folder) {
        var pump = new Pump();
        try (var library = new Library(
                        folder,
                        new Providers(() -> URI.create("http://127.0.0.1:1"), "demo"),
                        Settings.PLACEHOLDER_CALLBACK,
                        Pace.every(Duration.ofDays(1)));
                var model = new LibraryModel(
                        library,
                        pump.background(),
                        InstantSource.system(),
                        new NoDesk(),
                        _ -> Optional.empty(),
                        _ -> {},
                        _ -> {})) {
            double[] times = new double[ROUNDS * 5];
            for (int i = 0; i < times.length; i++) {
                String query = "ferry".substring(0, 1 + i % 5);
                long start = System.nanoTime();
                model.searchProperty().set(query);
                pump.drain();
                times[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(times);
            return times[times.length / 2];
        }
    }
}
