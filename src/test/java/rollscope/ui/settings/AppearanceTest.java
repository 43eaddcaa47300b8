package rollscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.settings.Settings.Theme;
import rollscope.settings.SettingsStore;

class AppearanceTest {
    @TempDir
    Path folder;

    private final SimpleObjectProperty<ColorScheme> system = new SimpleObjectProperty<>(ColorScheme.LIGHT);
    private final List<String> stylesheets = new ArrayList<>();

    @Test
    void followsTheSystemUntilAThemeIsChosen() {
        try (var appearance = open()) {
            assertThat(appearance.darkProperty().get()).isFalse();
            system.set(ColorScheme.DARK);
            assertThat(appearance.darkProperty().get()).isTrue();

            appearance.choose(Theme.LIGHT);
            assertThat(appearance.darkProperty().get()).isFalse();
            system.set(ColorScheme.LIGHT);
            system.set(ColorScheme.DARK);
            assertThat(appearance.darkProperty().get()).isFalse();
        }
        assertThat(stylesheets)
                .startsWith(new PrimerLight().getUserAgentStylesheet(), new PrimerDark().getUserAgentStylesheet());
    }

    @Test
    void theChoiceIsRemembered() {
        var settings = new SettingsStore(folder.resolve("settings.json"));
        try (var appearance = new Appearance(settings, system, stylesheets::add)) {
            appearance.choose(Theme.DARK);
        }
        settings.flush();
        try (var appearance = open()) {
            assertThat(appearance.darkProperty().get()).isTrue();
            assertThat(appearance.themeProperty().get()).isEqualTo(Theme.DARK);
        }
    }

    private Appearance open() {
        return new Appearance(new SettingsStore(folder.resolve("settings.json")), system, stylesheets::add);
    }
}
