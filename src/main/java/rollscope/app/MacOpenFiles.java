package rollscope.app;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Application.EventHandler;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Files come to a Mac program as an event. JavaFX takes it and offers nothing public for it, and {@code java.awt.Desktop} hears of it only
 * in a program that AWT has started. So this takes the place of the toolkit's own handler and passes everything on to it. Of this system's
 * launcher the package is opened to us; where it is not, files come through the menu and by dropping them on the window, as before.
 */
final class MacOpenFiles implements OpenFiles {
    private static final System.Logger LOG = System.getLogger(MacOpenFiles.class.getName());

    @Override
    public void listen(Consumer<List<Path>> taker) {
        try {
            var toolkit = Application.GetApplication();
            // What the program was started for has come by now; the toolkit keeps it for a handler that takes another's place.
            toolkit.setEventHandler(new Handler(toolkit.getEventHandler(), taker));
        } catch (LinkageError | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "files that are double-clicked are not heard of: {0}", e.toString());
        }
    }

    /** On the FX thread. */
    private static final class Handler extends EventHandler {
        private final EventHandler before;
        private final Consumer<List<Path>> taker;

        Handler(@Nullable EventHandler before, Consumer<List<Path>> taker) {
            this.before = before == null ? new EventHandler() : before;
            this.taker = taker;
        }

        @Override
        public void handleOpenFilesAction(Application toolkit, long time, String[] files) {
            before.handleOpenFilesAction(toolkit, time, files);
            taker.accept(Arrays.stream(files).map(Path::of).toList());
        }

        @Override
        public void handleWillFinishLaunchingAction(Application toolkit, long time) {
            before.handleWillFinishLaunchingAction(toolkit, time);
        }

        @Override
        public void handleDidFinishLaunchingAction(Application toolkit, long time) {
            before.handleDidFinishLaunchingAction(toolkit, time);
        }

        @Override
        public void handleWillBecomeActiveAction(Application toolkit, long time) {
            before.handleWillBecomeActiveAction(toolkit, time);
        }

        @Override
        public void handleDidBecomeActiveAction(Application toolkit, long time) {
            before.handleDidBecomeActiveAction(toolkit, time);
        }

        @Override
        public void handleWillResignActiveAction(Application toolkit, long time) {
            before.handleWillResignActiveAction(toolkit, time);
        }

        @Override
        public void handleDidResignActiveAction(Application toolkit, long time) {
            before.handleDidResignActiveAction(toolkit, time);
        }

        @Override
        public void handleDidReceiveMemoryWarning(Application toolkit, long time) {
            before.handleDidReceiveMemoryWarning(toolkit, time);
        }

        @Override
        public void handleWillHideAction(Application toolkit, long time) {
            before.handleWillHideAction(toolkit, time);
        }

        @Override
        public void handleDidHideAction(Application toolkit, long time) {
            before.handleDidHideAction(toolkit, time);
        }

        @Override
        public void handleWillUnhideAction(Application toolkit, long time) {
            before.handleWillUnhideAction(toolkit, time);
        }

        @Override
        public void handleDidUnhideAction(Application toolkit, long time) {
            before.handleDidUnhideAction(toolkit, time);
        }

        @Override
        public void handleQuitAction(Application toolkit, long time) {
            before.handleQuitAction(toolkit, time);
        }

        @Override
        public void handlePreferencesChanged(Map<String, Object> preferences) {
            before.handlePreferencesChanged(preferences);
        }
    }
}
