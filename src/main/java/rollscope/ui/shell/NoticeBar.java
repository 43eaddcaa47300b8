package rollscope.ui.shell;

import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.ui.action.Actions;
import rollscope.ui.export.SoundExportModel;
import rollscope.ui.text.Notice;

/** Above the middle of the window: what went wrong and what to do, what else is to be known, and what takes its time to open. */
final class NoticeBar extends VBox {
    private static final PseudoClass CALM = PseudoClass.getPseudoClass("calm");
    private static final Duration SOON = Duration.millis(500);

    NoticeBar(ShellModel model, SoundExportModel sound) {
        getStyleClass().add("notices");
        getChildren().addAll(notice(model), opening(model), writing(sound));
    }

    /** A WAV file takes its time to be written, and need not be waited for. */
    private static HBox writing(SoundExportModel sound) {
        var label = new Label();
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.textProperty().bind(sound.nameProperty().map(name -> Words.of("shell.writing", name)));
        var bar = new ProgressBar();
        bar.setAccessibleText(Words.of("shell.writing-sound"));
        bar.progressProperty().bind(sound.partProperty());
        var cancel = new Button(Words.of("shell.cancel"));
        cancel.setId("cancel-sound");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(_ -> sound.cancel());
        var box = new HBox(label, bar, cancel);
        box.setId("writing-sound");
        box.getStyleClass().add("opening");
        sound.writingProperty().subscribe(writing -> show(box, writing));
        return box;
    }

    private static HBox notice(ShellModel model) {
        var sentence = new Label();
        sentence.getStyleClass().add("strong");
        sentence.setWrapText(true);
        var remedy = new Label();
        remedy.setWrapText(true);
        // Else the roll below, which has no height it wants, takes the room of all lines but the first.
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        remedy.setMinHeight(Region.USE_PREF_SIZE);
        var words = new VBox(sentence, remedy);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        var icon = new FontIcon(Feather.ALERT_CIRCLE);
        icon.getStyleClass().add("bad-icon");
        var copy = new Button(Words.of("shell.copy-details"));
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(_ -> model.noticeProperty().get().ifPresent(now -> Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, now.details()))));
        var close = new Button("", new FontIcon(Feather.X));
        close.getStyleClass().addAll("flat", "button-icon", "small");
        close.setAccessibleText(Words.of("shell.close-message"));
        Actions.hint(close, Words.of("shell.close-message"));
        close.setOnAction(_ -> model.dismiss());
        var box = new HBox(icon, words, copy, close);
        box.setId("notice");
        box.getStyleClass().add("notice");
        model.noticeProperty().subscribe(notice -> {
            var bad = notice.filter(now -> now.tone() != Notice.Tone.GOOD);
            show(box, bad.isPresent());
            boolean calm = bad.filter(now -> now.tone() == Notice.Tone.CALM).isPresent();
            box.pseudoClassStateChanged(CALM, calm);
            icon.setIconCode(calm ? Feather.INFO : Feather.ALERT_CIRCLE);
            sentence.setText(bad.map(Notice::sentence).orElse(""));
            remedy.setText(bad.map(Notice::remedy).orElse(""));
            show(remedy, bad.filter(now -> !now.remedy().isEmpty()).isPresent());
            show(copy, bad.filter(now -> !now.details().isEmpty()).isPresent());
        });
        return box;
    }

    private static HBox opening(ShellModel model) {
        var label = new Label();
        var bar = new ProgressBar();
        bar.setAccessibleText(Words.of("shell.opening-now"));
        var box = new HBox(label, bar);
        box.setId("opening");
        box.getStyleClass().add("opening");
        var soon = new PauseTransition(SOON);
        soon.setOnFinished(_ -> show(box, true));
        model.openingProperty().subscribe(name -> {
            label.setText(name.map(what -> Words.of("shell.opening", what)).orElse(""));
            if (name.isPresent()) {
                soon.playFromStart();
            } else {
                soon.stop();
                show(box, false);
            }
        });
        return box;
    }

    private static void show(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
