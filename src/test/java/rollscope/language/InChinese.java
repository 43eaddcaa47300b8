package rollscope.language;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Chinese is spoken in each test of a class, and before and after it what was spoken before. */
public final class InChinese implements BeforeEachCallback, AfterEachCallback {
    private Locale before = Locale.ROOT;

    @Override
    public void beforeEach(ExtensionContext context) {
        before = Locale.getDefault(Locale.Category.DISPLAY);
        Language.speak(Optional.of(Language.CHINESE), Locale.ENGLISH);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Locale.setDefault(Locale.Category.DISPLAY, before);
    }
}
