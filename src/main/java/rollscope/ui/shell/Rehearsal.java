package rollscope.ui.shell;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;
import rollscope.ui.fx.OneAPulse;
import rollscope.ui.notes.EventTable;
import rollscope.ui.notes.NotesModel;
import rollscope.ui.roll.RollView;
import rollscope.ui.settings.RollLook;
import rollscope.ui.transport.InstrumentsView;

/**
 * Opens a few notes where nobody sees it, in stand-ins for what the window will show of a song. Whatever is shown for the first time
 * takes several times as long as later, since classes are loaded and skins and styles looked up; without a rehearsal that comes
 * just when a song's notes are being read and sorted beside it. A little in each pulse, while the window waits for its user. FX
 * thread only.
 */
final class Rehearsal {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 320;

    /** A pulse for what is around the table, one for each of its columns, and one to draw the rows. */
    private static final int PULSES = 9;

    private static final Transcription SCALE = scale();

    /** As many as most songs have: rows once made are used again. */
    private static final int ROWS = 6;

    private final Background background;
    private final RollLook look;
    private final List<? extends Node> hidden;
    private final List<? extends Node> panels;
    private final InstrumentsView instruments;
    private final Supplier<Node> choices;
    private final StackPane stage = new StackPane();
    private final OneAPulse pulses = new OneAPulse();

    /**
     * @param window whose looks the stand-ins have
     * @param hidden what is in the window and not visible yet
     * @param panels that the window does not show yet; what they have got used to they keep
     * @param instruments one of these panels
     * @param choices makes controls like those of the export panel
     */
    Rehearsal(
            Scene window,
            Background background,
            RollLook look,
            List<? extends Node> hidden,
            List<? extends Node> panels,
            InstrumentsView instruments,
            Supplier<Node> choices) {
        this.hidden = List.copyOf(hidden);
        this.panels = List.copyOf(panels);
        this.background = background;
        this.look = look;
        this.instruments = instruments;
        this.choices = choices;
        var scene = new Scene(stage, WIDTH, HEIGHT);
        scene.getStylesheets().setAll(window.getStylesheets());
        stage.setStyle(window.getRoot().getStyle());
        stage.getStyleClass().setAll(window.getRoot().getStyleClass());
    }

    /** Begins; what is asked for meanwhile goes first. */
    void begin() {
        var notes = new NotesModel(background, look.namingProperty(), _ -> {}, _ -> {}, _ -> {});
        var roll = new RollView(_ -> 0, background);
        hidden.forEach(node -> pulses.later(node::applyCss));
        panels.forEach(panel -> perform(() -> panel));
        for (int i = 0; i < ROWS; i++) {
            perform(() -> {
                instruments.rehearseRow();
                return instruments;
            });
        }
        pulses.later(instruments::endRehearsal);
        perform(() -> {
            roll.show(SCALE);
            return roll;
        });
        pulses.later(roll::close);
        perform(() -> {
            notes.show(SCALE);
            return new EventTable(notes);
        });
        perform(choices);
        pulses.later(this::end);
    }

    private void perform(Supplier<Node> made) {
        pulses.later(() -> {
            var node = made.get();
            if (!stage.getChildren().contains(node)) {
                stage.getChildren().clear();
            }
            if (node.getParent() == null) {
                stage.getChildren().add(node);
            }
        });
        for (int i = 0; i < PULSES; i++) {
            pulses.later(() -> {
                stage.applyCss();
                stage.layout();
            });
        }
    }

    /** Leaves the rest undone. */
    void end() {
        pulses.stop();
        instruments.endRehearsal();
        stage.getChildren().clear();
    }

    private static Transcription scale() {
        var notes = NoteTable.builder(24);
        for (int i = 0; i < 24; i++) {
            notes.add(i / 4.0, i / 4.0 + 0.25, 48 + i, 80, i % 2);
        }
        return new Transcription(
                "rehearsal",
                "",
                6,
                List.of(new Instrument(0, "Keys", 0, false, false), new Instrument(1, "Kit", 0, false, true)),
                notes.build(),
                List.of());
    }
}
