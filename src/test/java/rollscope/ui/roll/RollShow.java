package rollscope.ui.roll;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import rollscope.playback.Loop;
import rollscope.roll.Arrangement;
import rollscope.roll.FollowMode;
import rollscope.roll.RollColours;
import rollscope.roll.Selection;
import rollscope.roll.Songs;

/**
 * Shows the roll alone, to look at it: arguments {@code dark|light [zoom [seconds [picture.png [width height]]]]}, then any of
 * {@code overlay}, {@code fold}, {@code velocities}, {@code chosen}, {@code closed}, {@code stem}, {@code part} of a stem, {@code loop}. With a picture it writes that and ends.
 */
public final class RollShow {
    private RollShow() {}

    public static void main(String... arguments) {
        Platform.startup(() -> show(List.of(arguments)));
    }

    private static void show(List<String> arguments) {
        var stage = new Stage();
        boolean dark = arguments.isEmpty() || arguments.get(0).equals("dark");
        double zoom = arguments.size() > 1 ? Double.parseDouble(arguments.get(1)) : 1;
        double at = arguments.size() > 2 ? Double.parseDouble(arguments.get(2)) : 0;
        double width = arguments.size() > 5 ? Double.parseDouble(arguments.get(4)) : 916;
        double height = arguments.size() > 5 ? Double.parseDouble(arguments.get(5)) : 822;
        boolean picture = arguments.size() > 3;
        var background = picture
                ? new rollscope.ui.fx.Background(Runnable::run, Runnable::run)
                : new rollscope.ui.fx.Background();
        long began = System.nanoTime();
        var roll = new RollView(now -> picture ? at + 1 : (now - began) / 1e9, background);
        roll.setColours(dark ? RollColours.DARK : RollColours.LIGHT);
        roll.setSilent(instrument -> instrument == 3);
        roll.setFollowMode(FollowMode.PAGE);
        roll.show(Songs.band());
        stage.setScene(new Scene(new BorderPane(roll), width, height));
        stage.show();
        roll.layout();
        roll.zoomTime(zoom);
        roll.model().bring(at, 0);
        roll.setArrangement(arguments.contains("overlay") ? Arrangement.OVERLAY : Arrangement.LANES);
        roll.setInFront(2);
        roll.setFolded(arguments.contains("fold"));
        roll.setVelocityLane(arguments.contains("velocities"));
        if (arguments.contains("closed")) {
            roll.model().setOpen(1, false);
            roll.model().move(5, 0);
        }
        if (arguments.contains("stem") || arguments.contains("part")) {
            double until = arguments.contains("part") ? at + 12 : Songs.band().duration();
            roll.showStem(Optional.of(Songs.stem(Songs.band(), i -> true, until)));
        }
        if (arguments.contains("loop")) {
            roll.setLoop(Optional.of(new Loop(at + 4.375, at + 8.75)));
        }
        if (arguments.contains("chosen")) {
            var chosen = new java.util.BitSet();
            chosen.set(300, 420);
            roll.selectionProperty().set(Selection.of(chosen));
        }
        if (picture) {
            Platform.runLater(() -> point(roll));
            var later = new PauseTransition(Duration.millis(600));
            later.setOnFinished(event -> write(roll, new File(arguments.get(3))));
            later.play();
        }
    }

    private static void point(RollView roll) {
        roll.fireEvent(new MouseEvent(
                MouseEvent.MOUSE_MOVED,
                465,
                388,
                465,
                388,
                null,
                0,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                null));
    }

    private static void write(RollView roll, File file) {
        // Of the screen rather than of the scene: a snapshot has the pixels of the layout, whatever the screen's scale.
        var stage = roll.getScene().getWindow();
        var area = new Rectangle2D(
                stage.getX() + roll.getScene().getX(),
                stage.getY() + roll.getScene().getY(),
                roll.getWidth(),
                roll.getHeight());
        WritableImage image = new Robot().getScreenCapture(null, area, false);
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        var copy = new java.awt.image.BufferedImage(w, h, java.awt.image.BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        try {
            ImageIO.write(copy, "png", file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Platform.exit();
    }
}
