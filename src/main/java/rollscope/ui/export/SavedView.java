package rollscope.ui.export;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import rollscope.language.Words;
import rollscope.midi.Destination;
import rollscope.midi.MidiInspection;

/** The sheet that tells all that is in files just written, and what music programs make of them. */
public final class SavedView extends VBox {
    private static final double TALLEST = 460;
    private static final double WIDTH = 620;

    SavedView(Saved saved, Runnable reveal, Consumer<String> copy) {
        getStyleClass().add("saved-sheet");
        var proof = words(saved.proved());
        proof.getStyleClass().add("strong");
        var file = saved.inspection();
        var content = new VBox(proof);
        content.getStyleClass().add("saved-content");
        content.getChildren()
                .add(block(
                        saved.paths().size() > 1
                                ? Words.of(
                                        "export.first-file",
                                        String.valueOf(saved.paths().size()))
                                : Words.of("export.the-file"),
                        facts(file)));
        content.getChildren().add(tracks(file));
        if (!file.problems().isEmpty()) {
            content.getChildren().add(block(Words.of("export.problems"), String.join("\n", file.problems())));
        }
        for (Destination program : saved.programs()) {
            content.getChildren().add(block(program.program(), String.join("\n", program.advice())));
        }
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("sheet-control");
        scroll.setPrefSize(WIDTH, TALLEST);
        scroll.setMaxHeight(TALLEST);
        var show = new Button(Words.of("export.reveal"));
        show.getStyleClass().add("sheet-control");
        show.setOnAction(_ -> reveal.run());
        var text = new Button(Words.of("export.copy-text"));
        text.setId("copy-inspection");
        text.getStyleClass().add("sheet-control");
        text.setOnAction(_ -> copy.accept(saved.text()));
        var buttons = new HBox(show, text);
        buttons.getStyleClass().add("row");
        getChildren().addAll(scroll, buttons);
    }

    private static String facts(MidiInspection file) {
        // The tracks have a table of their own.
        return file.describe()
                .strip()
                .split("\n\n", 2)[0]
                .lines()
                .map(line -> line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1))
                .collect(Collectors.joining("\n"));
    }

    private static VBox tracks(MidiInspection file) {
        var lines = new VBox();
        lines.getStyleClass().add("saved-tracks");
        for (var track : file.tracks()) {
            track.playing().ifPresent(playing -> {
                String channel = track.channels().isEmpty()
                        ? ""
                        : Words.of(
                                "export.channel", String.valueOf(track.channels().getFirst()));
                String program = track.programs().isEmpty()
                        ? ""
                        : track.programs().getFirst().name();
                lines.getChildren()
                        .add(words(String.join(
                                "  ·  ",
                                track.name().isEmpty()
                                        ? Words.of("export.track", String.valueOf(track.number()))
                                        : track.name(),
                                ExportModel.counted("export.notes", playing.notes()),
                                channel,
                                program)));
            });
        }
        return block(Words.of("export.tracks-with-notes"), lines);
    }

    private static VBox block(String title, String text) {
        return block(title, words(text));
    }

    private static VBox block(String title, Region content) {
        var heading = new Label(title);
        heading.getStyleClass().add("heading");
        var block = new VBox(heading, content);
        block.getStyleClass().add("export-section");
        return block;
    }

    private static Label words(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
