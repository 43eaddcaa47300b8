package rollscope.ui.roll;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;
import rollscope.audio.Spectrum;
import rollscope.roll.KeyboardRaster;
import rollscope.roll.Lanes;
import rollscope.roll.NoteRaster;
import rollscope.roll.OverviewRaster;
import rollscope.roll.Pixels;
import rollscope.roll.RollColours;
import rollscope.roll.SpectrumLevels;
import rollscope.roll.TimeAxis;
import rollscope.transcription.OctaveNaming;
import rollscope.ui.fx.Background;

/**
 * Has the rasters of a roll painted in the background, one frame at a time, the newest next; until a frame is there the last one
 * is shown in its place, moved and stretched. FX thread only.
 */
final class RollPainter implements AutoCloseable {
    private static final double LEFT = KeyboardRaster.WIDTH;

    /** In how many steps the notes of a long song are made ready to be seen from afar. */
    private static final int STEPS = 10;

    /** Zoom by less than this is not worth stretching a picture for. */
    private static final double SLIGHT = 0.05;

    private final Background background;
    private final Runnable again;
    private final Surface notes = new Surface();
    private final Surface keyboards = new Surface();
    private final OverviewView overview;

    /**
     * What paints the lanes, kept while only the place and the size change: its letters take a while to draw, and so does what a
     * spectrum looks like from afar.
     */
    private @Nullable Painters painters;

    private @Nullable RollFrame painting;
    private @Nullable RollFrame shown;
    /** The song that frames are wanted of; a raster of another comes too late. */
    private volatile @Nullable Lanes song;
    /** Whether the notes have become ready to be seen from afar since the last frame was asked for. */
    private boolean ripe;

    /** Whether a frame of the song was shown: what makes later ones quicker shall not hold up the first. */
    private boolean seen;

    private boolean closed;

    private record Painters(
            RollColours colours,
            OctaveNaming naming,
            double scale,
            NoteRaster notes,
            @Nullable SpectrumLevels spectrum) {
        static Painters of(RollFrame frame, @Nullable Painters known) {
            boolean same = known != null
                    && known.colours.equals(frame.colours())
                    && known.naming == frame.naming()
                    && known.scale == frame.scale();
            var notes = known != null && same
                    ? known.notes
                    : new NoteRaster(frame.colours(), frame.naming(), frame.scale());
            SpectrumLevels levels = known == null ? null : known.spectrum;
            Spectrum wanted = frame.spectrum();
            if (wanted == null) {
                levels = null;
            } else if (levels == null || !levels.isOf(wanted)) {
                levels = SpectrumLevels.of(wanted);
            }
            return new Painters(frame.colours(), frame.naming(), frame.scale(), notes, levels);
        }
    }

    /**
     * @param overview where the whole song is shown
     * @param again    told when a frame came to be, so that the newest state can be asked for
     */
    RollPainter(Background background, OverviewView overview, Runnable again) {
        this.background = background;
        this.overview = overview;
        this.again = again;
    }

    /** The lanes; its origin is the left end of the notes and the top of the first header. */
    Node notes() {
        return notes.view();
    }

    Node keyboards() {
        return keyboards.view();
    }

    /**
     * Has a frame painted if it would look different from the last one.
     *
     * @param wanted null to show nothing
     */
    void paint(@Nullable RollFrame wanted) {
        Lanes before = song;
        song = wanted == null ? null : wanted.lanes();
        if (wanted != null && wanted.lanes() != before) {
            seen = false;
            overview.setReady(ready(wanted.lanes()));
        }
        if (wanted == null) {
            shown = null;
            if (painting == null) {
                clear(notes.view());
                clear(keyboards.view());
                clear(overview.surface().view());
            }
            return;
        }
        if (painting != null || (wanted.equals(shown) && !ripe)) {
            return;
        }
        painting = wanted;
        RollFrame last = shown;
        int width = wanted.pixels(wanted.width());
        int height = wanted.pixels(wanted.height());
        int column = wanted.pixels(LEFT);
        int whole = wanted.pixels(LEFT + wanted.width());
        int strip = wanted.pixels(OverviewRaster.HEIGHT);
        boolean newKeyboards = last == null || !wanted.keepsKeyboards(last);
        // Of a long song the overview comes second: what is looked at shall not wait for it.
        boolean newOverview = ready(wanted.lanes()) == 1 && (last == null || ripe || !wanted.keepsOverview(last));
        ripe = false;
        Supplier<Pixels> forNotes = notes.back(width, height);
        Supplier<Pixels> forKeyboards = newKeyboards ? keyboards.back(column, height) : null;
        Supplier<Pixels> forOverview = newOverview ? overview.surface().back(whole, strip) : null;
        Painters known = painters;
        background.run(
                () -> {
                    Painters those = Painters.of(wanted, known);
                    raster(those, wanted, forNotes.get(), of(forKeyboards), of(forOverview));
                    return those;
                },
                those -> {
                    painting = null;
                    painters = those;
                    if (song == wanted.lanes() && !closed) {
                        shown = wanted;
                        if (!seen) {
                            seen = true;
                            makeReady(wanted.lanes());
                        }
                        notes.flip(width, height, wanted.scale());
                        if (forKeyboards != null) {
                            keyboards.flip(column, height, wanted.scale());
                        }
                        if (forOverview != null) {
                            overview.surface().flip(whole, strip, wanted.scale());
                        }
                    }
                    again.run();
                },
                failure -> painting = null);
    }

