package rollscope.ui.transport;

import java.util.function.IntUnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import rollscope.ui.action.Actions;
import rollscope.ui.text.Figures;

/** The panel at the right: the instruments, what each is called, and which are heard. */
public final class InstrumentsView extends BorderPane {
    public static final double WIDTH = 288;

    private final ObjectProperty<IntUnaryOperator> colours = new SimpleObjectProperty<>(_ -> 0xFF808080);

    public InstrumentsView(TransportModel model) {
        getStyleClass().addAll("side-panel", "instruments");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        var heading = new Label("Instruments");
        heading.getStyleClass().add("heading");
        var hint = new Label("mute · solo");
        hint.getStyleClass().add("secondary");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var top = new HBox(heading, gap, hint);
        top.getStyleClass().add("instruments-top");
        setTop(top);

        var list = new ListView<>(model.parts());
        list.setId("instrument-list");
        list.setAccessibleText("Instruments");
        list.setCellFactory(_ -> new PartCell(model));
        setCenter(list);
    }

    /**
     * @param argbOf the colour an instrument is known by, 0xAARRGGBB
     */
    public void setColours(IntUnaryOperator argbOf) {
        colours.set(argbOf);
    }

    private final class PartCell extends ListCell<Part> {
        private final Rectangle colour = new Rectangle(12, 12);
        private final Label name = new Label();
        private final Label count = new Label();
        private final ToggleButton mute = new ToggleButton("M");
        private final ToggleButton solo = new ToggleButton("S");
        private final HBox content;

        PartCell(TransportModel model) {
            colour.setArcWidth(4);
            colour.setArcHeight(4);
            name.setMinWidth(0);
            count.getStyleClass().addAll("secondary-text", "tabular");
            count.setMinWidth(Region.USE_PREF_SIZE);
            var words = new HBox(name, count);
            words.getStyleClass().add("part-words");
            HBox.setHgrow(words, Priority.ALWAYS);
            words.setMinWidth(0);
            mute.getStyleClass().addAll("small", "mute");
            solo.getStyleClass().addAll("small", "solo");
            listen(mute, (part, on, alone) -> model.mute(part.instrument().index(), on, alone));
            listen(solo, (part, on, alone) -> model.solo(part.instrument().index(), on, alone));
            content = new HBox(colour, words, mute, solo);
            content.getStyleClass().add("part");
            content.setPrefWidth(0);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            colours.subscribe(_ -> paint());
        }

        private void listen(ToggleButton button, Toggled toggled) {
            boolean[] alone = new boolean[1];
            button.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> alone[0] = event.isAltDown());
            button.setOnAction(_ -> {
                var part = getItem();
                if (part != null) {
                    toggled.toggled(part, alone[0] || button.isSelected(), alone[0]);
                }
                alone[0] = false;
            });
        }

        private void paint() {
            var part = getItem();
            if (part != null) {
                int argb = colours.get().applyAsInt(part.instrument().index());
                colour.setFill(Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255));
            }
        }

        @Override
        protected void updateItem(@Nullable Part part, boolean empty) {
            super.updateItem(part, empty);
            if (empty || part == null) {
                setGraphic(null);
                setText(null);
                return;
            }
            String called = part.instrument().name();
            name.setText(called);
            name.setTooltip(Actions.tooltip(called));
            count.setText(Figures.count(part.notes()));
            mute.setSelected(part.muted());
            solo.setSelected(part.soloed());
            mute.setAccessibleText("Mute " + called);
            solo.setAccessibleText("Solo " + called);
            mute.setTooltip(Actions.tooltip("Mute " + called + "  ·  Alt-click: mute this one only"));
            solo.setTooltip(Actions.tooltip("Solo " + called + "  ·  Alt-click: solo this one only"));
            paint();
            setText(called + ", " + Figures.count(part.notes(), "note"));
            setGraphic(content);
        }
    }

    private interface Toggled {
        void toggled(Part part, boolean on, boolean alone);
    }
}
