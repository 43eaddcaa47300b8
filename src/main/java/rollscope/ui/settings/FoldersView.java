package rollscope.ui.settings;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
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
                buttons(open("open-library-folder", "library", folders.library())),
                words("All that you transcribed or paid for. Keep a copy of it where you keep copies of what"
                        + " matters."));
        row(
                SettingsRow.LOG_FOLDER,
                path(folders.logs()),
                buttons(open("open-log-folder", "log", folders.logs())),
                words("What went wrong and when, to be sent with a report. No key and no notes are in it."));
        var empty = new Button("Empty");
        empty.setId("empty-cache");
        empty.getStyleClass().add("sheet-control");
        empty.setAccessibleText("Empty the cache");
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
                buttons(open("open-cache-folder", "cache", folders.cache()), empty),
                size);
    }

    static String words(Optional<FoldersModel.Measured> measured) {
        return measured.map(found -> found.cached() == 0
                        ? "Empty. Sound that is unpacked for listening comes here."
                        : Figures.size(found.cached())
                                + ". Sound unpacked for listening; it can be made again at any time.")
                .orElse("Its size is being looked up…");
    }

    private static Label path(Path folder) {
        var label = new Label(folder.toString());
        label.getStyleClass().add("mono");
        label.setMaxWidth(WIDTH);
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        label.setTooltip(Actions.tooltip(folder.toString()));
        return label;
    }

    private Button open(String id, String name, Path folder) {
        var button = new Button("Open folder");
        button.setId(id);
        button.getStyleClass().add("sheet-control");
        button.setAccessibleText("Open the folder of the " + name);
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