    /** Has the notes of a long song made ready to be seen from afar while it is already shown. */
    private void makeReady(Lanes lanes) {
        if (ready(lanes) < 1) {
            background.run(
                    () -> {
                        for (int step = 0; step < STEPS && song == lanes; step++) {
                            for (int lane = 0; lane < lanes.count(); lane++) {
                                lanes.index(lane).fill(lanes.index(lane).size() / STEPS + 1);
                            }
                            background.onFx(() -> ripen(lanes));
                        }
                        return lanes;
                    },
                    done -> {},
                    // Only running out of memory fails here; what is ready stays in sight, and the failure is logged.
                    failure -> {});
        }
    }

    private void ripen(Lanes lanes) {
        if (song == lanes) {
            double part = ready(lanes);
            overview.setReady(part);
            if (part == 1) {
                ripe = true;
                again.run();
            }
        }
    }

    /** How much of the notes can be seen from afar, 0 to 1. */
    static double ready(Lanes lanes) {
        long all = 0;
        long filled = 0;
        for (int lane = 0; lane < lanes.count(); lane++) {
            all += lanes.index(lane).size();
            filled += lanes.index(lane).filled();
        }
        return all == 0 ? 1 : filled / (double) all;
    }

    private static @Nullable Pixels of(@Nullable Supplier<Pixels> pixels) {
        return pixels == null ? null : pixels.get();
    }

    private static void clear(ImageView view) {
        view.setImage(null);
    }

    private static void raster(
            Painters those, RollFrame frame, Pixels notes, @Nullable Pixels keyboards, @Nullable Pixels overview) {
        those.notes()
                .paint(
                        notes,
                        frame.layout(),
                        frame.time(),
                        frame.scroll(),
                        frame.lines(),
                        frame.silent()::get,
                        those.spectrum(),
                        frame.opacity(),
                        frame.over());
        if (keyboards != null) {
            new KeyboardRaster(frame.colours(), frame.naming(), frame.scale())
                    .paint(keyboards, frame.layout(), frame.scroll());
        }
        if (overview != null) {
            TimeAxis whole = TimeAxis.fit(frame.lanes().duration(), overview.width());
            OverviewRaster.paint(overview, frame.lanes(), whole, frame.colours(), frame.silent()::get);
        }
    }

    /** What is seen now, or null. */
    @Nullable
    RollFrame shown() {
        return shown;
    }

    private static double whole(double length, RollFrame frame) {
        return Math.rint(length * frame.scale()) / frame.scale();
    }

    /** Puts the frame that there is where the view is now. */
    void place(TimeAxis time, double scroll) {
        RollFrame frame = shown;
        if (frame == null) {
            return;
        }
        TimeAxis painted = frame.time();
        double zoom = painted.secondsPerPixel() / time.secondsPerPixel();
        var moves = notes.view().getTransforms();
        if (painted.equals(time) && frame.scroll() == scroll) {
            moves.clear();
        } else if (Math.abs(zoom - 1) < SLIGHT) {
            // The step of a gesture: for the one pulse until its own picture is there, this one stays sharp, and cheap
            // to draw, at
            // whole pixels. What is under the pointer, the point that both share, keeps its place.
            double shared = zoom == 1
                    ? 0
                    : (painted.start() - time.start()) / (time.secondsPerPixel() - painted.secondsPerPixel());
            double x = Math.clamp(shared, 0, frame.width());
            double dx = time.xOf(painted.timeAt(x)) - x;
            moves.setAll(new Translate(whole(dx, frame), whole(frame.scroll() - scroll, frame)));
        } else {
            moves.setAll(new Translate(time.xOf(painted.start()), frame.scroll() - scroll), new Scale(zoom, 1));
        }
        keyboards.view().setTranslateY(frame.scroll() - scroll);
    }

    @Override
    public void close() {
        closed = true;
        paint(null);
    }
}
