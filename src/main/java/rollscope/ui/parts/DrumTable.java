package rollscope.ui.parts;

import java.util.ArrayList;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.midi.DrumAudit;
import rollscope.midi.DrumMap;
import rollscope.midi.GeneralMidi;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Pitch;
import rollscope.ui.text.Figures;

/**
 * Which pitches a kit was delivered with, and which drum each is: at the left a row a pitch, at the right what the selected one can
 * be. Everything that is selected is heard; what is selected at the right is chosen.
 */
final class DrumTable extends VBox {
    /** A name that is kept with the song in any language, as those of a {@link DrumMap} are; {@link #shown} is seen. */
    static final String BY_EAR = "By ear";
    private static final double ROW = 30;
    private static final double CANDIDATE = 26;

    private final PartsModel model;
    private final int instrument;
    private final OctaveNaming naming;

    private final Label verdict = new Label();
    private final Button right = new Button(Words.of("parts.drums-right"));
    private final ComboBox<String> presets = new ComboBox<>();
    private final ListView<DrumAudit.Use> pitches = new ListView<>();
    private final ListView<Integer> candidates = new ListView<>();
    private final Label question = new Label();
    /** Whether what is selected follows from what was chosen, not the other way round. */
    private boolean telling;

    DrumTable(PartsModel model, int instrument, OctaveNaming naming) {
        super(10);
        this.model = model;
        this.instrument = instrument;
        this.naming = naming;

        verdict.setId("drum-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        // As wide as the lists below, not as its sentence.
        verdict.setPrefWidth(400);
        verdict.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(verdict, Priority.ALWAYS);
        right.setId("drums-are-right");
        right.getStyleClass().add("sheet-control");
        right.setMinWidth(Region.USE_PREF_SIZE);
        right.setOnAction(_ -> model.drums(instrument, DrumMap.AS_DELIVERED));
        var said = new HBox(verdict, right);
        said.getStyleClass().add("row");

        presets.setId("drum-preset");
        presets.getStyleClass().add("sheet-control");
        presets.setAccessibleText(Words.of("parts.all-drums"));
        presets.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String name) {
                return name == null ? "" : shown(name);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("it is chosen, not typed");
            }
        });
        presets.setOnAction(_ -> {
            if (!telling) {
                DrumMap.PRESETS.stream()
                        .filter(preset -> preset.name().equals(presets.getValue()))
                        .findFirst()
                        .ifPresent(preset -> model.drums(instrument, preset));
            }
        });
        var all = new Label(Words.of("parts.all"));
        all.getStyleClass().add("secondary-text");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        question.getStyleClass().add("heading");
        var heading = new Label(Words.of("parts.delivered"));
        heading.getStyleClass().add("heading");
        var top = new HBox(heading, gap, all, presets);
        top.getStyleClass().add("row");

        pitches.setId("drum-pitches");
        pitches.getStyleClass().add("sheet-control");
        pitches.setAccessibleText(Words.of("parts.delivered-pitches"));
        pitches.setFixedCellSize(ROW);
        pitches.setPrefSize(430, 8 * ROW + 10);
        pitches.setMinHeight(3 * ROW);
        pitches.setCellFactory(_ -> new UseCell());
        pitches.getItems().setAll(model.audit(instrument).pitches());
        pitches.setPlaceholder(new Label(Words.of("parts.plays-nothing")));
        pitches.getSelectionModel().selectedItemProperty().subscribe((_, use) -> {
            if (use != null) {
                ask(use.pitch());
                if (!telling) {
                    model.hearDrum(instrument, map().of(use.pitch()));
                }
            }
        });
        pitches.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            var use = pitches.getSelectionModel().getSelectedItem();
            if (use != null && (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER)) {
                model.hearDrum(instrument, map().of(use.pitch()));
                event.consume();
            } else if (event.getCode() == KeyCode.RIGHT) {
                candidates.requestFocus();
                event.consume();
            }
        });

        candidates.setId("drum-candidates");
        candidates.getStyleClass().add("sheet-control");
        candidates.setAccessibleText(Words.of("parts.drums"));
        candidates.setFixedCellSize(CANDIDATE);
        candidates.setPrefSize(250, 8 * ROW + 10);
        candidates.setMinHeight(3 * ROW);
        candidates.setCellFactory(_ -> new CandidateCell());
        candidates.getSelectionModel().selectedItemProperty().subscribe((_, drum) -> {
            var use = pitches.getSelectionModel().getSelectedItem();
            if (!telling && drum != null && use != null) {
                model.hearDrum(instrument, drum);
                assign(use.pitch(), drum);
            }
        });
        candidates.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            var drum = candidates.getSelectionModel().getSelectedItem();
            if (drum != null && (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER)) {
                model.hearDrum(instrument, drum);
                event.consume();
            } else if (event.getCode() == KeyCode.LEFT) {
                pitches.requestFocus();
                event.consume();
            }
        });
        var left = new VBox(6, top, pitches);
        var beside = new VBox(6, question, candidates);
        // Of the same height as the row with the choice of presets.
        question.minHeightProperty().bind(top.heightProperty());
        VBox.setVgrow(pitches, Priority.ALWAYS);
        VBox.setVgrow(candidates, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        var both = new HBox(12, left, beside);
        VBox.setVgrow(both, Priority.ALWAYS);
        getChildren().addAll(said, both);
        telling = true;
        pitches.getSelectionModel().select(firstInDoubt());
        telling = false;
        show();
    }

    private int firstInDoubt() {
        var uses = pitches.getItems();
        return IntStream.range(0, uses.size())
                .filter(i -> uses.get(i).kind() == DrumAudit.Kind.NOTHING)
                .findFirst()
                .orElse(0);
    }

    void focus() {
        pitches.requestFocus();
    }

    private DrumMap map() {
        return model.part(instrument).drumMap();
    }

    private void assign(int from, int to) {
        var changed = map().with(BY_EAR, from, to);
        model.drums(instrument, changed.changesNothing() ? DrumMap.AS_DELIVERED : changed);
    }

    /** Shows what is chosen now. */
    void show() {
        var audit = model.audit(instrument);
        boolean doubt = model.isDoubtful(instrument);
        verdict.setText(verdict(audit, doubt));
        verdict.getStyleClass().setAll("label", doubt ? "doubt" : "secondary-text");
        right.setVisible(doubt);
        right.setManaged(doubt);
        telling = true;
        var names = new ArrayList<String>();
        DrumMap.PRESETS.forEach(preset -> names.add(preset.name()));
        if (!names.contains(map().name())) {
            names.add(map().name());
        }
        if (!presets.getItems().equals(names)) {
            presets.getItems().setAll(names);
        }
        presets.setValue(map().name());
        telling = false;
        pitches.refresh();
        var use = pitches.getSelectionModel().getSelectedItem();
        if (use != null) {
            ask(use.pitch());
        }
    }

    private static String verdict(DrumAudit audit, boolean doubt) {
        int nothing = audit.notes(DrumAudit.Kind.NOTHING);
        int percussion = audit.notes(DrumAudit.Kind.PERCUSSION);
        int kit = audit.notes(DrumAudit.Kind.KIT);
        var parts = new ArrayList<String>();
        if (kit > 0) {
            parts.add(Words.of("parts.of-the-kit", Figures.count(kit)));
        }
        if (percussion > 0) {
            parts.add(Words.of("parts.of-hands", Figures.count(percussion)));
        }
        if (nothing > 0) {
            parts.add(Words.of("parts.of-nothing", Figures.count(nothing)));
        }
        int pitches = audit.pitches().size();
        String sentence = parts.isEmpty()
                ? Words.of("parts.no-notes")
                : Words.of(
                        "parts.verdict",
                        audit.notes(),
                        Figures.count(audit.notes()),
                        pitches,
                        Figures.count(pitches),
                        String.join(Words.of("parts.verdict-between"), parts));
        return doubt ? Words.of("parts.verdict-doubt", sentence) : sentence;
    }

    /** The name of a map as it is seen; one of the user's stays. */
    private static String shown(String name) {
        if (name.equals(DrumMap.AS_DELIVERED.name())) {
            return Words.of("parts.unchanged");
        }
        if (name.equals(DrumMap.SMALL_KIT.name())) {
            return Words.of("parts.small-kit");
        }
        return name.equals(BY_EAR) ? Words.of("parts.by-ear") : name;
    }

    /** Offers what a pitch can be. */
    private void ask(int pitch) {
        question.setText(Words.of("parts.sounds-as", String.valueOf(pitch), name(pitch)));
        var drums = new ArrayList<Integer>();
        for (int drum = GeneralMidi.LOWEST_DRUM; drum <= GeneralMidi.HIGHEST_DRUM; drum++) {
            drums.add(drum);
        }
        if (GeneralMidi.drumName(pitch).isEmpty()) {
            drums.addFirst(pitch);
        }
        boolean before = telling;
        telling = true;
        if (!candidates.getItems().equals(drums)) {
            candidates.getItems().setAll(drums);
        }
        int row = drums.indexOf(map().of(pitch));
        if (candidates.getSelectionModel().getSelectedIndex() != row) {
            candidates.getSelectionModel().clearAndSelect(row);
            candidates.scrollTo(Math.max(0, row - 3));
        }
        candidates.refresh();
        telling = before;
    }

    private String name(int pitch) {
        return new Pitch(pitch).name(naming);
    }

    private static String drum(int pitch) {
        String name = GeneralMidi.drumName(pitch);
        return name.isEmpty() ? Words.of("parts.no-drum") : name;
    }

    private final class UseCell extends ListCell<DrumAudit.Use> {
        private final Button listen = new Button("", new FontIcon(Feather.PLAY));
        private final Label number = new Label();
        private final Label name = new Label();
        private final Label count = new Label();
        private final Label target = new Label();
        private final HBox row;

        UseCell() {
            listen.getStyleClass().addAll("flat", "listen");
            listen.setFocusTraversable(false);
            listen.setOnAction(_ -> {
                var use = getItem();
                if (use != null) {
                    boolean selected = getListView().getSelectionModel().getSelectedIndex() == getIndex();
                    getListView().getSelectionModel().select(getIndex());
                    if (selected) {
                        model.hearDrum(instrument, map().of(use.pitch()));
                    }
                }
            });
            number.getStyleClass().add("pitch-number");
            name.setMinWidth(0);
            count.getStyleClass().add("tag");
            count.setMinWidth(Region.USE_PREF_SIZE);
            target.setMinWidth(Region.USE_PREF_SIZE);
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            row = new HBox(listen, number, name, count, gap, target);
            row.getStyleClass().add("row");
            row.setPrefWidth(0);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        protected void updateItem(DrumAudit.@Nullable Use use, boolean empty) {
            super.updateItem(use, empty);
            if (empty || use == null) {
                setGraphic(null);
                setText(null);
                return;
            }
            int now = map().of(use.pitch());
            boolean moved = now != use.pitch();
            number.setText(use.pitch() + " " + name(use.pitch()));
            name.setText(drum(use.pitch()));
            name.getStyleClass()
                    .setAll("label", moved || use.kind() == DrumAudit.Kind.NOTHING ? "secondary-text" : "words");
            count.setText(Figures.count(use.notes()) + "×");
            target.setText(moved ? "→ " + drum(now) : "");
            listen.setAccessibleText(Words.of("parts.hear", drum(now)));
            String pitch = String.valueOf(use.pitch());
            String counted = Figures.count(use.notes());
            setText(
                    moved
                            ? Words.of(
                                    "parts.moved-pitch", pitch, drum(use.pitch()), use.notes(), counted, drum(now))
                            : Words.of("parts.pitch", pitch, drum(use.pitch()), use.notes(), counted));
            setGraphic(row);
        }
    }

    private static final class CandidateCell extends ListCell<Integer> {
        private final Label number = new Label();
        private final Label name = new Label();
        private final HBox row = new HBox(number, name);

        CandidateCell() {
            number.getStyleClass().add("number");
            row.getStyleClass().add("row");
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        protected void updateItem(@Nullable Integer drum, boolean empty) {
            super.updateItem(drum, empty);
            if (empty || drum == null) {
                setGraphic(null);
                setText(null);
                return;
            }
            number.setText(Integer.toString(drum));
            String own = GeneralMidi.drumName(drum);
            name.setText(own.isEmpty() ? Words.of("parts.unchanged") : own);
            setText(Words.of("parts.with-tag", String.valueOf(drum), name.getText()));
            setGraphic(row);
        }
    }
}
