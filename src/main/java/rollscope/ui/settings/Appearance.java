package rollscope.ui.settings;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.function.Consumer;
import javafx.application.ColorScheme;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import rollscope.settings.Settings.Theme;
import rollscope.settings.SettingsStore;

/** Light or dark, as chosen or as the system has it. FX thread only. */
public final class Appearance implements AutoCloseable {
    private final SettingsStore settings;
    private final ObservableValue<ColorScheme> system;
    private final Consumer<String> stylesheet;
    private final ReadOnlyObjectWrapper<Theme> theme;
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final Subscription following;

    /**
     * @param system     what the system has
     * @param stylesheet takes the stylesheet of the whole program
     */
    public Appearance(SettingsStore settings, ObservableValue<ColorScheme> system, Consumer<String> stylesheet) {
        this.settings = settings;
        this.system = system;
        this.stylesheet = stylesheet;
        theme = new ReadOnlyObjectWrapper<>(settings.get().theme());
        apply();
        following = system.subscribe((_, _) -> apply());
    }

    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /** Takes effect at once and is remembered. */
    public void choose(Theme chosen) {
        theme.set(chosen);
        settings.set(settings.get().withTheme(chosen));
        apply();
    }

    private void apply() {
        boolean wanted =
                switch (theme.get()) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> system.getValue() == ColorScheme.DARK;
                };
        stylesheet.accept(
                wanted ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        dark.set(wanted);
    }

    @Override
    public void close() {
        following.unsubscribe();
    }
}
