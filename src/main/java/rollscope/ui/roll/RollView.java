package rollscope.ui.roll;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.LongToDoubleFunction;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import rollscope.roll.Arrangement;
import rollscope.roll.Follow;
import rollscope.roll.FollowMode;
import rollscope.roll.HitTest;
import rollscope.roll.KeyboardRaster;
import rollscope.roll.Lane;
import rollscope.roll.LaneIndex;
import rollscope.roll.LaneLayout;
import rollscope.roll.Lanes;
import rollscope.roll.OverviewRaster;
import rollscope.roll.RollColours;
import rollscope.roll.Ruler;
import rollscope.roll.Selection;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;

/**
 * The piano roll: overview, ruler and one lane per instrument. FX thread only.
 *
 * <p>Gestures change the {@link RollModel} and ask for a pulse; the pulse lays out the light nodes and has the rasters painted in
 * the background, one at a time, the newest state next. Until a raster is there the last one is shown in its place. Playhead
 * and hover are nodes of their own and never repaint notes.
 */
public final class RollView extends Region implements AutoCloseable {
    private static final double TOP = OverviewRaster.HEIGHT + RulerView.HEIGHT;
    private static final double LEFT = KeyboardRaster.WIDTH;
    private static final double HEAD = 5;

    private static final Font NAME = Font.font(null, FontWeight.BOLD, 11);
    private static final Font COUNT = Font.font(11);

    /** A gesture never zooms by more than this at once. */
    private static final double LARGEST_STEP = 1.15;

    /** Wheel pixels that double the scale. */
    private static final double DOUBLING = 200;

    /** Pixels a pointer may move between press and release of a click. */
    private static final double STILL = 4;

