package rollscope.ui.roll;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.playback.Loop;
import rollscope.roll.Arrangement;
import rollscope.roll.Follow;
import rollscope.roll.FollowMode;
import rollscope.roll.HitTest;
import rollscope.roll.KeyboardRaster;
import rollscope.roll.Lane;
import rollscope.roll.Lanes;
import rollscope.roll.NoteSteps;
import rollscope.roll.OverviewRaster;
import rollscope.roll.RollColours;
import rollscope.roll.Selection;
import rollscope.roll.StemPicture;
import rollscope.roll.TimeGrid;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Pitch;
import rollscope.transcription.Transcription;

/**
 * The piano roll: overview, ruler and one lane per instrument. FX thread only.
 *
 * <p>Gestures change the {@link RollModel} and ask for a pulse; the pulse lays out the light nodes and has the rasters painted in
 * the background, one at a time, the newest state next. Until a raster is there the last one is shown in its place. Playhead
 * and hover are nodes of their own and never repaint notes.
 */
public final class RollView extends Region implements AutoCloseable {
    /** Where the ruler ends; below it begin the lanes, or what lies above them: see {@link #top}. */
    static final double TOP = OverviewRaster.HEIGHT + RulerView.HEIGHT;

    /** Where the notes begin. */
    static final double LEFT = KeyboardRaster.WIDTH;

    /** Up to so many notes are looked at in a pulse. */
    private static final int FEW = 5_000;

    /** Pixels beside a thin thing that belong to it. */
    private static final double GRIP = 5;

    /** Seconds in which a bar is as good as not begun. */
    private static final double JUST_BEGUN = 0.25;

    /** Of a bar. */
    private static final double WITHIN_ROUNDING = 1e-6;

