package rollscope.ui.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rollscope.roll.Selection;
import rollscope.roll.Songs;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.FxWatchdog;

/** In a real window, painted by real threads. */
class MillionNotesTest {
    private Stage stage;
    private RollView roll;

    @BeforeAll
    static void startToolkit() {
        FxThread.start();
    }

    @BeforeEach
    void open() throws Exception {
        FxThread.call(() -> {
            roll = new RollView(now -> 3);
            stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            stage.setScene(new Scene(new BorderPane(roll), 900, 700));
            stage.show();
            return null;
        });
    }

    @AfterEach
    void close() throws Exception {
        FxThread.call(() -> {
            roll.close();
            stage.close();
            return null;
        });
    }

    /** Runs {@code step} at each pulse until {@code condition} holds. */
    private static void until(BooleanSupplier condition, Runnable step) throws Exception {
        var done = new CompletableFuture<Void>();
        FxThread.call(() -> {
            var timer = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (condition.getAsBoolean()) {
                        stop();
                        done.complete(null);
                    } else {
                        step.run();
                    }
                }
            };
            timer.start();
            return timer;
        });
        done.get(60, TimeUnit.SECONDS);
    }

    private boolean showsWhatIsWanted() {
        RollFrame frame = roll.painter().shown();
        return frame != null
                && frame.time().equals(roll.model().time())
                && frame.scroll() == roll.model().scroll();
    }

    @Test
    void aMillionNotesAreSeenBeforeAllIsReadyAndThenPannedZoomedAndClosed() throws Exception {
        Transcription song = Songs.dense(1_000_000);
        var probe = FxThread.call(() -> new RollProbe(roll));
        try (var watchdog = new FxWatchdog()) {
            FxThread.call(() -> {
                roll.show(song);
                return null;
            });
            until(this::showsWhatIsWanted, () -> {});
            until(probe::indexed, () -> {});
            int[] pulses = {0};
            until(() -> pulses[0] == 60, () -> {
                int pulse = pulses[0]++;
                if (pulse < 30) {
                    roll.zoomTime(1.1);
                } else {
                    roll.model().panBy(pulse % 2 == 0 ? -40 : 15, 0);
                }
            });
            until(this::showsWhatIsWanted, () -> {});
            FxThread.call(() -> {
                roll.fitAll();
                return null;
            });
            until(this::showsWhatIsWanted, () -> {});
            System.out.printf(
                    "The FX thread was never busy for more than %.0f ms at one go.%n%s",
                    watchdog.worstMillis(), watchdog.caught());
        }
        assertThat(FxThread.call(() -> roll.visibleTo())).isGreaterThan(1200);
    }

    @Test
    void fiftyTranscriptionsAreShownAndLeaveNothingBehind() throws Exception {
        var collected = new ReferenceQueue<Transcription>();
        var references = new ArrayList<Reference<Transcription>>();
        for (int i = 0; i < 50; i++) {
            references.add(showAndForget(i, collected));
        }
        FxThread.call(() -> {
            roll.show(Songs.band());
            return null;
        });
        until(() -> showsWhatIsWanted() && titled("Night Ferry"), () -> {});
        int gone = 0;
        for (int tries = 0; tries < 100 && gone < references.size(); tries++) {
            System.gc();
            while (collected.remove(50) != null) {
                gone++;
            }
        }
        assertThat(gone).isEqualTo(50);
        assertThat(references).hasSize(50);
    }

    @Test
    void fiftyViewsAreOpenedAndClosedAndLeaveNothingBehind() throws Exception {
        var collected = new ReferenceQueue<RollView>();
        var references = new ArrayList<Reference<RollView>>();
        for (int i = 0; i < 50; i++) {
            references.add(openAndClose(collected));
        }
        int gone = 0;
        for (int tries = 0; tries < 100 && gone < references.size(); tries++) {
            System.gc();
            while (collected.remove(50) != null) {
                gone++;
            }
        }
        assertThat(gone).isEqualTo(50);
        assertThat(references).hasSize(50);
    }

    /** In the window that stays, as the next song's view would be. */
    private Reference<RollView> openAndClose(ReferenceQueue<RollView> collected) throws Exception {
        var opened = FxThread.call(() -> {
            var view = new RollView(now -> 3);
            view.setVelocityLane(true);
            ((BorderPane) stage.getScene().getRoot()).setCenter(view);
            view.show(Songs.band());
            view.selectionProperty().set(Selection.of(1, 2));
            return view;
        });
        until(() -> opened.painter().shown() != null, () -> {});
        return FxThread.call(() -> {
            opened.close();
            ((BorderPane) stage.getScene().getRoot()).setCenter(roll);
            return new PhantomReference<>(opened, collected);
        });
    }

    private boolean titled(String title) {
        return roll.painter().shown() != null
                && roll.painter().shown().lanes().transcription().title().equals(title);
    }

    private Reference<Transcription> showAndForget(int seed, ReferenceQueue<Transcription> collected) throws Exception {
        Transcription song = Songs.random(seed, 25_000, 1, 100 + seed);
        FxThread.call(() -> {
            roll.show(song);
            return null;
        });
        double end = song.duration();
        until(() -> showsWhatIsWanted() && Math.abs(roll.visibleTo() - end) < 1e-6, () -> {});
        return new PhantomReference<>(song, collected);
    }
}
