package rollscope.ui.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.Property;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import rollscope.language.Language;
import rollscope.language.Words;
import rollscope.roll.Arrangement;
import rollscope.roll.FollowMode;
import rollscope.settings.Settings.Theme;
import rollscope.transcription.OctaveNaming;
import rollscope.ui.text.Figures;

/** The settings of the view: what menus and buttons of the window choose too. */
public final class LookView extends SettingsRows {
    public LookView(Appearance appearance, SpokenLanguage language, RollLook look) {
        var theme = box("settings-theme", SettingsRow.THEME, List.of(Theme.values()), LookView::words);
        theme.setOnAction(_ -> appearance.choose(theme.getValue()));
        follow(appearance.themeProperty(), theme::setValue);
        row(SettingsRow.THEME, theme);

        var languages = Stream.concat(
                Stream.of(Optional.<Language>empty()), Arrays.stream(Language.values()).map(Optional::of));
        var spoken = box(
                "settings-language", SettingsRow.LANGUAGE, languages.toList(), LookView::words);
        // Not while the list is open: the keys go past languages that nobody wants, and each would take the list away.
        spoken.setOnAction(_ -> {
            if (!spoken.isShowing()) {
                language.choose(spoken.getValue());
            }
        });
        spoken.setOnHidden(_ -> language.choose(spoken.getValue()));
        follow(language.chosenProperty(), spoken::setValue);
        row(SettingsRow.LANGUAGE, spoken);

        var chosen = words("");
        chosen.setId("settings-colours");
        var reset = new Button(Words.of("settings.first-colours"));
        reset.setId("reset-colours");
        reset.getStyleClass().add("sheet-control");
        reset.setOnAction(_ -> look.uncolourAll());
        follow(look.huesProperty(), hues -> {
            chosen.setText(
                    hues.isEmpty()
                            ? Words.of("settings.colours-in-turn")
                            : Words.of("settings.own-colours", hues.size(), Figures.count(hues.size())));
            reset.setDisable(hues.isEmpty());
        });
        row(SettingsRow.COLOURS, chosen, reset);

        row(
                SettingsRow.OCTAVES,
                follower(
                        "settings-octaves",
                        SettingsRow.OCTAVES,
                        OctaveNaming.values(),
                        look.namingProperty(),
                        LookView::words));
        row(
                SettingsRow.FOLLOW,
                follower(
                        "settings-follow",
                        SettingsRow.FOLLOW,
                        FollowMode.values(),
                        look.followModeProperty(),
                        LookView::words),
                words(Words.of("settings.follow-what")));
        row(
                SettingsRow.ARRANGEMENT,
                follower(
                        "settings-arrangement",
                        SettingsRow.ARRANGEMENT,
                        Arrangement.values(),
                        look.arrangementProperty(),
                        LookView::words));

        var spectrum = new Slider(0, 1, look.spectrumProperty().get());
        spectrum.setId("settings-spectrum");
        spectrum.getStyleClass().add("sheet-control");
        spectrum.setBlockIncrement(0.05);
        spectrum.setMaxWidth(WIDTH / 2);
        spectrum.setAccessibleText(Words.of("settings.spectrum"));
        spectrum.valueProperty().subscribe((_, now) -> look.spectrumProperty().set(now.doubleValue()));
        follow(look.spectrumProperty(), now -> spectrum.setValue(now.doubleValue()));
        row(SettingsRow.SPECTRUM, spectrum, words(Words.of("settings.spectrum-what")));
    }

    private <T> ComboBox<T> follower(
            String id, SettingsRow row, T[] values, Property<T> property, Function<T, String> words) {
        var box = box(id, row, List.of(values), words);
        box.setOnAction(_ -> property.setValue(box.getValue()));
        follow(property, box::setValue);
        return box;
    }

    private static <T> ComboBox<T> box(String id, SettingsRow row, List<T> values, Function<T, String> words) {
        var box = new ComboBox<T>();
        box.setId(id);
        box.getStyleClass().add("sheet-control");
        box.setAccessibleText(row.title());
        box.getItems().setAll(values);
        box.setPrefWidth(WIDTH);
        box.setMaxWidth(WIDTH);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("not editable");
            }
        });
        return box;
    }

    private static String words(Theme theme) {
        return switch (theme) {
            case SYSTEM -> Words.of("settings.theme-system");
            case LIGHT -> Words.of("settings.theme-light");
            case DARK -> Words.of("settings.theme-dark");
        };
    }

    private static String words(Optional<Language> language) {
        return language.map(Language::ownName).orElseGet(() -> Words.of("settings.language-of-system"));
    }

    private static String words(OctaveNaming naming) {
        return switch (naming) {
            case C3 -> Words.of("settings.c3");
            case C4 -> Words.of("settings.c4");
            case C5 -> Words.of("settings.c5");
        };
    }

    private static String words(FollowMode mode) {
        return switch (mode) {
            case OFF -> Words.of("settings.follow-off");
            case PAGE -> Words.of("settings.follow-page");
            case CONTINUOUS -> Words.of("settings.follow-on");
        };
    }

    private static String words(Arrangement arrangement) {
        return switch (arrangement) {
            case LANES -> Words.of("settings.lanes");
            case OVERLAY -> Words.of("settings.overlay");
        };
    }
}