    private final LongToDoubleFunction clock;
    private final rollscope.ui.fx.Background background;
    private final RollModel model = new RollModel(this::requestLayout);
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            movePlayhead(System.nanoTime());
            if (!moving) {
                stop();
            }
        }
    };
    private final Subscription showing;
    private final Subscription scaling;

    private final LaneNames names = new LaneNames();
    private final HoverView hover = new HoverView();
    private final Marks marks = new Marks();
    private final Layer<SelectionFrame> chosen;
    private final VelocityView velocities;
    private final WaveView wave;
    private final PlayheadView playhead = new PlayheadView();
    private final LoopView loop = new LoopView();
    private final RulerView ruler = new RulerView();
    private final BarOne barOne = new BarOne();
    private final Region keyboard = new Region();
    private final OverviewView overview;
    private final RollPainter painter;
    private final Rectangle focus = new Rectangle();
    private final Hands hands;

    private RollColours colours = RollColours.DARK;
    private OctaveNaming naming = OctaveNaming.C4;
    private double spectrumOpacity = 0.5;
    private IntPredicate silent = instrument -> false;
    private BitSet silenced = new BitSet();
    private @Nullable Lanes over;
    private DoubleConsumer onSeek = seconds -> {};
    private IntConsumer onNote = note -> {};
    private Consumer<Optional<Loop>> onLoop = drawn -> {};
    private Optional<TempoMap> tempo = Optional.empty();
    private DoubleConsumer onBeatsDragged = seconds -> {};
    private Consumer<Boolean> onBeatsDropped = kept -> {};
    private Runnable onScrub = () -> {};
    private Runnable onScrubbed = () -> {};
    private final Follow follow = new Follow();
    private final ReadOnlyObjectWrapper<FollowMode> followMode = new ReadOnlyObjectWrapper<>(FollowMode.OFF);
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.EMPTY);
    private final ReadOnlyIntegerWrapper currentNote = new ReadOnlyIntegerWrapper(-1);
    private double heard = Double.NaN;

    /** How often something was to be shown: what was indexed for an earlier time comes too late. */
    private int shows;

    /** How often something was looked for: what an earlier search finds comes too late. */
    private int finds;

    private boolean settled = true;
    private final Deque<Runnable> onSettled = new ArrayDeque<>();
    private boolean closed;
    private boolean moving = true;
    private boolean inWindow;

    /**
     * @param playhead seconds to draw the playhead at, given a value of {@link System#nanoTime()}; asked once a frame. Not a
     *                 number or negative: none is drawn
     */
    public RollView(LongToDoubleFunction playhead) {
        this(playhead, new rollscope.ui.fx.Background());
    }

    public RollView(LongToDoubleFunction playhead, rollscope.ui.fx.Background background) {
        this.clock = playhead;
        this.background = background;
        overview = new OverviewView(part -> {
            gesture();
            model.bring(part * model.duration(), 0);
        });
        painter = new RollPainter(background, overview, this::painted);
        chosen = new Layer<>(background, SelectionFrame::paint, this::requestLayout);
        velocities = new VelocityView(background, this::requestLayout);
        wave = new WaveView(background, this::requestLayout);
        setId("roll");
        getStyleClass().add("roll");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        setAccessibleRoleDescription(Words.of("roll.role"));
        setMinSize(320, TOP + 100);
        setPrefSize(1000, 700);
        keyboard.setId("keyboard");
        keyboard.setManaged(false);
        keyboard.setMouseTransparent(true);
        keyboard.setAccessibleText(Words.of("roll.keyboards"));
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
                        chosen.view(),
                        painter.keyboards(),
                        keyboard,
                        names,
                        marks,
                        velocities,
                        ruler,
                        barOne,
                        overview,
                        wave,
                        loop,
                        this.playhead,
                        hover,
                        focus);
        hands = new Hands(this);
        new RollKeys(this);
        selection.subscribe(this::selected);
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
        settled = false;
        onSettled.clear();
        over = null;
        model.show(null);
        selection.set(Selection.EMPTY);
        currentNote.set(-1);
        wave.show(null);
        describe(transcription);
        background.run(
                () -> Lanes.of(transcription),
                lanes -> {
                    if (ticket == shows && !closed) {
                        take(lanes);
                    }
                },
                // Only running out of memory fails here; the view then stays blank, and the failure is logged.
                failure -> settled());
    }

    /**
     * Whether the notes last shown are ready to be seen from near and afar. Until then what can wait should: with a million notes
     * all of the computer is at work on them.
     */
    public boolean isSettled() {
        return settled;
    }

    /** Does {@code task} as soon as {@link #isSettled}, at once if that is now; not at all if something else is shown before. */
    public void whenSettled(Runnable task) {
        if (settled) {
            task.run();
        } else {
            onSettled.add(task);
        }
    }

    private void painted() {
        settle();
        requestLayout();
    }

    private void settle() {
        Lanes lanes = model.lanes();
        if (!settled && lanes != null && RollPainter.ready(lanes) == 1) {
            settled();
        }
    }

    private void settled() {
        settled = true;
        while (settled && !onSettled.isEmpty()) {
            onSettled.remove().run();
        }
    }

    /** Shows the same transcription with other names or drums, where it is; the old one stays until the new one can be drawn. */
    public void rearrange(Transcription transcription) {
        int ticket = ++shows;
        Lanes before = model.lanes();
        var renamed = before == null ? Optional.<Lanes>empty() : before.renamed(transcription);
        if (renamed.isPresent()) {
            rearrange(renamed.get());
            return;
        }
        background.run(
                () -> Lanes.of(transcription),
                lanes -> {
                    if (ticket == shows && !closed) {
                        rearrange(lanes);
                    }
                },
                failure -> {});
    }

    private void rearrange(Lanes lanes) {
        names.show(lanes);
        names.setColours(colours);
        model.rearrange(lanes);
        silenceAgain();
    }

    private void describe(Transcription transcription) {
        setAccessibleText(Words.of(
                "roll.said",
                transcription.title(),
                Integer.toString(transcription.instruments().size()),
                Integer.toString(transcription.notes().size())));
    }

    private void take(Lanes lanes) {
        names.show(lanes);
        names.setColours(colours);
        model.show(lanes);
        settle();
        silenceAgain();
    }

    /**
     * Shows other notes of the same instruments over those of the song, which then are ghosts; what is pointed at and selected stays
     * the song's. Another song ends it.
     *
     * @param notes empty for none; ready to be seen from afar, and of as many instruments as the song, else nothing is shown
     */
    public void setOver(Optional<Lanes> notes) {
        over = notes.orElse(null);
        requestLayout();
    }

    public void setColours(RollColours colours) {
        this.colours = colours;
        setBackground(new Background(new BackgroundFill(Paints.of(colours.backdrop()), null, null)));
        overview.setColours(colours);
        playhead.setColours(colours);
        loop.setColours(colours);
        barOne.setColours(colours);
        focus.setStroke(Paints.of(colours.accent()));
        hover.setColours(colours);
        marks.setColours(colours);
        velocities.setColours(colours);
        wave.setColours(colours);
        names.setColours(colours);
        requestLayout();
    }

    /**
     * Shows what the stem beside the notes looks like: its outline above the lanes, its spectrum behind the notes. While it is
     * being read, call again with each longer part. Another transcription ends it.
     */
    public void showStem(Optional<StemPicture> stem) {
        wave.show(stem.orElse(null));
        requestLayout();
    }

    /**
     * How strongly the spectrum of a stem is seen behind the notes.
     *
     * @param opacity 0, nothing, to 1; a half until told
     */
    public void setSpectrumOpacity(double opacity) {
        spectrumOpacity = Math.clamp(opacity, 0, 1);
        requestLayout();
    }

    /** Whether the outline of a stem is shown, if there is one; shown until told. */
    public void setWaveLane(boolean shown) {
        wave.setWanted(shown);
        requestLayout();
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
        int count = model.lanes() == null ? 0 : model.lanes().count();
        for (int i = 0; i < count; i++) {
            bits.set(i, silent.test(i));
        }
        names.setSilent(bits);
        silenced = bits;
        requestLayout();
    }

    /** Told the seconds of a click on the ruler or on an empty place. */
    public void setOnSeek(DoubleConsumer seek) {
        onSeek = seek;
    }

    /**
     * Told the stretch that a hand draws on the ruler, each time it changes; empty if it takes back the first. It is shown when
     * {@link #setLoop} says so.
     */
    public void setOnLoop(Consumer<Optional<Loop>> drawn) {
        onLoop = drawn;
    }

    /** The stretch that is played over and over; empty for none. */
    public void setLoop(Optional<Loop> shown) {
        loop.setLoop(shown);
        requestLayout();
    }

    /** Beats and bars of what is shown: the grid behind the notes and the ruler follow them; empty for seconds. */
    public void setTempo(Optional<TempoMap> map) {
        if (!tempo.equals(map)) {
            tempo = map;
            requestLayout();
        }
    }

    /**
     * Told when a hand takes all beats along. They are where it has them when {@link #setTempo} says so.
     *
     * @param dragged told by how much later than at first they are, in seconds, each time that changes
     * @param dropped told when the hand lets go; false: they shall be where they were
     */
    public void setBeatDragging(DoubleConsumer dragged, Consumer<Boolean> dropped) {
        onBeatsDragged = dragged;
        onBeatsDropped = dropped;
    }

    /** Told when a hand takes the playhead along, and lets go. Until set, it only seeks. */
    public void setScrubbing(Runnable begins, Runnable ends) {
        onScrub = begins;
        onScrubbed = ends;
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
        lookAfterPlayhead();
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

    /** Closes an instrument's lane down to its header, or opens it; where lanes share a place nothing happens. */
    public void toggleLane(int instrument) {
        model.toggleOpen(instrument);
    }

    /**
     * Moves an instrument's lane among the others.
     *
     * @param places how far down; below 0 goes up
     */
    public void moveLane(int instrument, int places) {
        model.moveBy(instrument, places);
    }

    /**
     * Makes an instrument's lane taller or lower.
     *
     * @param pixels that each of its rows grows by
     */
    public void growLane(int instrument, int pixels) {
        model.growRows(instrument, pixels);
    }

    /** Shows the selected notes as large as they fit; nothing happens without a selection. */
    public void fitSelection() {
        Selection wanted = selection.get();
        if (model.lanes() == null || wanted.isEmpty()) {
            return;
        }
        gesture();
        NoteTable notes = model.lanes().transcription().notes();
        find(wanted.size(), () -> wanted.extent(notes), extent -> {
            double top = model.layout().height();
            double bottom = 0;
            for (Lane lane : model.layout().lanes()) {
                for (int pitch = 0; pitch < Pitch.COUNT; pitch++) {
                    if (extent.has(lane.instrument().index(), pitch)) {
                        double y = lane.topOf(pitch);
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y + lane.rowHeight());
                    }
                }
            }
            model.fit(extent.from(), extent.to(), top, bottom);
        });
    }

    /** Scrolls a note into view, as little as needed; a closed lane opens for it. */
    public void reveal(int note) {
        Lanes lanes = model.lanes();
        if (lanes == null || note < 0 || note >= lanes.transcription().notes().size()) {
            return;
        }
        gesture();
        NoteTable notes = lanes.transcription().notes();
        int instrument = notes.instrument(note);
        model.layout()
                .laneOf(instrument)
                .filter(lane -> !lane.open())
                .ifPresent(lane -> model.setOpen(instrument, true));
        model.layout().laneOf(instrument).ifPresent(lane -> {
            double top = lane.topOf(notes.pitch(note));
            model.reveal(notes.start(note), notes.end(note), top, top + lane.rowHeight());
        });
    }

    /**
     * Goes to the next note of the current one's instrument, selects it, brings it into view, has it sound and tells it to who
     * cannot see it. Without a current note, that is the one next to the playhead, or to the left edge where that is out of view:
     * of the instrument in front, or of any where each has its lane.
     *
     * @param delta how many notes further; below 0 goes back
     */
    public void stepNote(int delta) {
        Lanes lanes = model.lanes();
        if (lanes != null) {
            double from = inSight(heard) ? heard : visibleFrom();
            NoteSteps.along(lanes, model.layout(), currentNote.get(), from, delta)
                    .ifPresent(this::goToNote);
        }
    }

    /**
     * Goes to the note of the next lane that starts nearest to the current one, as {@link #stepNote} does; lanes without notes are
     * passed over.
     *
     * @param delta 1 goes down, -1 up
     */
    public void stepLane(int delta) {
        Lanes lanes = model.lanes();
        if (lanes != null && currentNote.get() < 0) {
            stepNote(1);
        } else if (lanes != null) {
            NoteSteps.across(lanes, model.layout(), currentNote.get(), delta).ifPresent(this::goToNote);
        }
    }

    private void goToNote(int note) {
        click(note, false);
        reveal(note);
    }

    /** Chooses a note and has it sound. */
    void click(int note, boolean adding) {
        selection.set(adding ? selection.get().toggled(note) : Selection.of(note));
        currentNote.set(note);
        speak(note);
        onNote.accept(note);
    }

    /** Chooses these notes, or these too. */
    void select(Selection notes, boolean adding) {
        selection.set(adding ? selection.get().and(notes) : notes);
    }

    /**
     * Chooses notes that may take a while to find.
     *
     * @param looked how many notes are looked at
     */
    void select(int looked, Supplier<Selection> notes, boolean adding) {
        find(looked, notes, found -> select(found, adding));
    }

    /**
     * Finds something among notes, in the background if there are many, and takes it unless another song is shown or something else
     * is looked for by then.
     */
    private <T> void find(int looked, Supplier<T> found, Consumer<T> take) {
        Lanes of = model.lanes();
        int question = ++finds;
        if (looked <= FEW) {
            take.accept(found.get());
            return;
        }
        background.run(
                found::get,
                now -> {
                    if (model.lanes() == of && question == finds && !closed) {
                        take.accept(now);
                    }
                },
                // Only running out of memory fails here; all stays as it is, and the failure is logged.
                failure -> {});
    }

    private void selected(Selection now) {
        finds++;
        if (now.isEmpty()) {
            currentNote.set(-1);
        } else if (now.size() == 1) {
            currentNote.set(now.first());
        }
        requestLayout();
    }

    private void speak(int note) {
        Lanes lanes = model.lanes();
        if (lanes != null) {
            NoteTable notes = lanes.transcription().notes();
            Instrument instrument = lanes.transcription().instruments().get(notes.instrument(note));
            setAccessibleText(NoteText.spoken(notes, note, instrument, naming));
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }

    /** A hand moves the view. */
    void gesture() {
        follow.gesture(System.nanoTime());
    }

    /** Takes back what a pressed mouse button began: a frame, a loop, a lane on its way. False if there is nothing to take back. */
    public boolean cancelGesture() {
        return hands.cancel();
    }

    /** Shows all of the song; lanes that were resized share the height again. */
    public void fitAll() {
        gesture();
        model.fitAll();
    }

    /**
     * Zooms time around the middle of the view.
     *
     * @param factor above 1 comes closer
     */
    public void zoomTime(double factor) {
        gesture();
        model.zoomTimeAt(model.width() / 2, factor);
    }

    /**
     * @param x of the whole view, what stays where it is
     */
    void zoomTimeAt(double x, double factor) {
        gesture();
        model.zoomTimeAt(x - LEFT, factor);
    }

    /**
     * @param y of the whole view, what stays where it is
     */
    void zoomRowsAt(double y, double factor) {
        model.zoomRowsAt(y - top(), factor);
    }

    /** Moves the content right and down. */
    void panBy(double dx, double dy) {
        if (dx != 0) {
            gesture();
        }
        model.panBy(dx, dy);
    }

    /** Exact values of the note under the pointer, or empty. */
    public ReadOnlyStringProperty pointedProperty() {
        return hover.wordsProperty();
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

    Marks marks() {
        return marks;
    }

    @Override
    public void close() {
        closed = true;
        timer.stop();
        showing.unsubscribe();
        scaling.unsubscribe();
        model.show(null);
        wave.show(null);
        painter.close();
        selection.set(Selection.EMPTY);
    }

    private void animate(boolean visible) {
        inWindow = visible;
        if (visible && !closed) {
            timer.start();
        } else {
            timer.stop();
        }
    }

    /**
     * Whether the playhead may go anywhere by itself; it may until told. While it may not, nothing is asked or painted: a frame
     * costs some of a laptop's battery, and there are sixty a second.
     */
    public void setMoving(boolean moves) {
        moving = moves;
        lookAfterPlayhead();
    }

    /** At least once. */
    private void lookAfterPlayhead() {
        animate(inWindow);
    }

    // Layout and painting

    @Override
    protected void layoutChildren() {
        double width = snapSizeX(getWidth());
        double height = snapSizeY(getHeight());
        if (width <= LEFT || height <= top()) {
            return;
        }
        model.resize(width - LEFT, height - top());
        TimeGrid grid = TimeGrid.of(tempo, model.time(), RulerView.DIGIT, visibleTo(), model.duration());
        ruler.relocate(0, OverviewRaster.HEIGHT);
        ruler.paint(model.time(), grid, LEFT, model.width(), colours);
        placeBarOne();
        overview.resizeRelocate(0, 0, width, OverviewRaster.HEIGHT);
        overview.mark(visibleFrom() / model.duration(), visibleTo() / model.duration());
        keyboard.resizeRelocate(0, top(), LEFT, model.height());
        painter.keyboards().relocate(0, top());
        painter.notes().relocate(LEFT, top());
        playhead.setHeight(height - OverviewRaster.HEIGHT);
        playhead.setLayoutY(OverviewRaster.HEIGHT);
        focus.setX(1);
        focus.setY(1);
        focus.setWidth(width - 2);
        focus.setHeight(height - 2);
        names.setLayoutY(top());
        names.place(model.layout(), model.scroll(), model.height());
        marks.setLayoutX(LEFT);
        marks.setLayoutY(top());
        marks.setSpan(-LEFT, width);
        wave.setLayoutY(TOP);
        paint(grid);
        loop.setLayoutX(LEFT);
        loop.setLayoutY(OverviewRaster.HEIGHT);
        loop.place(model, height - OverviewRaster.HEIGHT);
        point();
        placePlayhead();
    }

    /** Pixels of the screen for one of the layout. */
    double outputScale() {
        Scene scene = getScene();
        Window window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : Math.clamp(window.getOutputScaleX(), 0.5, 4);
    }

    /** Has the rasters painted if they would look different from the last ones. */
    private void paint(TimeGrid grid) {
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
                                naming,
                                spectrumOpacity > 0 ? wave.spectrum() : null,
                                wave.spectrum() == null ? 0 : spectrumOpacity,
                                over != null && over.count() == lanes.count() ? over : null));
        wave.paint(model.time(), grid, model.width(), outputScale(), colours);
        painter.place(model.time(), model.scroll());
        paintSelection();
        velocities.setVisible(model.velocityLane() && lanes != null);
        if (velocities.isVisible()) {
            velocities.setLayoutY(top() + model.lanesHeight());
            velocities.paint(new VelocityFrame(
                    model.layout(),
                    model.time(),
                    grid,
                    model.width(),
                    outputScale(),
                    silenced,
                    selection.get(),
                    colours));
        } else {
            velocities.clear();
        }
    }

    private void paintSelection() {
        if (selection.get().isEmpty() || model.lanes() == null) {
            chosen.clear();
            return;
        }
        var wanted = new SelectionFrame(
                model.layout(),
                model.time(),
                model.scroll(),
                model.width(),
                model.height(),
                outputScale(),
                selection.get(),
                colours);
        chosen.paint(wanted, wanted.width(), wanted.height(), wanted.scale());
        chosen.view().relocate(LEFT, top());
        SelectionFrame shown = chosen.shown();
        if (shown != null) {
            chosen.place(shown.time(), model.time(), shown.scroll() - model.scroll());
        }
    }

    private void placeBarOne() {
        double x = tempo.map(map -> model.time().xOf(map.origin())).orElse(-1.0);
        boolean bars = tempo.filter(TempoMap::hasBars).isPresent() && model.lanes() != null;
        barOne.setVisible(bars && x >= -0.5 && x < model.width());
        barOne.place(LEFT + x, OverviewRaster.HEIGHT);
    }

    void movePlayhead(long nanoTime) {
        double seconds = clock.applyAsDouble(nanoTime);
        follow.place(nanoTime, seconds, model.time(), model.width()).ifPresent(x -> {
            double off = model.time().xOf(seconds) - x;
            if (Math.abs(off) < model.width()) {
                // Whole pixels, so that the notes keep their shapes while they move.
                model.panBy(-Math.rint(off), 0);
            } else {
                model.bring(seconds, x);
            }
        });
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

    // What lies where

    /** Where the lanes begin. */
    double top() {
        return TOP + wave.height();
    }

    /** Whether a height is that of the ruler, or of the outline, which is as good to point at a time. */
    boolean onRuler(double y) {
        return y >= OverviewRaster.HEIGHT && y < top();
    }

    boolean onLanes(double y) {
        return y >= top() && y < top() + model.lanesHeight();
    }

    /** A height of the view in the layout. */
    double layoutY(double y) {
        return y - top() + model.scroll();
    }

    /** Seconds at a place of the view, in the song or not. */
    double timeAt(double x) {
        return model.time().timeAt(x - LEFT);
    }

    @Nullable
    Lane laneAt(double y) {
        return onLanes(y) ? model.layout().laneAt(layoutY(y)).orElse(null) : null;
    }

    OptionalInt noteAt(double x, double y) {
        return onLanes(y) && x >= LEFT
                ? HitTest.noteAt(model.layout(), model.time(), x - LEFT, layoutY(y), outputScale())
                : OptionalInt.empty();
    }

    /** The pointer is there; not a number: it is elsewhere. */
    void point(double x, double y) {
        hover.point(x, y);
        point();
    }

    /** Shows what lies under the pointer. */
    private void point() {
        hover.place(model, noteAt(hover.pointerX(), hover.pointerY()), naming, top(), getWidth(), getHeight());
    }

    /** Asks for the playhead at a place of the view. */
    void seek(double x) {
        if (model.lanes() != null) {
            gesture();
            onSeek.accept(songTimeAt(x));
        }
    }

    /** Seconds at a place of the view, in the song. */
    double songTimeAt(double x) {
        return Math.clamp(timeAt(x), 0, model.duration());
    }

    Optional<Loop> loop() {
        return loop.loop();
    }

    /** Asks for this loop. */
    void loop(Optional<Loop> drawn) {
        onLoop.accept(drawn);
    }

    void scrub(boolean begins) {
        (begins ? onScrub : onScrubbed).run();
    }

    /** Whether there are beats to take along. */
    boolean hasBeats() {
        return tempo.isPresent();
    }

    boolean onBarOne(double x, double y) {
        return barOne.isVisible() && barOne.getBoundsInParent().contains(x, y);
    }

    /** Asks for all beats so many seconds later than they were. */
    void dragBeats(double seconds) {
        onBeatsDragged.accept(seconds);
    }

    void dropBeats(boolean kept) {
        onBeatsDropped.accept(kept);
    }

    /** Whether the playhead's line is under a place of the view. */
    boolean onPlayhead(double x) {
        return playhead.isVisible() && Math.abs(x - LEFT - model.time().xOf(heard)) <= GRIP;
    }

    /** The end of the loop that stays when the one at a place of the view is dragged, in seconds; empty if none is there. */
    OptionalDouble otherEndOfLoop(double x) {
        return loop.loop()
                .map(now -> {
                    boolean atFrom = Math.abs(x - LEFT - model.time().xOf(now.from())) <= GRIP;
                    boolean atTo = Math.abs(x - LEFT - model.time().xOf(now.to())) <= GRIP;
                    return atTo
                            ? OptionalDouble.of(now.from())
                            : atFrom ? OptionalDouble.of(now.to()) : OptionalDouble.empty();
                })
                .orElse(OptionalDouble.empty());
    }

    /** Asks for the playhead at the end of the song, and shows that. */
    public void goToEnd() {
        goTo(model.duration());
    }

    /**
     * Asks for the playhead so many views further, and has the view turn with it.
     *
     * @param pages below 0 goes back
     */
    public void goPages(int pages) {
        double from = Double.isNaN(heard) ? visibleFrom() : heard;
        double span = visibleTo() - visibleFrom();
        double wanted = Math.clamp(from + pages * span, 0, model.duration());
        if (model.lanes() != null && inSight(from)) {
            model.bring(wanted, model.time().xOf(from));
        }
        goTo(wanted);
    }

    /**
     * Asks for the playhead at a bar line; so many views further where there are no bars.
     *
     * @param bars below 0 goes back
     */
    public void goBars(int bars) {
        if (tempo.filter(TempoMap::hasBars).isEmpty()) {
            goPages(bars);
            return;
        }
        TempoMap map = tempo.get();
        double from = Double.isNaN(heard) ? visibleFrom() : heard;
        double at = map.barAt(map.beatAt(from));
        // While it plays, a bar that has just begun is the one to go back from.
        double late = at - map.barAt(map.beatAt(from - JUST_BEGUN));
        double bar = bars > 0 ? Math.floor(at + WITHIN_ROUNDING) + bars : Math.ceil(at - Math.min(late, 0.5)) + bars;
        goTo(Math.clamp(map.secondsAt(map.beatOfBar(bar)), 0, model.duration()));
    }

    /** Asks for the playhead at a time, and shows that. */
    public void goTo(double seconds) {
        if (model.lanes() != null) {
            follow.resume();
            lookAfterPlayhead();
            double x = model.time().xOf(seconds);
            if (x < 0 || x > model.width()) {
                model.bring(seconds, model.width() * Follow.MARGIN);
            }
            onSeek.accept(seconds);
        }
    }
}
