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
        spoken.setOnAction(_ -> language.choose(spoken.getValue()));
        follow(language.chosenProperty(), spoken::setValue);
        row(SettingsRow.LANGUAGE, spoken);

        var chosen = words("");
        chosen.setId("settings-colours");
        var reset = new Button("Back to the first colours");
        reset.setId("reset-colours");
        reset.getStyleClass().add("sheet-control");
        reset.setOnAction(_ -> look.uncolourAll());
        follow(look.huesProperty(), hues -> {
            chosen.setText(
                    hues.isEmpty()
                            ? "Every instrument has a colour in turn. The square beside its name chooses another."
                            : Figures.count(hues.size(), "instrument") + " with a colour of your own.");
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
                words("How the view keeps up with the playhead."));
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
        spectrum.setAccessibleText("Spectrum behind the notes");
        spectrum.valueProperty().subscribe((_, now) -> look.spectrumProperty().set(now.doubleValue()));
        follow(look.spectrumProperty(), now -> spectrum.setValue(now.doubleValue()));
        row(SettingsRow.SPECTRUM, spectrum, words("How strongly the sound of the stem is seen behind the notes."));
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
            case SYSTEM -> "Light or dark as the system";
            case LIGHT -> "Light";
            case DARK -> "Dark";
        };
    }

    private static String words(Optional<Language> language) {
        return language.map(Language::ownName).orElseGet(() -> Words.of("settings.language-of-system"));
    }

    private static String words(OctaveNaming naming) {
        return switch (naming) {
            case C3 -> "C3 = 60, as in Live, Logic and Cubase";
            case C4 -> "C4 = 60, as in notation";
            case C5 -> "C5 = 60, as in FL Studio";
        };
    }

    private static String words(FollowMode mode) {
        return switch (mode) {
            case OFF -> "Off";
            case PAGE -> "Page by page";
            case CONTINUOUS -> "Continuously";
        };
    }

    private static String words(Arrangement arrangement) {
        return switch (arrangement) {
            case LANES -> "A lane for each instrument";
            case OVERLAY -> "All instruments in one roll";
        };
    }
}
