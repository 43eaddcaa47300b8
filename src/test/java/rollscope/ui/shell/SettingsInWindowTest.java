package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.language.Language;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.midi.MidiFile;
import rollscope.playback.Transport;
import rollscope.roll.FollowMode;
import rollscope.roll.Songs;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.transcription.OctaveNaming;
import rollscope.ui.FxThread;
import rollscope.ui.Pump;
import rollscope.ui.action.Action;
import rollscope.ui.settings.SettingsSection;

/** The settings and the welcome, as they are in the window. */
@ExtendWith(FxThread.class)
class SettingsInWindowTest {
    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private Simulator simulator;
    private SettingsStore settings;
    private Library library;
    private Transport transport;
    private Shell shell;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        simulator = Simulator.start(1000);
        settings = new SettingsStore(home.resolve("settings.json"));
        settings.set(settings.get()
                .withProvider(simulator.uri().toString(), simulator.uri().toString())
                .withExport(Map.of("place", "stem", "velocity", "80", "program", "Live"))
                .withRoll(Settings.Roll.DEFAULT.withHue("Bass", 0xFFE69F00)));
        var providers = new Providers(() -> simulator.uri(), Simulator.DEMO_TASK);
        library = new Library(home.resolve("library"), providers, settings.get().callback(), Pace.every(Duration.ZERO));
        transport = Transport.onDefaultDevice();
        stage = new Stage();
        var parts = new Shell.Parts(
                library,
                providers,
                settings,
                SecretStore.forThisRun(),
                transport,
                pump.background(),
                InstantSource.system(),
                Directories.in(home));
        shell = new Shell(parts, stage, new FileDialogs() {
            @Override
            public List<Path> open() {
                return List.of();
            }

            @Override
            public Optional<Path> save(String suggestedName) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> saveSound(String suggestedName) {
                return Optional.of(home.resolve(suggestedName));
            }
        });
        stage.setWidth(1280);
        stage.setHeight(720);
        stage.show();
    }

    @AfterEach
    void close() {
        Language.speak(Optional.empty(), Locale.ENGLISH);
        shell.close();
        stage.hide();
        transport.close();
        library.close();
        simulator.close();
        settings.flush();
    }

    // The settings

    @Test
    void theSettingsOpenWithTheFocusInTheSearchAndGiveItBack() {
        find("#task-id").requestFocus();
        openSettings();
        assertThat(focus()).isSameAs(find("#settings-search"));
        press(KeyCode.ESCAPE, false);
        assertThat(stage.getScene().lookup("#settings")).isNull();
        assertThat(focus()).isSameAs(find("#task-id"));
    }

    @Test
    void theArrowsGoFromTheSearchThroughAllSections() {
        openSettings();
        press(KeyCode.DOWN, false);
        ListView<SettingsSection> sections = find("#settings-sections");
        assertThat(focus()).isSameAs(sections);
        for (var section : SettingsSection.values()) {
            sections.getSelectionModel().select(section);
            until("#" + idOf(section));
            assertThat(stage.getScene().getRoot().lookupAll(".settings-section"))
                    .hasSize(1);
        }
    }

    @Test
    void tabComesToEveryControlThatIsSeenAndToNoOther() {
        openSettings();
        until("#provider-settings");
        var walked = new ArrayList<Node>();
        for (var at = focus(); !walked.contains(at); at = focus()) {
            walked.add(at);
            press(KeyCode.TAB, false);
        }
        assertThat(walked)
                .extracting(Node::getId)
                .contains(
                        "settings-search",
                        "settings-sections",
                        "settings-provider",
                        "settings-api-key",
                        "settings-ask-before")
                .doesNotContain("settings-forget-key");
        assertThat(walked).allMatch(node -> isWithin(node, find("#settings")));
    }

    @Test
    void aSearchLeavesWhatMatchesAndSaysSoWhenNothingDoes() {
        openSettings();
        type("latency");
        until("#sound-settings");
        ListView<SettingsSection> sections = find("#settings-sections");
        assertThat(sections.getItems()).containsExactly(SettingsSection.SOUND);
        assertThat(stage.getScene().lookup("#sound-output")).isNotNull();
        assertThat(stage.getScene().lookup("#choose-soundbank"))
                .as("a row that does not match")
                .isNull();
        assertThat(find("#settings-nothing").isVisible()).isFalse();

        type("latency of cats");
        assertThat(sections.getItems()).isEmpty();
        assertThat(find("#settings-nothing").isVisible()).isTrue();

        type("");
        assertThat(sections.getItems()).containsExactlyElementsOf(EnumSet.allOf(SettingsSection.class));
        until("#provider-settings");
    }

    @Test
    void theMenuLeadsToTheirSectionAtOnce() {
        menu(Action.SOUND);
        until("#sound-settings");
        press(KeyCode.ESCAPE, false);
        menu(Action.CALLBACKS);
        until("#callback-settings");
        ListView<SettingsSection> sections = find("#settings-sections");
        assertThat(sections.getSelectionModel().getSelectedItem()).isEqualTo(SettingsSection.CALLBACKS);
    }

    @Test
    void theViewHasOneOwnerWhereverItIsChosen() {
        show(SettingsSection.VIEW);
        ComboBox<OctaveNaming> octaves = find("#settings-octaves");
        ComboBox<FollowMode> follow = find("#settings-follow");
        Slider spectrum = find("#settings-spectrum");
        octaves.setValue(OctaveNaming.C3);
        assertThat(((MenuButton) find("#naming")).getText()).isEqualTo("C3 = 60");
        assertThat(settings.get().roll().octaveOfMiddleC()).isEqualTo(3);
        ((MenuButton) find("#naming")).getItems().get(2).fire();
        assertThat(octaves.getValue()).isEqualTo(OctaveNaming.C5);

        follow.setValue(FollowMode.OFF);
        assertThat(settings.get().roll().follow()).isEqualTo(Settings.Follow.OFF);
        spectrum.setValue(0.2);
        assertThat(settings.get().roll().spectrum()).isEqualTo(0.2);

        ComboBox<Settings.Theme> theme = find("#settings-theme");
        theme.setValue(Settings.Theme.DARK);
        assertThat(settings.get().theme()).isEqualTo(Settings.Theme.DARK);

        Button reset = find("#reset-colours");
        assertThat(reset.isDisabled()).isFalse();
        reset.fire();
        assertThat(settings.get().roll().hues()).isEmpty();
        assertThat(reset.isDisabled()).isTrue();
    }

    @Test
    void theProviderAndItsKeyHaveOneOwnerWhereverTheyAreEntered() {
        openSettings();
        until("#provider-settings");
        TextField key = find("#settings-api-key");
        key.setText("a-key-of-mine");
        assertThat(((TextField) find("#api-key")).getText()).isEqualTo("a-key-of-mine");
        CheckBox ask = find("#settings-ask-before");
        ask.fire();
        assertThat(((CheckBox) find("#ask-before")).isSelected()).isFalse();
        assertThat(settings.get().asksBeforePurchase(simulator.uri().toString()))
                .isFalse();
        ((Hyperlink) find("#settings-forget-key")).fire();
        assertThat(((TextField) find("#api-key")).getText()).isEmpty();

        ComboBox<?> here = find("#settings-provider");
        ComboBox<?> there = find("#provider");
        here.getSelectionModel().selectFirst();
        assertThat((Object) there.getValue()).isEqualTo(here.getValue());
    }

    @Test
    void theExportGoesBackToItsFirstChoices() {
        show(SettingsSection.EXPORT);
        Labeled chosen = find("#export-defaults");
        assertThat(chosen.getText())
                .isEqualTo("With the stem · velocity 80 for all · a track an instrument · for Live");
        ((Button) find("#reset-export")).fire();
        assertThat(chosen.getText()).isEqualTo("Exact seconds · a track an instrument");
        assertThat(find("#reset-export").isDisabled()).isTrue();
        assertThat(settings.get().export()).isEmpty();
    }

    @Test
    void anotherLanguageIsSpokenAtOnceWithTheSameSongInViewAndTheSettingsStillOpen() throws Exception {
        shell.onLanguage(() -> {
            Language.speak(settings.get().language(), Locale.ENGLISH);
            shell = shell.again();
        });
        var file = home.resolve("song.mid");
        Files.write(file, MidiFile.write(Songs.random(1, 50, 2, 10)).bytes());
        shell.open(file);
        pump.drain();
        ((TextField) find("#task-id")).setText("a-task");
        openSettings();
        type("language");
        until("#settings-language");
        ComboBox<Optional<Language>> language = find("#settings-language");
        assertThat(language.getValue()).isEmpty();
        language.show();
        language.setValue(Optional.of(Language.ENGLISH));
        assertThat(settings.get().language()).as("on the way through the list").isEmpty();
        language.setValue(Optional.of(Language.CHINESE));
        language.hide();
        until("#view-settings");
        assertThat(settings.get().language()).contains(Language.CHINESE);
        assertThat(stage.getTitle()).isEqualTo("song – Rollscope");
        assertThat(find("#roll").isVisible()).isTrue();
        assertThat(((TextField) find("#task-id")).getText()).isEqualTo("a-task");
        ComboBox<Optional<Language>> anew = find("#settings-language");
        assertThat(anew.getConverter().toString(Optional.empty())).isEqualTo("跟随系统");
        assertThat(anew.getValue()).contains(Language.CHINESE);
    }

    @Test
    void aSoundFileThatIsBeingWrittenIsToldOfInTheNewWindow() throws Exception {
        var file = home.resolve("song.mid");
        Files.write(file, MidiFile.write(Songs.random(1, 5, 1, 1)).bytes());
        shell.open(file);
        pump.drain();
        assertThat(find("#writing-sound").isVisible()).isFalse();
        menu(Action.EXPORT_SOUND);
        ((Button) find("#save-sound")).fire();
        assertThat(find("#writing-sound").isVisible()).isTrue();
        shell = shell.again();
        assertThat(find("#writing-sound").isVisible()).isTrue();
        pump.drain();
        assertThat(find("#writing-sound").isVisible()).isFalse();
        assertThat(home.resolve("song.wav")).isNotEmptyFile();
        assertThat(stage.getScene().getRoot().lookupAll(".label"))
                .anyMatch(node -> node instanceof Labeled label && label.getText().contains("Saved song.wav"));
    }

    @Test
    void aWindowThatWasMadeAnewIsNotHeldByTheOldOnes() {
        var gone = new WeakReference<>(shell);
        shell = shell.again();
        pump.drain();
        for (int tries = 0; tries < 50 && gone.get() != null; tries++) {
            FxThread.pulse();
            System.gc();
        }
        assertThat(gone.get()).isNull();
    }

    // The welcome

    @Test
    void theWelcomeIsThereUntilAWayIsTakenAndNotAgain() {
        shell.welcome();
        assertThat(find("#welcome").isVisible()).isTrue();
        assertThat(focus()).isSameAs(find("#welcome-demo"));
        assertThat(settings.get().welcomed()).isFalse();
        ((Button) find("#welcome-demo")).fire();
        assertThat(find("#welcome").isVisible()).isFalse();
        assertThat(settings.get().welcomed()).isTrue();
        shell.welcome();
        assertThat(find("#welcome").isVisible()).isFalse();
        menu(Action.WELCOME);
        assertThat(find("#welcome").isVisible()).isTrue();
    }

    @Test
    void connectingAProviderLeadsToItsKey() {
        shell.welcome();
        ((Button) find("#welcome-provider")).fire();
        assertThat(focus()).isSameAs(find("#api-key"));
        assertThat(settings.get().welcomed()).isTrue();
    }

    @Test
    void aFileThatIsOpenedEndsTheWelcomeAndOneThatIsNotDoesNot() throws Exception {
        shell.welcome();
        ((Button) find("#welcome-file")).fire();
        assertThat(find("#welcome").isVisible()).as("nothing was chosen").isTrue();
        var file = home.resolve("song.mid");
        Files.write(file, MidiFile.write(Songs.random(1, 50, 2, 10)).bytes());
        shell.open(file);
        pump.drain();
        assertThat(find("#welcome").isVisible()).isFalse();
        assertThat(settings.get().welcomed()).isTrue();
    }

    @Test
    void theNextTranscriptionIsNotHiddenByTheWelcome() {
        shell.welcome();
        ((Button) find("#new-transcription")).fire();
        assertThat(find("#welcome").isVisible()).isFalse();
        assertThat(focus()).isSameAs(find("#load-tracks"));
    }

    // About

    @Test
    void whatIsInTheProgramIsToldWithItsLicences() {
        menu(Action.ABOUT);
        pump.drain();
        until("#libraries");
        assertThat(find("#libraries").lookupAll(".label").stream()
                        .map(label -> ((Labeled) label).getText())
                        .toList())
                .contains("controlsfx", "BSD-3-Clause", "Java");
        press(KeyCode.ESCAPE, false);
        assertThat(stage.getScene().lookup("#about")).isNull();
    }

    private static String idOf(SettingsSection section) {
        return switch (section) {
            case PROVIDERS -> "provider-settings";
            case CALLBACKS -> "callback-settings";
            case SOUND -> "sound-settings";
            case VIEW -> "view-settings";
            case EXPORT -> "export-settings";
            case FOLDERS -> "folder-settings";
        };
    }

    private void openSettings() {
        press(KeyCode.COMMA, true);
        assertThat(stage.getScene().lookup("#settings")).isNotNull();
        assertThat(focus()).isSameAs(find("#settings-search"));
        until("#settings-sections");
    }

    private void show(SettingsSection section) {
        openSettings();
        ListView<SettingsSection> sections = find("#settings-sections");
        sections.getSelectionModel().select(section);
        until("#" + idOf(section));
    }

    private void type(String query) {
        ((TextField) find("#settings-search")).setText(query);
    }

    private void menu(Action action) {
        ((MenuButton) find("#menu"))
                .getItems().stream()
                        .filter(item -> action.text().equals(item.getText()))
                        .findFirst()
                        .orElseThrow()
                        .fire();
    }

    /** Has pulses pass until something is in the window. */
    private void until(String selector) {
        for (int pulses = 0; pulses < 100 && stage.getScene().lookup(selector) == null; pulses++) {
            FxThread.pulse();
        }
        // The rows of a section come one a pulse.
        for (int pulses = 0; pulses < 10; pulses++) {
            FxThread.pulse();
        }
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        assertThat(stage.getScene().lookup(selector)).as(selector).isNotNull();
    }

    private void press(KeyCode code, boolean shortcut) {
        Event.fireEvent(
                Objects.requireNonNullElse(focus(), stage.getScene().getRoot()),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, shortcut, false, false));
    }

    private Node focus() {
        return stage.getScene().getFocusOwner();
    }

    private static boolean isWithin(Node node, Node parent) {
        for (Node now = node; now != null; now = now.getParent()) {
            if (now == parent) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T find(String selector) {
        return (T) Objects.requireNonNull(stage.getScene().lookup(selector), selector);
    }
}