    private final LongToDoubleFunction clock;
    private final rollscope.ui.fx.Background background;
    private final RollModel model = new RollModel(this::requestLayout);
    private final ReadOnlyStringWrapper pointed = new ReadOnlyStringWrapper("");
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            movePlayhead(System.nanoTime());
        }
    };
    private final Subscription showing;
    private final Subscription scaling;

    private final Group names = new Group();
    private final List<LaneName> laneNames = new ArrayList<>();
    private final Rectangle hover = new Rectangle();
    private final Label tip = new Label();
    private final Group playhead = new Group();
    private final Rectangle playheadLine = new Rectangle(2, 1);
    private final Polygon playheadHead = new Polygon(-HEAD, 0, HEAD, 0, 0, HEAD + 3);
    private final RulerView ruler = new RulerView();
    private final Region keyboard = new Region();
    private final OverviewView overview;
    private final RollPainter painter;
    private final Rectangle focus = new Rectangle();

    private RollColours colours = RollColours.DARK;
    private OctaveNaming naming = OctaveNaming.C4;
    private IntPredicate silent = instrument -> false;
    private BitSet silenced = new BitSet();
    private DoubleConsumer onSeek = seconds -> {};
    private IntConsumer onNote = note -> {};
    private final Follow follow = new Follow();
    private final ReadOnlyObjectWrapper<FollowMode> followMode = new ReadOnlyObjectWrapper<>(FollowMode.OFF);
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.EMPTY);
    private final ReadOnlyIntegerWrapper currentNote = new ReadOnlyIntegerWrapper(-1);
    private double heard = Double.NaN;

    /** How often something was to be shown: what was indexed for an earlier time comes too late. */
    private int shows;

    private boolean closed;

    private double pointerX = Double.NaN;
    private double pointerY;
    private double pressX;
    private double pressY;
    private double dragX;
    private double dragY;
    private boolean still;

    /** The name of a lane and how many notes it has. */
    private record LaneName(Label name, Label count) {}

    /**
     * @param playhead seconds to draw the playhead at, given a value of {@link System#nanoTime()}; asked once a frame. Not a
     *                 number or negative: none is drawn
     */
    public RollView(LongToDoubleFunction playhead) {
        this(playhead, new rollscope.ui.fx.Background());
    }

    RollView(LongToDoubleFunction playhead, rollscope.ui.fx.Background background) {
        this.clock = playhead;
        this.background = background;
        overview = new OverviewView(part -> model.bring(part * model.duration(), 0));
        painter = new RollPainter(background, overview, this::requestLayout);
        setId("roll");
        getStyleClass().add("roll");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        setAccessibleRoleDescription("piano roll");
        setMinSize(320, TOP + 100);
        setPrefSize(1000, 700);
        keyboard.setId("keyboard");
        keyboard.setManaged(false);
        keyboard.setMouseTransparent(true);
        keyboard.setAccessibleText("Keyboards");
        names.setManaged(false);
        names.setMouseTransparent(true);
        hover.setManaged(false);
        hover.setMouseTransparent(true);
        hover.setFill(null);
        hover.setStrokeWidth(1.5);
        hover.setArcWidth(4);
        hover.setArcHeight(4);
        hover.setVisible(false);
        tip.setManaged(false);
        tip.setMouseTransparent(true);
        tip.setFont(COUNT);
        tip.setVisible(false);
        this.playhead.setManaged(false);
        this.playhead.setMouseTransparent(true);
        this.playhead.setVisible(false);
        playheadLine.setX(-1);
        this.playhead.getChildren().addAll(playheadLine, playheadHead);
        focus.setManaged(false);
        focus.setMouseTransparent(true);
        focus.setFill(null);
        focus.visibleProperty().bind(focusVisibleProperty());
        var bounds = new Rectangle();
        bounds.widthProperty().bind(widthProperty());
        bounds.heightProperty().bind(heightProperty());
        setClip(bounds);
        getChildren()
                .addAll(
                        painter.notes(),
                        hover,
                        painter.keyboards(),
                        keyboard,
                        names,
                        ruler,
                        overview,
                        this.playhead,
                        tip,
                        focus);
        listen();
        setColours(RollColours.DARK);
        showing = sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .subscribe(this::animate);
        scaling = sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::outputScaleXProperty)
                .orElse(1.0)
                .subscribe(scale -> requestLayout());
    }

    /** Shows all of a transcription. The view is blank until its notes are indexed. */
    public void show(Transcription transcription) {
        int ticket = ++shows;
        model.show(null);
        selection.set(Selection.EMPTY);
        currentNote.set(-1);
        describe(transcription);
        background.run(
                () -> Lanes.of(transcription),
                lanes -> {
                    if (ticket == shows && !closed) {
                        take(lanes);
                    }
                },
                // Only running out of memory fails here; the view then stays blank, and the failure is logged.
                failure -> {});
    }

    private void describe(Transcription transcription) {
        setAccessibleText("Piano roll of " + transcription.title() + ", "
                + transcription.instruments().size() + " instruments, "
                + transcription.notes().size() + " notes");
    }

    private void take(Lanes lanes) {
        laneNames.clear();
        names.getChildren().clear();
        for (Instrument instrument : lanes.transcription().instruments()) {
            var name = new Label(instrument.name());
            name.setFont(NAME);
            int size = lanes.index(instrument.index()).size();
            var count =
                    new Label(String.format(java.util.Locale.ROOT, "%,d", size).replace(',', ' ')
                            + (size == 1 ? " note" : " notes"));
            count.setFont(COUNT);
            laneNames.add(new LaneName(name, count));
            names.getChildren().addAll(name, count);
        }
        paintNames();
        silenceAgain();
        model.show(lanes);
    }

    public void setColours(RollColours colours) {
        this.colours = colours;
        setBackground(new Background(new BackgroundFill(Paints.of(colours.backdrop()), null, null)));
        overview.setColours(colours);
        playheadLine.setFill(Paints.of(colours.playhead()));
        playheadHead.setFill(Paints.of(colours.playhead()));
        hover.setStroke(Paints.of(colours.text()));
        focus.setStroke(Paints.of(colours.accent()));
        tip.setTextFill(Paints.of(colours.text()));
        tip.setStyle("-fx-padding: 4 8 4 8");
        tip.setBackground(new Background(
                new BackgroundFill(Paints.of(colours.line()), new CornerRadii(6), null),
                new BackgroundFill(Paints.of(colours.header()), new CornerRadii(5), new javafx.geometry.Insets(1))));
        paintNames();
        requestLayout();
    }

    private void paintNames() {
        for (LaneName lane : laneNames) {
            lane.name.setTextFill(Paints.of(colours.text()));
            lane.count.setTextFill(Paints.of(colours.dim()));
        }
    }

    /** Which octave number middle C carries; C4 until told. */
    public void setNaming(OctaveNaming naming) {
        this.naming = naming;
        requestLayout();
    }

    /** Which instruments are silent and so dimmed; call again when that changes. */
    public void setSilent(IntPredicate silent) {
        this.silent = silent;
        silenceAgain();
    }

    private void silenceAgain() {
        var bits = new BitSet();
        for (int i = 0; i < laneNames.size(); i++) {
            bits.set(i, silent.test(i));
            laneNames.get(i).name.setOpacity(bits.get(i) ? 0.5 : 1);
        }
        silenced = bits;
        requestLayout();
    }

    /** Told the seconds of a click on the ruler or on an empty place. */
    public void setOnSeek(DoubleConsumer seek) {
        onSeek = seek;
    }

    /** Told the note (its index in the table) that was clicked. */
    public void setOnNote(IntConsumer note) {
        onNote = note;
    }

    /**
     * How the view keeps up with the playhead. A gesture that moves the view suspends it until the hand has rested and the
     * playhead is in view; setting it, be it to what it was, ends that.
     */
    public void setFollowMode(FollowMode mode) {
        follow.setMode(mode);
        followMode.set(mode);
    }

    public ReadOnlyObjectProperty<FollowMode> followModeProperty() {
        return followMode.getReadOnlyProperty();
    }

    /** The chosen notes of the table that is shown; empty with every new transcription. Whoever sets it selects. */
    public ObjectProperty<Selection> selectionProperty() {
        return selection;
    }

    /** The note that the keyboard stands on, an index in the table; -1 is none. */
    public ReadOnlyIntegerProperty currentNoteProperty() {
        return currentNote.getReadOnlyProperty();
    }

    public void setArrangement(Arrangement arrangement) {
        model.setArrangement(arrangement);
    }

    /** The instrument that lies over the others in {@link Arrangement#OVERLAY}. */
    public void setInFront(int instrument) {
        model.setInFront(instrument);
    }

    /** Whether rows that nothing plays are left out. */
    public void setFolded(boolean folded) {
        model.setFolded(folded);
    }

    /** Whether a strip below the lanes shows the velocities. */
    public void setVelocityLane(boolean shown) {
        model.setVelocityLane(shown);
    }

    /** Shows the selected notes as large as they fit; nothing happens without a selection. */
    public void fitSelection() {
        Lanes lanes = model.lanes();
        Selection chosen = selection.get();
        if (lanes == null || chosen.isEmpty()) {
            return;
        }
        gesture();
        NoteTable notes = lanes.transcription().notes();
        var span = new Object() {
            double from = Double.POSITIVE_INFINITY;
            double to;
            double top = Double.POSITIVE_INFINITY;
            double bottom;
        };
        chosen.forEach(note -> {
            span.from = Math.min(span.from, notes.start(note));
            span.to = Math.max(span.to, notes.end(note));
            double top = rowTop(note);
            span.top = Math.min(span.top, top);
            span.bottom = Math.max(span.bottom, top + laneOf(note).rowHeight());
        });
        model.fit(span.from, span.to, span.top, span.bottom);
    }

    /** Scrolls a note into view, as little as needed. */
    public void reveal(int note) {
        Lanes lanes = model.lanes();
        if (lanes == null || note < 0 || note >= lanes.transcription().notes().size()) {
            return;
        }
        gesture();
        NoteTable notes = lanes.transcription().notes();
        double top = rowTop(note);
        model.reveal(notes.start(note), notes.end(note), top, top + laneOf(note).rowHeight());
    }

    /**
     * Goes to the next note of the current one's instrument, selects it, brings it into view, has it sound and tells it to who
     * cannot see it. Without a current note, that is the first in view.
     *
     * @param delta how many notes further; below 0 goes back
     */
    public void stepNote(int delta) {
        Lanes lanes = model.lanes();
        if (lanes == null || lanes.transcription().notes().isEmpty()) {
            return;
        }
        NoteTable notes = lanes.transcription().notes();
        int current = currentNote.get();
        int next;
        if (current < 0) {
            next = Math.min(notes.firstStartingFrom(visibleFrom()), notes.size() - 1);
        } else {
            LaneIndex index = lanes.index(notes.instrument(current));
            next = index.note(Math.clamp(index.positionOf(current) + (long) delta, 0, index.size() - 1));
        }
        currentNote.set(next);
        selection.set(Selection.of(next));
        reveal(next);
        onNote.accept(next);
    }

    private Lane laneOf(int note) {
        Lanes lanes = java.util.Objects.requireNonNull(model.lanes());
        return model.layout().lanes().get(lanes.transcription().notes().instrument(note));
    }

    /** Upper edge of a note's row in the layout. */
    private double rowTop(int note) {
        Lane lane = laneOf(note);
        int row = lane.rows().row(lane.index().table().pitch(note));
        return lane.bodyTop() + lane.viewport(model.time(), model.width()).yOf(row);
    }

    /** A hand moves the view. */
    void gesture() {
        follow.gesture(System.nanoTime());
    }

    public void fitAll() {
        model.fitAll();
    }

    /**
     * Zooms time around the middle of the view.
     *
     * @param factor above 1 comes closer
     */
    public void zoomTime(double factor) {
        model.zoomTimeAt(model.width() / 2, factor);
    }

    /** Exact values of the note under the pointer, or empty. */
    public ReadOnlyStringProperty pointedProperty() {
        return pointed.getReadOnlyProperty();
    }

    /** Seconds at the left edge of the notes. */
    public double visibleFrom() {
        return model.time().start();
    }

    /** Seconds at the right edge of the notes. */
    public double visibleTo() {
        return model.time().timeAt(model.width());
    }

    RollModel model() {
        return model;
    }

    RollPainter painter() {
        return painter;
    }

    @Override
    public void close() {
        closed = true;
        timer.stop();
        showing.unsubscribe();
        scaling.unsubscribe();
        model.show(null);
        painter.close();
    }

    private void animate(boolean visible) {
        if (visible && !closed) {
            timer.start();
        } else {
            timer.stop();
        }
    }

    // Layout and painting

    @Override
    protected void layoutChildren() {
        double width = snapSizeX(getWidth());
        double height = snapSizeY(getHeight());
        if (width <= LEFT || height <= TOP) {
            return;
        }
        model.resize(width - LEFT, height - TOP);
        Ruler grid = Ruler.of(model.time(), RulerView.DIGIT, visibleTo());
        ruler.relocate(0, OverviewRaster.HEIGHT);
        ruler.paint(model.time(), grid, LEFT, model.width(), colours);
        overview.resizeRelocate(0, 0, width, OverviewRaster.HEIGHT);
        overview.mark(visibleFrom() / model.duration(), visibleTo() / model.duration());
        keyboard.resizeRelocate(0, TOP, LEFT, model.height());
        painter.keyboards().relocate(0, TOP);
        painter.notes().relocate(LEFT, TOP);
        playheadLine.setHeight(model.height() + RulerView.HEIGHT);
        playhead.setLayoutY(OverviewRaster.HEIGHT);
        focus.setX(1);
        focus.setY(1);
        focus.setWidth(width - 2);
        focus.setHeight(height - 2);
        layoutNames();
        paint(grid);
        point();
        placePlayhead();
    }

    private void layoutNames() {
        LaneLayout layout = model.layout();
        for (int i = 0; i < laneNames.size(); i++) {
            LaneName label = laneNames.get(i);
            boolean visible = false;
            if (i < layout.lanes().size()) {
                double y = layout.lanes().get(i).top() - model.scroll();
                visible = y > -Lane.HEADER && y < model.height();
                double w = snapSizeX(label.name.prefWidth(-1));
                label.name.resizeRelocate(11, TOP + y + 1, w, Lane.HEADER - 1);
                label.count.resizeRelocate(
                        11 + w + 8, TOP + y + 1, snapSizeX(label.count.prefWidth(-1)), Lane.HEADER - 1);
            }
            label.name.setVisible(visible);
            label.count.setVisible(visible);
        }
    }

    private double outputScale() {
        Scene scene = getScene();
        Window window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : Math.clamp(window.getOutputScaleX(), 0.5, 4);
    }

    /** Has the rasters painted if they would look different from the last ones. */
    private void paint(Ruler grid) {
        Lanes lanes = model.lanes();
        painter.paint(
                lanes == null
                        ? null
                        : new RollFrame(
                                lanes,
                                model.layout(),
                                model.time(),
                                grid,
                                model.scroll(),
                                model.width(),
                                model.height(),
                                outputScale(),
                                silenced,
                                colours,
                                naming));
        painter.place(model.time(), model.scroll());
    }

    void movePlayhead(long nanoTime) {
        double seconds = clock.applyAsDouble(nanoTime);
        follow.place(nanoTime, seconds, model.time(), model.width()).ifPresent(x -> model.bring(seconds, x));
        heard = seconds;
        placePlayhead();
    }

    private boolean inSight(double seconds) {
        double x = model.time().xOf(seconds);
        return x >= 0 && x < model.width();
    }

    private void placePlayhead() {
        boolean song = model.lanes() != null;
        playhead.setTranslateX(LEFT + model.time().xOf(heard));
        playhead.setVisible(song && inSight(heard));
        overview.setPlayhead(song ? heard / model.duration() : -1);
    }

    // Hover

    private @Nullable Lane laneAt(double y) {
        return y < TOP ? null : model.layout().laneAt(y - TOP + model.scroll()).orElse(null);
    }

    private OptionalInt noteAt(double x, double y) {
        Lane lane = laneAt(y);
        if (lane == null || x < LEFT || y - TOP + model.scroll() < lane.bodyTop()) {
            return OptionalInt.empty();
        }
        return HitTest.noteAt(lane, model.time(), x - LEFT, y - TOP + model.scroll() - lane.bodyTop(), outputScale());
    }

    /** Shows what lies under the pointer. */
    private void point() {
        Lanes lanes = model.lanes();
        OptionalInt hit = lanes == null || Double.isNaN(pointerX) ? OptionalInt.empty() : noteAt(pointerX, pointerY);
        if (hit.isEmpty() || lanes == null) {
            hover.setVisible(false);
            tip.setVisible(false);
            pointed.set("");
            return;
        }
        int note = hit.getAsInt();
        NoteTable table = lanes.transcription().notes();
        Instrument instrument = lanes.transcription().instruments().get(table.instrument(note));
        pointed.set(NoteText.of(table, note, instrument, naming));
        Lane lane = model.layout().lanes().get(instrument.index());
        double top = TOP + lane.bodyTop() - model.scroll();
        double row = lane.viewport(model.time(), model.width()).yOf(lane.rows().row(table.pitch(note)));
        double left = LEFT + model.time().xOf(table.start(note));
        double right = LEFT + model.time().xOf(table.end(note));
        if (lane.instrument().drums()) {
            double half = Math.min(lane.rowHeight() / 2, 8);
            right = left + half;
            left -= half;
        }
        left = Math.max(left, LEFT);
        right = Math.min(Math.max(right, left + 1), getWidth());
        hover.setX(Math.round(left) - 0.5);
        hover.setY(Math.round(top + row) - 0.5);
        hover.setWidth(Math.max(2, Math.rint(right) - Math.rint(left)));
        hover.setHeight(lane.rowHeight() + 0.5);
        hover.setVisible(true);
        tip.setText(NoteText.brief(table, note, naming));
        double w = snapSizeX(tip.prefWidth(-1));
        double h = snapSizeY(tip.prefHeight(-1));
        double below = top + row + lane.rowHeight() + 8;
        double y = below + h > getHeight() ? top + row - h - 8 : below;
        tip.resizeRelocate(
                Math.clamp(Math.rint(pointerX - 12), LEFT, Math.max(LEFT, getWidth() - w - 4)), Math.rint(y), w, h);
        tip.setVisible(true);
    }

    // Gestures

    private void listen() {
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(ZoomEvent.ZOOM, event -> {
            model.zoomTimeAt(event.getX() - LEFT, limited(event.getZoomFactor()));
            event.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> {
            pointerX = event.getX();
            pointerY = event.getY();
            point();
        });
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> {
            pointerX = Double.NaN;
            point();
        });
    }

    private static double limited(double factor) {
        return Math.clamp(factor, 1 / LARGEST_STEP, LARGEST_STEP);
    }

    private void scrolled(ScrollEvent event) {
        // Some systems turn the wheel sideways while Shift is held, others leave that to the program.
        double along = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
        double factor = limited(Math.pow(2, along / DOUBLING));
        if (event.isShortcutDown() || event.isControlDown()) {
            model.zoomTimeAt(event.getX() - LEFT, factor);
        } else if (event.isShiftDown()) {
            model.panBy(along, 0);
        } else if (event.isAltDown()) {
            model.zoomRowsAt(event.getY() - TOP, factor);
        } else {
            model.panBy(event.getDeltaX(), event.getDeltaY());
        }
        event.consume();
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || event.isControlDown()) {
            return;
        }
        double across = model.width() / 8;
        switch (event.getCode()) {
            case LEFT -> model.panBy(across, 0);
            case RIGHT -> model.panBy(-across, 0);
            case UP -> model.panBy(0, 60);
            case DOWN -> model.panBy(0, -60);
            case PLUS, ADD, EQUALS -> zoomTime(1.25);
            case MINUS, SUBTRACT -> zoomTime(0.8);
            case F -> fitAll();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        pressX = event.getX();
        pressY = event.getY();
        dragX = pressX;
        dragY = pressY;
        still = true;
        if (event.getButton() == MouseButton.PRIMARY && onRuler(pressY)) {
            seek(event.getX());
        }
        event.consume();
    }

    private void dragged(MouseEvent event) {
        still &= Math.hypot(event.getX() - pressX, event.getY() - pressY) <= STILL;
        if (event.isMiddleButtonDown()) {
            double dx = Math.rint(event.getX() - dragX);
            double dy = Math.rint(event.getY() - dragY);
            dragX += dx;
            dragY += dy;
            model.panBy(dx, dy);
        } else if (event.isPrimaryButtonDown() && onRuler(pressY)) {
            seek(event.getX());
        }
        event.consume();
    }

    private void released(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && still && pressY >= TOP && pressX >= LEFT) {
            OptionalInt note = noteAt(pressX, pressY);
            if (note.isPresent()) {
                onNote.accept(note.getAsInt());
            } else {
                seek(pressX);
            }
        }
        event.consume();
    }

    private static boolean onRuler(double y) {
        return y >= OverviewRaster.HEIGHT && y < TOP;
    }

    private void seek(double x) {
        if (model.lanes() != null) {
            onSeek.accept(Math.clamp(model.time().timeAt(x - LEFT), 0, model.duration()));
        }
    }
}
