package rollscope.ui.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;

/** What this is, what it runs on, and whose work is in it. */
final class AboutView extends VBox {
    private static final double WIDTH = 520;
    private static final double LIST_HEIGHT = 220;

    private final GridPane libraries = new GridPane();

    /**
     * @param version of Rollscope; empty if it is not known
     * @param copy    takes a text to be pasted into a report
     */
    AboutView(String version, Consumer<String> copy) {
        getStyleClass().add("about-sheet");
        var icon = new ImageView(Shell.icon());
        icon.setFitWidth(72);
        icon.setFitHeight(72);
        var name = new Label(("Rollscope " + version).strip());
        name.getStyleClass().add("about-name");
        var what = wrapped(Words.of("shell.about-what"));
        var licence = wrapped(Words.of("shell.about-licence"));
        licence.getStyleClass().add("secondary-text");
        var words = new VBox(name, what, licence);
        words.getStyleClass().add("about-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var top = new HBox(icon, words);
        top.getStyleClass().add("about");

        var facts = facts(version, key -> System.getProperty(key, ""));
        var grid = new GridPane();
        grid.setId("about-facts");
        grid.getStyleClass().add("about-facts");
        int row = 0;
        for (var fact : facts.entrySet()) {
            var key = new Label(fact.getKey());
            key.getStyleClass().add("secondary-text");
            var value = new Label(fact.getValue());
            value.setAccessibleText(fact.getKey() + " " + fact.getValue());
            grid.addRow(row++, key, value);
        }
        var copyDetails = new Button(Words.of("shell.about-copy"), new FontIcon(Feather.COPY));
        copyDetails.setId("copy-about");
        copyDetails.getStyleClass().add("sheet-control");
        copyDetails.setMinWidth(Region.USE_PREF_SIZE);
        copyDetails.setOnAction(_ -> {
            copy.accept(asText(facts));
            copyDetails.setText(Words.of("shell.about-copied"));
        });
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var middle = new HBox(grid, gap, copyDetails);
        middle.getStyleClass().add("about-middle");

        var heading = new Label(Words.of("shell.about-thanks"));
        heading.getStyleClass().add("heading");
        libraries.setId("libraries");
        libraries.getStyleClass().add("about-libraries");
        var scroll = new ScrollPane(libraries);
        scroll.getStyleClass().add("sheet-control");
        scroll.setAccessibleText(Words.of("shell.about-libraries"));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefHeight(LIST_HEIGHT);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(top, middle, heading, scroll);
        setPrefWidth(WIDTH);
    }

    /** Lists the libraries, below Java itself. */
    void show(List<Libraries.Library> found) {
        libraries.getChildren().clear();
        int row = 0;
        line(row++, "Java", String.valueOf(Runtime.version().feature()), "GPL-2.0 with classpath exception");
        for (var library : found) {
            line(row++, library.name(), library.version(), library.licence());
        }
        line(row, Words.of("shell.about-icons"), "", "MIT");
    }

    private void line(int row, String name, String version, String licence) {
        var number = new Label(version);
        number.getStyleClass().add("secondary-text");
        var terms = new Label(licence);
        terms.getStyleClass().add("secondary-text");
        libraries.addRow(row, new Label(name), number, terms);
    }

    /** What a report should tell, by name. */
    static Map<String, String> facts(String version, UnaryOperator<String> system) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Rollscope", version);
        facts.put("Java", join(system.apply("java.runtime.version"), system.apply("java.vendor")));
        facts.put("JavaFX", system.apply("javafx.runtime.version"));
        facts.put(
                Words.of("shell.about-system"),
                join(system.apply("os.name"), system.apply("os.version"), system.apply("os.arch")));
        facts.values().removeIf(String::isBlank);
        return facts;
    }

    private static String join(String... words) {
        return java.util.Arrays.stream(words).filter(word -> !word.isBlank()).collect(Collectors.joining(" "));
    }

    static String asText(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
