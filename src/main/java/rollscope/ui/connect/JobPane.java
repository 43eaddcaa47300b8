package rollscope.ui.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import rollscope.language.Words;

/** Shows a {@link JobPanel}. */
final class JobPane extends HBox {
    private final Text headline = new Text();
    private final Text detail = new Text();
    private final ProgressBar progress = new ProgressBar();
    private final HBox buttons = new HBox();
    private final Consumer<JobPanel.Choice> choose;
    private List<JobPanel.Choice> offered = List.of();
    private String details = "";

    /**
     * @param id of the node
     */
    JobPane(String id, Consumer<JobPanel.Choice> choose) {
        this.choose = choose;
        setId(id);
        getStyleClass().addAll("card", "job");
        headline.getStyleClass().addAll("words", "strong");
        detail.getStyleClass().addAll("words", "muted");
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setAccessibleText(Words.of("job.progress"));
        var words = new VBox(new TextFlow(headline, detail), progress);
        words.getStyleClass().add("job-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        buttons.getStyleClass().add("row");
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(words, buttons);
        show(Optional.empty());
    }

    void show(Optional<JobPanel> shown) {
        setVisible(shown.isPresent());
        setManaged(shown.isPresent());
        shown.ifPresent(this::show);
    }

    private void show(JobPanel panel) {
        headline.setText(panel.headline());
        detail.setText(panel.detail().isEmpty() ? "" : " · " + panel.detail());
        setAccessibleText(Words.of("job.read-aloud", panel.headline(), panel.detail()));
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        headline.getStyleClass().removeAll("good", "doubt", "bad");
        switch (panel.tone()) {
            case CALM -> {}
            case GOOD -> headline.getStyleClass().add("good");
            case DOUBT -> headline.getStyleClass().add("doubt");
            case BAD -> headline.getStyleClass().add("bad");
        }
        progress.setVisible(panel.hasProgress());
        progress.setManaged(panel.hasProgress());
        if (panel.hasProgress()) {
            progress.setProgress(panel.progress());
        }
        details = panel.details();
        offer(panel);
    }

    /** Buttons are replaced only when the choices change, so that one keeps the focus while the seconds pass. */
    private void offer(JobPanel panel) {
        var choices = new ArrayList<>(panel.choices());
        if (!panel.details().isEmpty()) {
            choices.add(JobPanel.Choice.COPY_DETAILS);
        }
        if (choices.equals(offered)) {
            return;
        }
        offered = List.copyOf(choices);
        buttons.getChildren().setAll(offered.stream().map(this::button).toList());
    }

    private Button button(JobPanel.Choice choice) {
        var button = new Button(choice.text());
        button.setMinWidth(Region.USE_PREF_SIZE);
        if (choice == JobPanel.Choice.STOP_WAITING) {
            button.setId("cancel-job");
        }
        if (choice == JobPanel.Choice.BUY) {
            button.setId("buy");
            button.getStyleClass().add("accent");
        }
        if (choice == JobPanel.Choice.CONFIRM) {
            button.getStyleClass().add("danger");
        }
        button.setOnAction(_ -> {
            if (choice == JobPanel.Choice.COPY_DETAILS) {
                copy(details);
            } else {
                choose.accept(choice);
            }
        });
        return button;
    }

    static void copy(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }
}
