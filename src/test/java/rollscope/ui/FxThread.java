package rollscope.ui;

import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs the methods of a test class on the FX thread: {@code @ExtendWith(FxThread.class)}. The toolkit is started once per test
 * run and stays; where TestFX has started it already, or starts it later, both share it.
 */
public final class FxThread implements BeforeAllCallback, InvocationInterceptor {
    private static final long PATIENCE_SECONDS = 60;

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    /** Starts the toolkit if nobody has; windows may then open and close without ending it. */
    public static synchronized void start() {
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException e) {
            // It runs already.
        }
        Platform.setImplicitExit(false);
    }

    /** Runs {@code task} on the FX thread and waits for its result. */
    public static <T> T call(Callable<T> task) throws Exception {
        if (Platform.isFxApplicationThread()) {
            return task.call();
        }
        var future = new FutureTask<>(task);
        Platform.runLater(future);
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw e;
            }
        }
    }

    /** On the FX thread, but not in a pulse: lets everything have the next one. */
    public static void pulse() {
        var turn = new Object();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                Platform.runLater(() -> Platform.exitNestedEventLoop(turn, null));
            }
        }.start();
        Platform.enterNestedEventLoop(turn);
    }

    private static void onFx(InvocationInterceptor.Invocation<Void> invocation) throws Throwable {
        call(() -> {
            try {
                return invocation.proceed();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onFx(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onFx(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onFx(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onFx(invocation);
    }
}
