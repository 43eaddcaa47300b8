package rollscope.ui.roll;

import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import rollscope.audio.Spectrum;
import rollscope.language.Words;
import rollscope.roll.KeyboardRaster;
import rollscope.roll.RollColours;
import rollscope.roll.StemPicture;
import rollscope.roll.TimeAxis;
import rollscope.roll.TimeGrid;
import rollscope.roll.WaveRaster;
import rollscope.ui.fx.Background;

/** The strip above the lanes with the outline of the stem that is heard beside the notes, and its name. FX thread only. */
final class WaveView extends Group {
    private final Layer<WaveFrame> outline;
    private final Rectangle column = new Rectangle(KeyboardRaster.WIDTH, WaveRaster.HEIGHT);
    private final Rectangle edge = new Rectangle(KeyboardRaster.WIDTH, 1);
    private final Label name = new Label();
    private @Nullable StemPicture stem;
    private boolean wanted = true;

    WaveView(Background background, Runnable again) {
        setId("wave");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        setAutoSizeChildren(false);
        outline = new Layer<>(background, WaveFrame::paint, again);
        outline.view().relocate(KeyboardRaster.WIDTH, 0);
        getChildren().addAll(outline.view(), column, edge, name);
        name.setFont(Font.font(10));
        name.setWrapText(true);
        name.setAlignment(Pos.CENTER_LEFT);
        name.resizeRelocate(5, 1, KeyboardRaster.WIDTH - 7, WaveRaster.HEIGHT - 2.0);
    }

    void setColours(RollColours colours) {
        column.setFill(Paints.of(colours.header()));
        edge.setFill(Paints.of(colours.line()));
        name.setTextFill(Paints.of(colours.text()));
    }

    /**
     * Shows a stem, or more of it.
     *
     * @param picture null for none
     */
    void show(@Nullable StemPicture picture) {
        stem = picture;
        String words = picture == null ? "" : picture.name();
        if (!words.equals(name.getText())) {
            name.setText(words);
            setAccessibleText(words.isEmpty() ? null : Words.of("roll.outline", words));
        }
    }

    void setWanted(boolean shown) {
        wanted = shown;
    }

    /** Pixels that it takes above the lanes. */
    double height() {
        return wanted && stem != null ? WaveRaster.HEIGHT : 0;
    }

    /** Of the stem, or null. */
    @Nullable
    Spectrum spectrum() {
        return stem == null ? null : stem.spectrum();
    }

    void paint(TimeAxis time, TimeGrid lines, double width, double scale, RollColours colours) {
        StemPicture picture = stem;
        setVisible(height() > 0);
        if (picture == null || !isVisible()) {
            outline.clear();
            return;
        }
        var frame = new WaveFrame(picture.peaks(), time, lines, width, scale, colours);
        outline.paint(frame, width, WaveRaster.HEIGHT, scale);
        WaveFrame shown = outline.shown();
        if (shown != null) {
            outline.place(shown.time(), time, 0);
        }
    }
}
