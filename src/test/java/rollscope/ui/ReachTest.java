package rollscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.util.WaitForAsyncUtils;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.roll.RollColours;
import rollscope.roll.Selection;
import rollscope.service.AnswerWriter;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings.Theme;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.transcription.NoteTable;
import rollscope.ui.action.Action;
import rollscope.ui.roll.RollView;
import rollscope.ui.settings.SettingsSection;
import rollscope.ui.shell.FileDialogs;
import rollscope.ui.shell.Shell;

/** The window for who uses no mouse, sees no screen, or sees little of it: every screen of it, light and dark. */
class ReachTest {
    /** Contrast of text that the Web Content Accessibility Guidelines 2.2 ask for at level AA. */
    private static final double LEAST_CONTRAST = 4.5;

    private static final double LEAST_OF_ICONS = 3;

    @TempDir
    Path home;

    private final Crew crew = new Crew();
    private Simulator simulator;
    private Library library;
    private Transport transport;
    private SettingsStore settings;
    private Shell.Parts parts;
    private Shell shell;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        FxThread.start();
        simulator = Simulator.start(1000);
        settings = new SettingsStore(home.resolve("settings.json"));
        settings.set(settings.get().withVolume(0));
        var providers = new Providers(() -> simulator.uri(), Simulator.DEMO_TASK);
        library = new Library(home.resolve("library"), providers, settings.get().callback(), Pace.every(Duration.ZERO));
        transport = Transport.onDefaultDevice();
        parts = new Shell.Parts(
                library,
                providers,
                settings,
                SecretStore.forThisRun(),
                transport,
                crew.background(),
                InstantSource.system(),
                Directories.in(home));
    }

    @AfterEach
    void close() throws Exception {
        FxThread.call(() -> {
            shell.close();
            stage.hide();
            return null;
        });
        transport.close();
        library.close();
        crew.end();
        simulator.close();
        settings.flush();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyControlSaysWhatItIsAndEveryWordCanBeRead(Theme theme) throws Exception {
        settings.set(settings.get().withTheme(theme));
        window();
        check("connect");
        openSong();
        check("roll");
        FxThread.call(() -> {
            RollView roll = find("#roll");
            roll.selectionProperty().set(Selection.of(0));
            press(KeyCode.T, true);
            return null;
        });
        check("one note, event table");
        FxThread.call(() -> {
            press(KeyCode.A, true);
            return null;
        });
        check("all notes");
        FxThread.call(() -> {
            press(KeyCode.F1, false);
            return null;
        });
        check("keys");
        FxThread.call(() -> {
            press(KeyCode.ESCAPE, false);
            Button sound = find("#sound");
            sound.fire();
            return null;
        });
        Pulses.await(10);
        assertThat(stage.getScene().getRoot().lookup("#sound-settings")).isNotNull();
        ListView<SettingsSection> sections = find("#settings-sections");
        for (var section : SettingsSection.values()) {
            FxThread.call(() -> {
                sections.getSelectionModel().select(section);
                return null;
            });
            Pulses.await(10);
            check("settings, " + section.title());
        }
        FxThread.call(() -> {
            ((TextInputControl) find("#settings-search")).setText("no such thing");
            return null;
        });
        check("settings, nothing found");
        FxThread.call(() -> {
            press(KeyCode.ESCAPE, false);
            menu(Action.ABOUT);
            return null;
        });
        check("about");
        FxThread.call(() -> {
            press(KeyCode.ESCAPE, false);
            press(KeyCode.E, true, true);
            return null;
        });
        assertThat(stage.getScene().getRoot().lookup("#sound-export")).isNotNull();
        check("export WAV");
        FxThread.call(() -> {
            press(KeyCode.ESCAPE, false);
            menu(Action.WELCOME);
            return null;
        });
        assertThat(find("#welcome").isVisible()).isTrue();
        check("welcome");
    }

    private void menu(Action action) {
        MenuButton menu = find("#menu");
        menu.getItems().stream()
                .filter(item -> action.text().equals(item.getText()))
                .findFirst()
                .orElseThrow()
                .fire();
    }

    /** Tab goes round in a sheet by its own order. */
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theFocusCanBeSeenInTheSettingsAndTheWelcome(Theme theme) throws Exception {
        settings.set(settings.get().withTheme(theme));
        window();
        FxThread.call(() -> {
            menu(Action.WELCOME);
            return null;
        });
        Pulses.await(3);
        walk("welcome", "#welcome-demo");
        var unseen = new ArrayList<String>();
        ListView<SettingsSection> sections = null;
        for (var section : SettingsSection.values()) {
            if (sections == null) {
                FxThread.call(() -> {
                    menu(Action.SETTINGS);
                    return null;
                });
                Pulses.await(5);
                sections = find("#settings-sections");
            }
            var list = sections;
            FxThread.call(() -> {
                list.getSelectionModel().select(section);
                find("#settings-search").requestFocus();
                return null;
            });
            Pulses.await(10);
            var visited = new LinkedHashSet<Node>();
            for (var node = stage.getScene().getFocusOwner();
                    visited.add(node);
                    node = stage.getScene().getFocusOwner()) {
                var focused = node;
                Pulses.await(2);
                var with = FxThread.call(() -> picture(focused));
                FxThread.call(() -> {
                    press(KeyCode.TAB, false);
                    return null;
                });
                Pulses.await(2);
                if (Arrays.equals(with, FxThread.call(() -> picture(focused)))) {
                    unseen.add(section + " " + focused);
                }
            }
            assertThat(visited).as(section.title()).hasSizeGreaterThan(2);
        }
        assertThat(unseen).as("focus that cannot be seen in the settings").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theFocusCanBeSeenWhereverTabTakesIt(Theme theme) throws Exception {
        settings.set(settings.get().withTheme(theme));
        window();
        Pulses.await(3);
        walk("connect", "#task-id");
        openSong();
        FxThread.call(() -> {
            press(KeyCode.A, true);
            press(KeyCode.T, true);
            return null;
        });
        Pulses.await(5);
        walk("roll", "#play");
    }

    /** Goes round by Tab until it comes back to where it began, and looks at each control with and without the focus. */
    private void walk(String screen, String first) throws Exception {
        var scene = stage.getScene();
        var unseen = new ArrayList<String>();
        var visited = new LinkedHashSet<Node>();
        FxThread.call(() -> {
            find(first).requestFocus();
            return scene.getFocusOwner().requestFocusTraversal(TraversalDirection.NEXT);
        });
        for (var node = scene.getFocusOwner(); visited.add(node); node = scene.getFocusOwner()) {
            var focused = node;
            Pulses.await(2);
            var with = FxThread.call(() -> picture(focused));
            FxThread.call(() -> focused.requestFocusTraversal(TraversalDirection.NEXT));
            Pulses.await(2);
            var without = FxThread.call(() -> picture(focused));
            if (Arrays.equals(with, without)) {
                unseen.add(focused.toString());
            }
        }
        assertThat(visited).as(screen).hasSizeGreaterThan(5);
        assertThat(unseen).as("focus that cannot be seen in " + screen).isEmpty();
    }

    /** A node with some room around it, as it is in the window. */
    private int[] picture(Node node) {
        var scene = stage.getScene();
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        var image = scene.snapshot(null);
        var bounds = node.localToScene(node.getBoundsInLocal());
        int left = (int) Math.max(0, bounds.getMinX() - 4);
        int top = (int) Math.max(0, bounds.getMinY() - 4);
        int width = (int) Math.min(image.getWidth() - left, bounds.getWidth() + 8);
        int height = (int) Math.min(image.getHeight() - top, bounds.getHeight() + 8);
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(left, top, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }

    @Test
    void spacePlaysAfterTheVolumeWasTouched() throws Exception {
        window();
        openSong();
        Slider volume = find("#volume");
        FxThread.call(() -> {
            volume.requestFocus();
            volume.setValue(0.1);
            press(KeyCode.SPACE, false);
            return null;
        });
        until(() -> transport.position().playing());
        assertThat(volume.isFocused()).isTrue();
    }

    @Test
    void lettersReachTheirActionsFromTheListOfInstruments() throws Exception {
        window();
        openSong();
        ListView<?> instruments = find("#instrument-list");
        RollView roll = find("#roll");
        FxThread.call(() -> {
            instruments.requestFocus();
            instruments.getSelectionModel().select(1);
            press(KeyCode.S, false);
            return null;
        });
        assertThat(instruments.getItems()).element(1).asString().contains("soloed=true");
        FxThread.call(() -> {
            press(KeyCode.RIGHT, true);
            return null;
        });
        until(() -> roll.selectionProperty().get().size() == 1);
    }

    @Test
    void theChoicesOfTheRollAreThereTheNextTime() throws Exception {
        window();
        openSong();
        MenuButton arrangement = find("#arrangement");
        MenuButton follow = find("#follow");
        FxThread.call(() -> {
            press(KeyCode.O, false);
            ((CheckMenuItem) arrangement.getItems().getLast()).setSelected(true);
            follow.getItems().getLast().fire();
            return null;
        });
        assertThat(arrangement.getText()).isEqualTo("Overlay");
        settings.flush();
        var roll = new SettingsStore(home.resolve("settings.json")).get().roll();
        assertThat(roll.overlay()).isTrue();
        assertThat(roll.velocityLane()).isTrue();
        assertThat(roll.follow()).isEqualTo(rollscope.settings.Settings.Follow.CONTINUOUS);
    }

    private void window() throws Exception {
        stage = FxThread.call(() -> {
            var made = new Stage();
            shell = new Shell(parts, made, new NoDialogs());
            made.setWidth(1440);
            made.setHeight(900);
            made.show();
            return made;
        });
    }

    private void openSong() throws Exception {
        var file = home.resolve("song.json");
        var notes = NoteTable.builder(3)
                .add(0.5, 1, 43, 90, 0)
                .add(1.5, 2, 45, 64, 0)
                .add(0, 0.1, 36, 110, 1)
                .build();
        try (var out = Files.newOutputStream(file)) {
            AnswerWriter.write(List.of("Electric Bass (finger)", "Drums"), notes, out);
        }
        FxThread.call(() -> {
            shell.open(file);
            return null;
        });
        Node roll = find("#roll");
        until(roll::isVisible);
        Pulses.await(3);
    }

    private void check(String screen) throws Exception {
        Pulses.await(3);
        FxThread.call(() -> {
            var nodes = visible(stage.getScene().getRoot(), new ArrayList<>());
            assertThat(nodes.stream().filter(ReachTest::isToBeNamed).filter(node -> name(node)
                            .isBlank()))
                    .as("controls without a name in " + screen)
                    .isEmpty();
            assertThat(nodes.stream()
                            .filter(Text.class::isInstance)
                            .map(Text.class::cast)
                            .filter(text -> !text.getText().isBlank() && !isDisabled(text))
                            .filter(text ->
                                    contrast(text) < (text instanceof FontIcon ? LEAST_OF_ICONS : LEAST_CONTRAST))
                            .map(text -> "%s %.2f".formatted(text.getText(), contrast(text))))
                    .as("words that cannot be read in " + screen)
                    .isEmpty();
            return null;
        });
    }

    private static List<Node> visible(Node node, List<Node> found) {
        if (node.isVisible()) {
            found.add(node);
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(child -> visible(child, found));
            }
        }
        return found;
    }

    /** What the focus can come to. Bars and panes that scroll are named by what they scroll. */
    private static boolean isToBeNamed(Node node) {
        return node instanceof Control
                && node.isFocusTraversable()
                && !(node instanceof ScrollBar || node instanceof ScrollPane || node instanceof SplitPane);
    }

    private static String name(Node node) {
        String said = node.getAccessibleText();
        if (said != null && !said.isBlank()) {
            return said;
        }
        return switch (node) {
            case Labeled labeled when labeled.getText() != null -> labeled.getText();
            case TextInputControl field when field.getPromptText() != null -> field.getPromptText();
            default -> "";
        };
    }

    /** What cannot be used now may be dim. */
    private static boolean isDisabled(Node node) {
        for (Node now = node; now != null; now = now.getParent()) {
            if (now.isDisabled()) {
                return true;
            }
        }
        return false;
    }

    private static double contrast(Text text) {
        var behind = behind(text.getParent());
        return text.getFill() instanceof Color fill
                ? RollColours.contrast(argb(over(fill, behind)), argb(behind))
                : Double.POSITIVE_INFINITY;
    }

    /** The colour that fills node and those it lies in, as far as they let it through. */
    private static Color behind(Node node) {
        if (node == null) {
            return Color.WHITE;
        }
        if (node instanceof Region region && region.getBackground() != null) {
            var fills = region.getBackground().getFills();
            for (int i = fills.size() - 1; i >= 0; i--) {
                if (fills.get(i).getFill() instanceof Color colour && colour.getOpacity() > 0) {
                    if (colour.isOpaque()) {
                        return colour;
                    }
                    return over(
                            colour,
                            i > 0 && fills.get(i - 1).getFill() instanceof Color lower && lower.isOpaque()
                                    ? lower
                                    : behind(node.getParent()));
                }
            }
        }
        return behind(node.getParent());
    }

    private static Color over(Color colour, Color below) {
        double alpha = colour.getOpacity();
        return Color.color(
                colour.getRed() * alpha + below.getRed() * (1 - alpha),
                colour.getGreen() * alpha + below.getGreen() * (1 - alpha),
                colour.getBlue() * alpha + below.getBlue() * (1 - alpha));
    }

    private static int argb(Color colour) {
        return 0xFF000000
                | (int) Math.round(colour.getRed() * 255) << 16
                | (int) Math.round(colour.getGreen() * 255) << 8
                | (int) Math.round(colour.getBlue() * 255);
    }

    private void press(KeyCode code, boolean shortcut) {
        press(code, shortcut, false);
    }

    private void press(KeyCode code, boolean shortcut, boolean shift) {
        Node focus = stage.getScene().getFocusOwner();
        Event.fireEvent(
                focus == null ? stage.getScene() : focus,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, false, false));
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T find(String selector) {
        return (T) stage.getScene().getRoot().lookup(selector);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> FxThread.call(condition));
    }

    private static final class NoDialogs implements FileDialogs {
        @Override
        public List<Path> open() {
            return List.of();
        }

        @Override
        public Optional<Path> save(String suggestedName) {
            return Optional.empty();
        }
    }
}
