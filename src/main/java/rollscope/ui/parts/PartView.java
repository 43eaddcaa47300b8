package rollscope.ui.parts;

import java.util.ArrayList;
import java.util.OptionalInt;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.midi.GeneralMidi;
import rollscope.midi.Instrumentation.Voice;
import rollscope.ui.settings.RollLook;

/** The sheet on one instrument: its name, what it sounds like, and for a kit which drum is which. Everything is applied at once. */
public final class PartView extends VBox {
    private final PartsModel model;
    private final int instrument;
    private final RollLook look;

    private final TextField name = new TextField();
    private final CheckBox drums = new CheckBox(Words.of("parts.is-kit"));
    private final ComboBox<Integer> kit = new ComboBox<>();
    private final VBox body = new VBox();
    private final Label origin = new Label();
    private final Button asDelivered = new Button(Words.of("parts.as-delivered"));
    private @Nullable ProgramList programs;
    private @Nullable DrumTable table;
    private Subscription followed = Subscription.EMPTY;
    /** Whether the controls are being told what was chosen. */
    private boolean telling;

    /**
     * @param instrument by index in the open song
     */
    public PartView(PartsModel model, RollLook look, int instrument) {
        this.model = model;
        this.look = look;
        this.instrument = instrument;
        getStyleClass().add("part-form");
        var delivered = model.delivered(instrument);

        name.setId("part-name");
        name.getStyleClass().add("sheet-control");
        name.setPromptText(delivered.name());
        name.setAccessibleText(Words.of("parts.name"));
        name.setText(model.chosen(instrument).name());
        name.textProperty().subscribe((_, typed) -> {
            if (!telling) {
                model.rename(instrument, typed.strip().equals(delivered.name()) ? "" : typed);
            }
        });
        HBox.setHgrow(name, Priority.ALWAYS);

        drums.setId("part-is-kit");
        drums.getStyleClass().add("sheet-control");
        drums.setOnAction(_ -> model.voice(
                instrument,
                drums.isSelected()
                        ? delivered.drums() ? Voice.of(delivered) : Voice.STANDARD_KIT
                        : Voice.tone(delivered.drums() ? 0 : delivered.program())));
        kit.setId("part-kit");
        kit.getStyleClass().add("sheet-control");
        kit.setAccessibleText(Words.of("parts.kit"));
        kit.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Integer number) {
                return number == null ? "" : GeneralMidi.kitName(number);
            }

            @Override
            public Integer fromString(String text) {
                throw new UnsupportedOperationException("it is chosen, not typed");
            }
        });
        kit.setOnAction(_ -> {
            if (!telling && kit.getValue() != null) {
                model.voice(instrument, new Voice(kit.getValue(), true));
            }
        });

        asDelivered.setId("part-as-delivered");
        asDelivered.getStyleClass().add("sheet-control");
        asDelivered.setMinWidth(Region.USE_PREF_SIZE);
        asDelivered.setOnAction(_ -> model.asDelivered(instrument));
        origin.setId("part-origin");
        origin.getStyleClass().add("secondary-text");
        origin.setWrapText(true);
        origin.setPrefWidth(300);
        origin.setMinHeight(Region.USE_PREF_SIZE);
        origin.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(origin, Priority.ALWAYS);
        var foot = new HBox(origin, asDelivered);
        foot.getStyleClass().add("part-foot");

        var kitRow = new HBox(drums, kit);
        kitRow.getStyleClass().add("form-row");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(row(Words.of("parts.name"), name), row(Words.of("parts.sound"), kitRow), body, foot);
        sceneProperty().subscribe(scene -> {
            followed.unsubscribe();
            followed = scene == null ? Subscription.EMPTY : model.howProperty().subscribe(_ -> show());
        });
        show();
    }

    private static HBox row(String words, Region control) {
        var label = new Label(words);
        label.getStyleClass().add("part-label");
        var row = new HBox(label, control);
        row.getStyleClass().add("form-row");
        return row;
    }

    /** Puts the focus on what it is most often opened for. */
    public void focus() {
        if (programs != null) {
            programs.focus();
        } else if (table != null) {
            table.focus();
        }
    }

    /** Shows what is chosen now; the song may have gone meanwhile. */
    private void show() {
        if (instrument >= model.instruments()) {
            return;
        }
        telling = true;
        var delivered = model.delivered(instrument);
        var chosen = model.chosen(instrument);
        var part = model.part(instrument);
        if (!name.isFocused()) {
            name.setText(chosen.name());
        }
        drums.setSelected(chosen.drums());
        kit.setVisible(chosen.drums());
        kit.setManaged(chosen.drums());
        if (chosen.drums()) {
            var kits = new ArrayList<>(GeneralMidi.kits());
            if (!kits.contains(chosen.program())) {
                kits.add(chosen.program());
            }
            if (!kit.getItems().equals(kits)) {
                kit.getItems().setAll(kits);
            }
            kit.setValue(chosen.program());
            showDrums();
        } else {
            showPrograms(
                    chosen.program(),
                    delivered.drums() ? OptionalInt.empty() : OptionalInt.of(delivered.program()),
                    delivered.guessed());
        }
        asDelivered.setDisable(part.isAsDelivered());
        String from = part.voice().isPresent()
                ? Words.of("parts.chosen", delivered.name())
                : delivered.guessed()
                        ? Words.of("parts.guessed")
                        : Words.of("parts.from-file");
        origin.setText(from + "\n" + model.place(instrument));
        telling = false;
    }

    private void showDrums() {
        var shown = table;
        if (shown == null) {
            shown = new DrumTable(model, instrument, look.namingProperty().get());
            table = shown;
            programs = null;
            VBox.setVgrow(shown, Priority.ALWAYS);
            body.getChildren().setAll(shown);
        }
        shown.show();
    }

    private void showPrograms(int program, OptionalInt delivered, boolean guessed) {
        var shown = programs;
        if (shown == null) {
            shown = new ProgramList(
                    wanted -> model.voice(instrument, Voice.tone(wanted)), () -> model.hear(instrument));
            programs = shown;
            table = null;
            VBox.setVgrow(shown, Priority.ALWAYS);
            body.getChildren().setAll(shown);
        }
        shown.show(program, delivered, guessed);
    }
}
