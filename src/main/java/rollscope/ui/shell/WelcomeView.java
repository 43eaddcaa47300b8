package rollscope.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;

/** What the first start shows: three ways in. */
final class WelcomeView extends ScrollPane {
    private static final double CARD = 208;

    private final Button first;

    /** What each of the ways does. */
    record Ways(Runnable demo, Runnable provider, Runnable file) {}

    WelcomeView(Ways ways) {
        setId("welcome");
        getStyleClass().addAll("welcome", "edge-to-edge");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);

        var icon = new ImageView(Shell.icon());
        icon.setFitWidth(64);
        icon.setFitHeight(64);
        var title = new Label(Words.of("shell.welcome"));
        title.getStyleClass().add("welcome-title");
        var what = words(Words.of("shell.welcome-what"));
        what.getStyleClass().add("welcome-what");

        first = card(
                "welcome-demo",
                Feather.PLAY_CIRCLE,
                Words.of("shell.welcome-demo"),
                Words.of("shell.welcome-demo-what"),
                ways.demo);
        first.getStyleClass().add("first");
        var cards = new TilePane(
                first,
                card(
                        "welcome-provider",
                        Feather.KEY,
                        Words.of("shell.welcome-provider"),
                        Words.of("shell.welcome-provider-what"),
                        ways.provider),
                card(
                        "welcome-file",
                        Feather.FOLDER,
                        Words.of("shell.welcome-file"),
                        Words.of("shell.welcome-file-what"),
                        ways.file));
        cards.getStyleClass().add("welcome-cards");
        cards.setAlignment(Pos.TOP_CENTER);
        cards.setPrefColumns(3);
        cards.setPrefTileWidth(CARD);

        var page = new VBox(icon, title, what, cards);
        page.getStyleClass().add("welcome-page");
        setContent(page);
    }

    private static Button card(String id, Feather icon, String title, String sentence, Runnable way) {
        var picture = new FontIcon(icon);
        picture.getStyleClass().add("welcome-icon");
        var name = new Label(title);
        name.getStyleClass().add("welcome-way");
        var box = new VBox(picture, name, words(sentence));
        box.getStyleClass().add("welcome-card-words");
        // Words that wrap are as high as the card is wide, which a button does not ask them.
        var card = new Button("", box) {
            @Override
            protected double computePrefHeight(double width) {
                double sides = snappedLeftInset() + snappedRightInset();
                return snappedTopInset() + box.prefHeight(CARD - sides) + snappedBottomInset();
            }
        };
        card.setId(id);
        card.getStyleClass().addAll("flat", "welcome-card");
        card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        card.setAccessibleText(title);
        card.setAccessibleHelp(sentence);
        card.setPrefWidth(CARD);
        card.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        card.setOnAction(_ -> way.run());
        return card;
    }

    private static Label words(String text) {
        var label = new Label(text);
        label.getStyleClass().add("secondary-text");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Puts the focus on the first way. */
    void focus() {
        first.requestFocus();
    }
}
