package rollscope.ui.roll;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.shape.Polygon;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import rollscope.language.Words;
import rollscope.roll.Lane;
import rollscope.roll.LaneLayout;
import rollscope.roll.Lanes;
import rollscope.roll.RollColours;
import rollscope.transcription.Instrument;

/** What stands in the headers of the lanes: a triangle that opens and closes, the instrument, how many notes it has. */
final class LaneNames extends Group {
    /** Pixels from the left that belong to the triangle. */
    static final double TRIANGLE = 20;

    private static final double NAME_AT = 21;
    private static final double GAP = 8;

    private static final Font NAME = Font.font(null, FontWeight.BOLD, 11);
    private static final Font COUNT = Font.font(11);

    private final List<Header> headers = new ArrayList<>();
    private RollColours colours = RollColours.LIGHT;
    private BitSet silent = new BitSet();

    private static final class Header {
        private final Polygon triangle = new Polygon(-4, -2.5, 4, -2.5, 0, 3);
        private final Label name;
        private final Label count;
        private final String notes;
        private String words;
        private int behind;

        Header(String name, String notes) {
            this.name = new Label(name);
            this.name.setFont(NAME);
            this.notes = notes;
            words = notes;
            count = new Label(notes);
            count.setFont(COUNT);
        }

        /** What stands beside the name, made anew only if it changed: headers are placed in each frame that scrolls. */
        private String words(int others) {
            if (behind != others) {
                behind = others;
                words = others <= 0 ? notes : Words.of("roll.in-front", notes, others, Integer.toString(others));
            }
            return words;
        }
    }

    LaneNames() {
        setManaged(false);
        setAutoSizeChildren(false);
        setMouseTransparent(true);
    }

    void show(Lanes lanes) {
        headers.clear();
        getChildren().clear();
        for (Instrument instrument : lanes.transcription().instruments()) {
            int size = lanes.index(instrument.index()).size();
            String digits = String.format(Locale.ROOT, "%,d", size).replace(',', ' ');
            String notes = Words.of("roll.notes", size, digits);
            var header = new Header(instrument.name(), notes);
            headers.add(header);
            getChildren().addAll(header.triangle, header.name, header.count);
        }
        colour();
    }

    void setColours(RollColours now) {
        colours = now;
        colour();
    }

    void setSilent(BitSet now) {
        silent = now;
        colour();
    }

    /** The name of what is silent is as dim as the words beside it, and no dimmer: it must still be read. */
    private void colour() {
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            header.triangle.setFill(Paints.of(colours.dim()));
            header.name.setTextFill(Paints.of(silent.get(i) ? colours.dim() : colours.text()));
            header.count.setTextFill(Paints.of(colours.dim()));
        }
    }

    /**
     * @param scroll layout pixels above the upper edge
     * @param height of what is seen of the layout
     */
    void place(LaneLayout layout, double scroll, double height) {
        for (Header header : headers) {
            setVisible(header, false);
        }
        for (Lane lane : layout.lanes()) {
            if (layout.isGhost(lane) || lane.instrument().index() >= headers.size()) {
                continue;
            }
            Header header = headers.get(lane.instrument().index());
            double y = lane.top() - scroll;
            boolean visible = y > -Lane.HEADER && y < height;
            setVisible(header, visible);
            header.triangle.setVisible(visible && !layout.overlay());
            header.triangle.setRotate(lane.open() ? 0 : -90);
            header.triangle.relocate(7, y + Lane.HEADER / 2 - 2.5);
            double x = layout.overlay() ? 11 : NAME_AT;
            double w = snapped(header.name.prefWidth(-1));
            header.name.resizeRelocate(x, y + 1, w, Lane.HEADER - 1);
            header.count.setText(header.words(layout.overlay() ? layout.lanes().size() - 1 : 0));
            header.count.resizeRelocate(x + w + GAP, y + 1, snapped(header.count.prefWidth(-1)), Lane.HEADER - 1);
        }
    }

    private static double snapped(double width) {
        return Math.ceil(width);
    }

    private static void setVisible(Header header, boolean visible) {
        header.triangle.setVisible(visible);
        header.name.setVisible(visible);
        header.count.setVisible(visible);
    }
}
