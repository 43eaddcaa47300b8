package rollscope.ui.shell;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.ui.action.Actions;

/** The files opened last, in the menu. */
final class RecentMenu {
    private final RecentFiles files;
    private final Consumer<Path> open;
    private final Menu menu = new Menu(Words.of("shell.open-recent"), new FontIcon(Feather.FILE));
    private final Map<Path, MenuItem> items = new LinkedHashMap<>();

    RecentMenu(RecentFiles files, Consumer<Path> open) {
        this.files = files;
        this.open = open;
        menu.setId("open-recent");
        files.filesProperty().subscribe(_ -> fill());
        menu.setOnShowing(_ -> files.findMissing(this::mark));
        menu.setOnShown(_ -> hint());
    }

    Menu menu() {
        return menu;
    }

    private void fill() {
        items.clear();
        for (var file : files.filesProperty().get()) {
            var item = new MenuItem(words(file));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> open.accept(file));
            items.put(file, item);
        }
        var clear = new MenuItem(Words.of("shell.clear-recent"), new FontIcon(Feather.X));
        clear.setId("clear-recent");
        clear.setOnAction(_ -> files.clear());
        menu.getItems().setAll(items.values());
        menu.getItems().addAll(new SeparatorMenuItem(), clear);
        menu.setDisable(items.isEmpty());
    }

    /** The name; of two with the same the folder as well. */
    private String words(Path file) {
        var name = Objects.requireNonNull(file.getFileName(), "a folder").toString();
        var parent = file.getParent();
        boolean twice = files.filesProperty().get().stream()
                        .map(Path::getFileName)
                        .filter(file.getFileName()::equals)
                        .count()
                > 1;
        return twice && parent != null && parent.getFileName() != null ? name + "  –  " + parent.getFileName() : name;
    }

    private void mark(Set<Path> missing) {
        items.forEach((file, item) -> {
            boolean gone = missing.contains(file);
            item.setDisable(gone);
            item.setText(gone ? Words.of("shell.recent-gone", words(file)) : words(file));
        });
    }

    /** Only what is shown has a node to hang a word on. */
    private void hint() {
        items.forEach((file, item) -> {
            if (item.getStyleableNode() != null) {
                Tooltip.install(item.getStyleableNode(), Actions.tooltip(String.valueOf(file.getParent())));
            }
        });
    }
}
