package rollscope.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.settings.Settings.Theme;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.settings.Appearance;
import rollscope.ui.settings.RollLook;
import rollscope.ui.transport.TransportView;

/** The one bar at the top: menu, song, transport, export. */
final class Toolbar extends HBox {
    private final SplitMenuButton export;

    /**
     * @param recent the files opened last
     */
    Toolbar(
            ShellModel model,
            TransportView transport,
            Actions actions,
            Appearance appearance,
            RollLook look,
            Menu recent) {
        getStyleClass().add("toolbar");

        var title = new Label();
        title.getStyleClass().add("song-title");
        title.setTextOverrun(OverrunStyle.ELLIPSIS);
        var subtitle = new Label();
        subtitle.getStyleClass().add("secondary");
        var song = new VBox(title, subtitle);
        song.getStyleClass().add("song");
        song.setMinWidth(120);
        HBox.setHgrow(transport, Priority.ALWAYS);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Runnable words = () -> {
            var shown = model.shownProperty().get().filter(_ -> !model.connectingProperty()
                    .get());
            title.setText(shown.map(now -> now.transcription().title()).orElse("Rollscope"));
            subtitle.setText(
                    shown.map(ShellModel.Shown::subtitle).orElse(Words.of("shell.slogan")));
        };
        model.shownProperty().subscribe(_ -> words.run());
        model.connectingProperty().subscribe(_ -> words.run());

        var back = new Button(Words.of("shell.back"), new FontIcon(Feather.ARROW_RIGHT));
        back.setId("back-to-roll");
        back.setMinWidth(Region.USE_PREF_SIZE);
        Actions.hint(back, Words.of("shell.back-hint"));
        back.setOnAction(_ -> model.showRoll());
        Runnable backShown = () -> {
            boolean useful = model.connectingProperty().get()
                    && model.shownProperty().get().isPresent();
            back.setVisible(useful);
            back.setManaged(useful);
        };
        model.shownProperty().subscribe(_ -> backShown.run());
        model.connectingProperty().subscribe(connecting -> {
            backShown.run();
            transport.setVisible(!connecting);
            transport.setManaged(!connecting);
            gap.setManaged(connecting);
            gap.setVisible(connecting); // unmanaged it keeps its place, and would take the clicks there
        });

        export = new SplitMenuButton(actions.menuItem(Action.EXPORT), actions.menuItem(Action.EXPORT_SOUND));
        export.setText(Words.of("shell.export-midi"));
        export.setId("export");
        export.getStyleClass().add("accent");
        export.setMinWidth(Region.USE_PREF_SIZE);
        actions.wire(export, Action.EXPORT);
        export.visibleProperty().bind(model.connectingProperty().not());
        export.managedProperty().bind(export.visibleProperty());

        var menu = menu(actions, appearance, look, transport, recent);
        setMinWidth(0);
        widthProperty().subscribe(now -> {
            double width = now.doubleValue();
            transport.fold(width);
            boolean roomForTitle = width >= 840 || model.connectingProperty().get();
            song.setVisible(roomForTitle);
            song.setManaged(roomForTitle);
        });
        getChildren().addAll(menu, song, transport, gap, back, export);
    }

    private static MenuButton menu(
            Actions actions, Appearance appearance, RollLook look, TransportView transport, Menu recent) {
        var menu = new MenuButton("", new FontIcon(Feather.MENU));
        menu.setId("menu");
        menu.getStyleClass().addAll("button-icon", "no-arrow");
        menu.setAccessibleText(Words.of("shell.menu"));
        Actions.hint(menu, Words.of("shell.menu"));
        var open = actions.menuItem(Action.OPEN);
        open.setId("open-file");
        menu.getItems()
                .addAll(
                        actions.menuItem(Action.NEW),
                        open,
                        recent,
                        actions.menuItem(Action.ATTACH),
                        actions.menuItem(Action.EXPORT),
                        actions.menuItem(Action.EXPORT_SOUND));
        menu.getItems().add(new SeparatorMenuItem());
        var themes = new ToggleGroup();
        for (var theme : Theme.values()) {
            var item = new RadioMenuItem(name(theme));
            item.setToggleGroup(themes);
            item.setOnAction(_ -> appearance.choose(theme));
            appearance.themeProperty().subscribe(now -> item.setSelected(now == theme));
            menu.getItems().add(item);
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems()
                .addAll(
                        actions.menuItem(Action.LIBRARY),
                        actions.menuItem(Action.INSTRUMENTS),
                        actions.checkItem(Action.EVENT_TABLE, look.eventTableProperty()),
                        new SeparatorMenuItem(),
                        submenu(
                                Words.of("shell.select"),
                                actions,
                                Action.SELECT_ALL,
                                Action.SELECT_PITCHES,
                                Action.SELECT_INSTRUMENTS,
                                Action.CLEAR),
                        actions.menuItem(Action.COPY),
                        actions.menuItem(Action.FIT),
                        actions.menuItem(Action.FIT_SELECTION),
                        submenu(
                                Words.of("shell.lane-in-front"),
                                actions,
                                Action.CLOSE_LANE,
                                Action.LANE_UP,
                                Action.LANE_DOWN,
                                Action.TALLER_LANE,
                                Action.LOWER_LANE),
                        new SeparatorMenuItem());
        menu.getItems()
                .addAll(submenu(
                        Words.of("shell.tempo"),
                        actions,
                        Action.TEMPO,
                        Action.METRONOME,
                        Action.TAP,
                        Action.BAR_ONE,
                        Action.UNDO,
                        Action.REDO));
        menu.getItems().addAll(transport.menus());
        menu.getItems()
                .addAll(
                        actions.menuItem(Action.SOUND),
                        actions.menuItem(Action.CALLBACKS),
                        actions.menuItem(Action.SETTINGS),
                        new SeparatorMenuItem(),
                        actions.menuItem(Action.WELCOME),
                        actions.menuItem(Action.SHORTCUTS),
                        actions.menuItem(Action.ABOUT),
                        new SeparatorMenuItem(),
                        actions.menuItem(Action.QUIT));
        return menu;
    }

    /** The button that exports, which the file can be dragged from too. */
    Node exportButton() {
        return export;
    }

    private static Menu submenu(String title, Actions actions, Action... contents) {
        var menu = new Menu(title);
        for (var action : contents) {
            menu.getItems().add(actions.menuItem(action));
        }
        return menu;
    }

    private static String name(Theme theme) {
        return switch (theme) {
            case SYSTEM -> Words.of("settings.theme-system");
            case LIGHT -> Words.of("settings.theme-light");
            case DARK -> Words.of("settings.theme-dark");
        };
    }
}
