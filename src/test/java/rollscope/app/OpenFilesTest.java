package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Application.EventHandler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rollscope.ui.FxThread;

/** On the toolkit itself, which has the events of a Mac on every system; only nobody sends them. */
class OpenFilesTest {
    private final List<List<Path>> taken = new ArrayList<>();
    private final List<String> toldBefore = new ArrayList<>();
    private Application toolkit;
    private EventHandler original;

    @BeforeEach
    void putAHandlerBefore() throws Exception {
        FxThread.start();
        toolkit = Application.GetApplication();
        FxThread.call(() -> {
            original = toolkit.getEventHandler();
            toolkit.setEventHandler(new EventHandler() {
                @Override
                public void handleQuitAction(Application app, long time) {
                    toldBefore.add("quit");
                }

                @Override
                public void handleOpenFilesAction(Application app, long time, String[] files) {
                    toldBefore.addAll(List.of(files));
                }
            });
            return toolkit;
        });
    }

    @AfterEach
    void leaveTheToolkitAsItWas() throws Exception {
        FxThread.call(() -> {
            toolkit.setEventHandler(original);
            return toolkit;
        });
    }

    @Test
    void aFileThatIsDoubleClickedOnAMacIsTaken() throws Exception {
        listen("Mac OS X");
        open("/Users/anna/one.mid", "/Users/anna/two.mid");
        assertThat(taken).last().isEqualTo(List.of(Path.of("/Users/anna/one.mid"), Path.of("/Users/anna/two.mid")));
        assertThat(toldBefore).contains("/Users/anna/one.mid", "/Users/anna/two.mid");
    }

    @Test
    void theFileThatAMacStartedTheProgramForIsTakenThoughItCameBefore() throws Exception {
        open("/Users/anna/early.mid");
        assertThat(taken).isEmpty();
        listen("Mac OS X");
        // The toolkit keeps the first of a process, whichever test that was of.
        assertThat(taken).hasSize(1);
    }

    @Test
    void whatTheToolkitDoesByItselfGoesOn() throws Exception {
        listen("Mac OS X");
        FxThread.call(() -> {
            toolkit.getEventHandler().handleQuitAction(toolkit, 0);
            return toolkit;
        });
        assertThat(toldBefore).contains("quit");
    }

    @Test
    void everythingTheToolkitTellsIsPassedOn() throws Exception {
        listen("Mac OS X");
        var passing = toolkit.getEventHandler().getClass();
        assertThat(Arrays.stream(EventHandler.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers())))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(passing.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                        .isNotNull());
    }

    @Test
    void elsewhereTheToolkitIsLeftAlone() throws Exception {
        for (var system : List.of("Linux", "Windows 11", "")) {
            var before = toolkit.getEventHandler();
            listen(system);
            assertThat(toolkit.getEventHandler()).isSameAs(before);
        }
    }

    private void listen(String system) throws Exception {
        FxThread.call(() -> {
            OpenFiles.of(system).listen(taken::add);
            return taken;
        });
    }

    /** As the system's own code calls it. */
    private void open(String... files) throws Exception {
        var open = MethodHandles.privateLookupIn(Application.class, MethodHandles.lookup())
                .findVirtual(
                        Application.class, "notifyOpenFiles", MethodType.methodType(void.class, String[].class));
        FxThread.call(() -> {
            try {
                open.invoke(toolkit, (Object) files);
                return toolkit;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
