package rollscope.ui.transport;

import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/** Two thin bars, left over right, that light up at their end when it gets too loud. */
final class MeterView extends Region {
    private static final PseudoClass CLIPPED = PseudoClass.getPseudoClass("clipped");
    private static final double BAR = 3;
    private static final double GAP = 2;

    private final Region left = bar("meter-bar");
    private final Region right = bar("meter-bar");
    private final Region leftTrack = bar("meter-track");
    private final Region rightTrack = bar("meter-track");
    private double partLeft;
    private double partRight;

    MeterView() {
        getStyleClass().add("meter");
        setMouseTransparent(true);
        setFocusTraversable(false);
        getChildren().addAll(leftTrack, rightTrack, left, right);
    }

    private static Region bar(String style) {
        var bar = new Region();
        bar.getStyleClass().add(style);
        bar.setManaged(false);
        return bar;
    }

    /** Only what moves by a pixel or more is laid out anew. */
    void show(PeakMeter meter) {
        double step = 1 / Math.max(1, getWidth());
        if (Math.abs(meter.left() - partLeft) >= step || Math.abs(meter.right() - partRight) >= step) {
            partLeft = meter.left();
            partRight = meter.right();
            requestLayout();
        }
        pseudoClassStateChanged(CLIPPED, meter.clipped());
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        leftTrack.resizeRelocate(0, 0, width, BAR);
        rightTrack.resizeRelocate(0, BAR + GAP, width, BAR);
        left.resizeRelocate(0, 0, Math.rint(width * partLeft), BAR);
        right.resizeRelocate(0, BAR + GAP, Math.rint(width * partRight), BAR);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 2 * BAR + GAP;
    }
}
