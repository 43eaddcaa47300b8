package rollscope.ui.settings;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import rollscope.language.Words;
import rollscope.ui.action.Actions;
import rollscope.ui.text.Figures;

/** The settings of folders: where they are, a way into each, and how much lies in the cache. */
public final class FoldersView extends SettingsRows {
    private final FoldersModel model;

    public FoldersView(FoldersModel model) {
        this.model = model;
        var folders = model.directories();
        row(
                SettingsRow.LIBRARY_FOLDER,
                path(folders.library()),
                buttons(open("open-library-folder", Words.of("settings.open-library"), folders.library())),
                words(Words.of("settings.library-what")));
        row(
                SettingsRow.LOG_FOLDER,
                path(folders.logs()),
                buttons(open("open-log-folder", Words.of("settings.open-log"), folders.logs())),
                words(Words.of("settings.log-what")));
        var empty = new Button(Words.of("settings.empty"));
        empty.setId("empty-cache");
        empty.getStyleClass().add("sheet-control");
        empty.setAccessibleText(Words.of("settings.empty-cache"));
        empty.setMinWidth(Region.USE_PREF_SIZE);
        empty.setOnAction(_ -> model.emptyCache());
        var size = words("");
        size.setId("cache-size");
        follow(model.measuredProperty(), now -> {
            empty.setDisable(now.filter(found -> found.cached() > 0).isEmpty());
            size.setText(words(now));
        });
        row(
                SettingsRow.CACHE_FOLDER,
                path(folders.cache()),
                buttons(open("open-cache-folder", Words.of("settings.open-cache"), folders.cache()), empty),
                size);
    }

    static String words(Optional<FoldersModel.Measured> measured) {
        return measured.map(found -> found.cached() == 0
                        ? Words.of("settings.cache-empty")
                        : Words.of("settings.cache-size", Figures.size(found.cached())))
                .orElse(Words.of("settings.cache-unknown"));
    }

    private static Label path(Path folder) {
        var label = new Label(folder.toString());
        label.getStyleClass().add("mono");
        label.setMaxWidth(WIDTH);
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Actions.hint(label, folder.toString());
        return label;
    }

    private Button open(String id, String accessible, Path folder) {
        var button = new Button(Words.of("settings.open-folder"));
        button.setId(id);
        button.getStyleClass().add("sheet-control");
        button.setAccessibleText(accessible);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> model.open(folder));
        follow(
                model.measuredProperty(),
                now -> button.setDisable(
                        now.filter(found -> found.there().contains(folder)).isEmpty()));
        return button;
    }

    private static HBox buttons(Node... buttons) {
        var box = new HBox(buttons);
        box.getStyleClass().add("row");
        return box;
    }
}
