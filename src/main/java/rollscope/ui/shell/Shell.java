package rollscope.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;
import rollscope.audio.StemAudio;
import rollscope.export.Recipe;
import rollscope.language.Words;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;
import rollscope.playback.AudioStatus;
import rollscope.playback.Loop;
import rollscope.playback.SoundFile;
import rollscope.playback.Transport;
import rollscope.roll.Arrangement;
import rollscope.roll.RollColours;
import rollscope.roll.Selection;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings.WindowPlace;
import rollscope.settings.SettingsStore;
import rollscope.settings.Version;
import rollscope.transcription.Instrument;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.connect.ConnectModel;
import rollscope.ui.connect.ConnectView;
import rollscope.ui.connect.ProviderView;
import rollscope.ui.export.ExportDefaultsView;
import rollscope.ui.export.ExportDraft;
import rollscope.ui.export.ExportModel;
import rollscope.ui.export.ExportView;
import rollscope.ui.export.SoundExportModel;
import rollscope.ui.export.SoundExportView;
import rollscope.ui.fx.Background;
import rollscope.ui.fx.OneAPulse;
import rollscope.ui.library.LibraryModel;
import rollscope.ui.library.LibraryView;
import rollscope.ui.notes.EventTable;
import rollscope.ui.notes.NoteView;
import rollscope.ui.notes.NotesModel;
import rollscope.ui.parts.PartView;
import rollscope.ui.parts.PartsModel;
import rollscope.ui.roll.RollView;
import rollscope.ui.settings.Appearance;
import rollscope.ui.settings.CallbackModel;
import rollscope.ui.settings.CallbackView;
import rollscope.ui.settings.FoldersModel;
import rollscope.ui.settings.FoldersView;
import rollscope.ui.settings.LookView;
import rollscope.ui.settings.RollLook;
import rollscope.ui.settings.SettingsSection;
import rollscope.ui.settings.SoundModel;
import rollscope.ui.settings.SoundView;
import rollscope.ui.settings.SpokenLanguage;
import rollscope.ui.tempo.TempoChip;
import rollscope.ui.tempo.TempoModel;
import rollscope.ui.tempo.TempoPanel;
import rollscope.ui.text.Notice;
import rollscope.ui.transport.BlendView;
import rollscope.ui.transport.InstrumentsView;
import rollscope.ui.transport.StemModel;
import rollscope.ui.transport.StemSound;
import rollscope.ui.transport.StemView;
import rollscope.ui.transport.TransportModel;
import rollscope.ui.transport.TransportView;

/** The window: puts the features together and lets them know of each other. FX thread only. */
public final class Shell implements AutoCloseable {
    private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");
    private static final double LEAST_WIDTH = 720;
    private static final double LEAST_HEIGHT = 480;

    /**
     * What the window works with.
     *
     * @param directories where things are kept
     */
    public record Parts(
            Library library,
            Providers providers,
            SettingsStore settings,
            SecretStore secrets,
            Transport transport,
            Background background,
            InstantSource clock,
            Directories directories) {}

    private final Parts parts;
    private final Stage stage;
    private final SettingsStore settings;
    private final FileDialogs dialogs;
    private final Actions actions = new Actions();
    private final ShellModel model;
    private final RecentFiles recent;
    private final ConnectModel connect;
    private final LibraryModel library;
    private final TransportModel transport;
    private final ExportModel export;
    private final SoundExportModel soundExport;
    private final Exporting exporting;
    private final StemModel stems;
    private final TempoModel tempo;
    private final SoundModel sound;
    private final Background background;
    private final Appearance appearance;
    private final SpokenLanguage language;
    private final RollLook look;
    private final NotesModel notes;
    private final PartsModel instruments;

    private final Late<ConnectView> connectView;
    private final Late<LibraryView> libraryView;
    /** Where the library is, or will be. */
    private final StackPane libraryPlace = new StackPane();
    private final InstrumentsView instrumentsView;
    private final TransportView transportView;
    private final CallbackModel callbacks;
    private final SettingsSheet settingsSheet;
    private final Late<WelcomeView> welcomeView;
    /** Whether the welcome is in the place of the form. */
    private final BooleanProperty welcoming = new SimpleBooleanProperty();

    private final RollView roll;
    private final EventTable events;
    private final SplitPane rollAndEvents;
    private final VBox side;
    private final ScrollPane sideScroll;
    private final TempoPanel tempoPanel;
    /** Those that the side does not show yet: each gets a pulse to itself, after the first of the roll. */
    private final Deque<Node> sidePanels;

    private final OneAPulse pulses;
    private boolean sidePanelsCome;
    private final Rehearsal rehearsal;
    private final NoticeBar notices;
    private final Sheets sheets = new Sheets();
    private final BorderPane frame = new BorderPane();
    private final StackPane middle = new StackPane();

    /** Whether the window was made to open a song, which is still being read: it is made for that, and has nothing else yet. */
    private boolean starting;

    private Folds wanted = new Folds(true, true);
    private boolean libraryAskedLast;
    /** Where the event table begins, as a part of the height. */
    private double eventsAt = 0.68;

    private final EventHandler<WindowEvent> onShown = _ -> begin();
    private final EventHandler<WindowEvent> onHiding = _ -> rememberPlace();
    private Subscription subscriptions = Subscription.EMPTY;

    public Shell(Parts parts, Stage stage, FileDialogs dialogs) {
        this(parts, stage, dialogs, List.of());
    }

    /**
     * @param first opened at once, as by {@link #open(List)}: read while the window is made, which shows no form until that has come to
     *              nothing
     */
    public Shell(Parts parts, Stage stage, FileDialogs dialogs, List<Path> first) {
        this(parts, stage, dialogs, new ShellModel(parts.library, parts.background), first);
    }

    private Shell(Parts parts, Stage stage, FileDialogs dialogs, ShellModel model, List<Path> first) {
        this(parts, stage, dialogs, model, new SoundExportModel(parts.background, model::tell), first);
    }

    private Shell(
            Parts parts,
            Stage stage,
            FileDialogs dialogs,
            ShellModel model,
            SoundExportModel soundExport,
            List<Path> first) {
        this.parts = parts;
        this.stage = stage;
        this.model = model;
        settings = parts.settings;
        this.dialogs = dialogs;
        appearance = new Appearance(
                parts.settings, Platform.getPreferences().colorSchemeProperty(), Application::setUserAgentStylesheet);
        language = new SpokenLanguage(parts.settings);
        background = parts.background;
        recent = new RecentFiles(parts.settings, parts.background);
        transport = new TransportModel(parts.transport, parts.settings, model::tell);
        export = new ExportModel(parts.background, model::tell);
        this.soundExport = soundExport;
        sound = new SoundModel(parts.transport, parts.settings, parts.background);
        stems = new StemModel(
                parts.library,
                parts.transport,
                parts.background,
                parts.directories.cache().resolve("sound"),
                entry -> account(entry, parts.providers, parts.secrets),
                model::tell);
        roll = new RollView(transport::secondsAt, parts.background);
        pulses = new OneAPulse(roll::isSettled);
        tempo = new TempoModel(
                parts.library,
                parts.transport,
                parts.settings,
                parts.background,
                transport.speedProperty()::get,
                // The panels beside the roll come first: estimating keeps a processor busy that they need.
                task -> roll.whenSettled(() -> pulses.afterwards(task)));
        instruments = new PartsModel(parts.library, parts.transport, parts.background, model::arrange, model::tell);
        connect = new ConnectModel(
                parts.library,
                parts.providers,
                parts.settings,
                parts.secrets,
                parts.background,
                parts.clock,
                this::becameReady,
                model::tell);
        callbacks = new CallbackModel(parts.settings, parts.secrets, parts.background, connect::hinted);
        library = new LibraryModel(
                parts.library,
                parts.background,
                parts.clock,
                dialogs,
                entry -> account(entry, parts.providers, parts.secrets),
                this::choose,
                model::tell);
        open(first);
        starting = model.openingProperty().get().isPresent();
        look = new RollLook(parts.settings);
        roll.setId("roll");
        notes = new NotesModel(parts.background, look.namingProperty(), transport::audition, roll::reveal, model::tell);
        exporting = new Exporting(
                model,
                export,
                stems,
                dialogs,
                sheets,
                parts.settings,
                parts.background,
                parts.directories.cache().resolve("drag"),
                (song, file) -> export.export(song, file, colours(song.instruments())));
        defineActions();

        connectView = new Late<>(() -> inTheMiddle(new ConnectView(connect, actions)));
        libraryView = new Late<>(() -> {
            var view = new LibraryView(library, actions, this::tryDemo);
            libraryPlace.getChildren().setAll(view);
            return view;
        });
        libraryPlace.setMinWidth(LibraryView.WIDTH);
        libraryPlace.setMaxWidth(LibraryView.WIDTH);
        libraryPlace.setPrefWidth(LibraryView.WIDTH);
        instrumentsView =
                new InstrumentsView(transport, look, actions, instruments.doubtfulProperty(), this::showPart, pulses);
        instrumentsView.setDrags(exporting::dragInstrument);
        var noteView = new NoteView(notes, actions);
        exporting.dragSelection(noteView.handle());
        tempoPanel = new TempoPanel(tempo, actions);
        var below = new Region();
        VBox.setVgrow(below, Priority.ALWAYS);
        sidePanels = new ArrayDeque<>(
                List.of(instrumentsView, new StemView(stems, look, actions), noteView, below, tempoPanel));
        side = new VBox();
        side.getStyleClass().addAll("side-panel", "instruments");
        side.setMinWidth(InstrumentsView.WIDTH);
        side.setPrefWidth(InstrumentsView.WIDTH);
        side.setMaxWidth(InstrumentsView.WIDTH);
        sideScroll = new ScrollPane(side);
        sideScroll.getStyleClass().add("side-scroll");
        sideScroll.setFitToWidth(true);
        sideScroll.setFitToHeight(true);
        sideScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        sideScroll.setFocusTraversable(false);
        events = new EventTable(notes);
        rollAndEvents = new SplitPane(roll);
        rollAndEvents.setOrientation(Orientation.VERTICAL);
        rollAndEvents.getStyleClass().add("roll-and-events");
        SplitPane.setResizableWithParent(events, false);
        transportView = new TransportView(
                transport, look, actions, new BlendView(stems, actions), new TempoChip(tempo, actions));
        var folders = new FoldersModel(parts.directories, parts.background, parts.clock, dialogs::browse);
        settingsSheet = new SettingsSheet(
                sheets,
                Map.of(
                        SettingsSection.PROVIDERS, () -> new ProviderView(connect),
                        SettingsSection.CALLBACKS, () -> new CallbackView(callbacks),
                        SettingsSection.SOUND,
                                () -> new SoundView(
                                        sound,
                                        transport.statusProperty(),
                                        transport.soundbankProperty(),
                                        this::chooseSoundbank),
                        SettingsSection.VIEW, () -> new LookView(appearance, language, look),
                        SettingsSection.EXPORT, () -> new ExportDefaultsView(exporting.draft()),
                        SettingsSection.FOLDERS, () -> new FoldersView(folders)),
                sound,
                folders);
        welcomeView = new Late<>(() -> inTheMiddle(new WelcomeView(
                new WelcomeView.Ways(this::tryDemo, this::connectProvider, () -> actions.run(Action.OPEN)))));
        notices = new NoticeBar(model, soundExport);
        var status = new StatusBar(model, transport, stems, look, roll.pointedProperty(), actions);
        var toolbar =
                new Toolbar(model, transportView, actions, appearance, look, new RecentMenu(recent, this::open).menu());
        exporting.dragAll(toolbar.exportButton());

        middle.getChildren().add(rollAndEvents);
        frame.setTop(toolbar);
        frame.setCenter(new VBox(notices, middle));
        VBox.setVgrow(middle, Priority.ALWAYS);
        frame.setBottom(status);
        var root = new StackPane();
        root.getStyleClass().add("shell");
        root.setStyle(fontStyle());
        // What is in a scene is matched with all rules each time these change, so it comes last.
        var scene = new Scene(root);
        scene.getStylesheets().add(stylesheet());
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        place(Placing.fitting(
                parts.settings.get().window(),
                Stream.concat(Stream.of(Screen.getPrimary()), Screen.getScreens().stream())
                        .map(Screen::getVisualBounds)
                        .toList(),
                LEAST_WIDTH,
                LEAST_HEIGHT));
        stage.getIcons().setAll(icon());

        rehearsal = new Rehearsal(
                scene,
                parts.background,
                look,
                List.of(transportView, rollAndEvents),
                List.copyOf(sidePanels),
                instrumentsView,
                ExportView::rehearsal);
        wire(scene);
        fold();
        if (!starting) {
            makeAll();
        }
        root.getChildren().addAll(frame, sheets);
        stage.addEventHandler(WindowEvent.WINDOW_SHOWN, onShown);
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, onHiding);
    }

    /**
     * The window made anew in the language that is spoken now, on the same stage and with the same song in view; this one is closed. What
     * was typed and not yet used is gone with it, but for the task id. A file that is being written goes on.
     */
    public Shell again() {
        boolean settingsShown = settingsSheet.isShown();
        double position = transport.secondsAt(System.nanoTime());
        var loop = transport.loopProperty().get();
        rememberPlace();
        transport.pause();
        close();
        var same = model.again();
        var next = new Shell(parts, stage, dialogs, same, soundExport.again(same::tell), List.of());
        next.welcoming.set(welcoming.get());
        next.connect.taskIdProperty().set(connect.taskIdProperty().get());
        connect.jobProperty().get().ifPresent(next.connect::show);
        loop.ifPresent(set -> next.transport.setLoop(set.from(), set.to()));
        next.transport.seek(position);
        next.begin();
        if (settingsShown) {
            // Where the language is chosen, also if it was found by searching.
            next.openSettings(SettingsSection.VIEW);
        }
        return next;
    }

    private void begin() {
        // Before that the form has no skin and cannot take the focus.
        if (!starting) {
            focusOnWork();
            rehearsal.begin();
        }
    }

    /** The song that the window was made for is there, or does not come. */
    private void started() {
        starting = false;
        if (model.connectingProperty().get()) {
            makeAll();
            showForm();
            begin();
        } else {
            // After the first pictures, what is not in them, and before anybody asks for it.
            roll.whenSettled(() -> {
                pulses.later(libraryView::get);
                pulses.later(connectView::get);
                pulses.later(() -> connectView.get().applyCss());
                pulses.later(welcomeView::get);
            });
        }
    }

    private void makeAll() {
        welcomeView.get();
        connectView.get();
        libraryView.get();
    }

    /** The user's account where an entry comes from, if there is a key. */
    private static Optional<Account> account(Entry entry, Providers providers, SecretStore secrets) {
        return providers.find(entry.request().providerId()) instanceof Outcome.Ok<ProviderChoice>(var choice)
                ? secrets.read(choice.id()).map(key -> new Account(choice, key))
                : Optional.empty();
    }

    private static String stylesheet() {
        return Objects.requireNonNull(Shell.class.getResource("/rollscope/ui/rollscope.css"))
                .toExternalForm();
    }

    static Image icon() {
        return new Image(Objects.requireNonNull(Shell.class.getResource("/rollscope/assets/icon/rollscope.png"))
                .toExternalForm());
    }

    /** Inter where it is installed; else the system's own, which the toolkit chooses well but on Linux. */
    private static String fontStyle() {
        var families = javafx.scene.text.Font.getFamilies();
        for (var family : List.of("Inter", "Inter Variable", "Noto Sans")) {
            if (families.contains(family)) {
                return "-fx-font-family: \"" + family + "\";";
            }
        }
        return "";
    }

    private void defineActions() {
        var rollShown = model.connectingProperty().not();
        var playable = rollShown.and(transport.canPlayProperty());
        var loaded =
                Bindings.createBooleanBinding(() -> model.shownProperty().get().isPresent(), model.shownProperty());
        actions.on(Action.NEW, this::startAfresh);
        actions.on(Action.OPEN, () -> open(dialogs.open()));
        actions.on(
                Action.EXPORT,
                exporting::open,
                loaded.and(rollShown).and(export.writingProperty().not()));
        actions.on(Action.QUIT, stage::close);
        actions.on(Action.PLAY, transport::playOrPause, playable);
        actions.on(Action.STOP, transport::stop, playable);
        actions.on(Action.TO_START, () -> roll.goTo(0), playable);
        actions.on(Action.TO_END, roll::goToEnd, playable);
        actions.on(Action.PAGE_BACK, () -> roll.goBars(-1), playable);
        actions.on(Action.PAGE_ON, () -> roll.goBars(1), playable);
        actions.on(
                Action.EXPORT_SOUND,
                this::askForSound,
                loaded.and(rollShown).and(soundExport.writingProperty().not()));
        actions.on(Action.ATTACH, () -> dialogs.openSound().ifPresent(stems::attach), loaded.and(rollShown));
        actions.on(Action.LOOP, this::toggleLoop, playable);
        actions.on(Action.SLOWER, () -> transport.changeSpeed(-1), playable);
        actions.on(Action.FASTER, () -> transport.changeSpeed(1), playable);
        actions.on(Action.SOUND, () -> openSettings(SettingsSection.SOUND));
        actions.on(Action.CALLBACKS, () -> openSettings(SettingsSection.CALLBACKS));
        actions.on(Action.SETTINGS, this::openSettings);
        actions.on(Action.MUTE, transport::toggleMuteInFront, playable);
        actions.on(Action.SOLO, transport::toggleSoloInFront, playable);
        actions.on(Action.PART, () -> showPart(inFront()), playable);
        actions.on(Action.FOLLOW, look::nextFollowMode, rollShown);
        actions.on(Action.PREVIOUS_NOTE, () -> roll.stepNote(-1), playable);
        actions.on(Action.NEXT_NOTE, () -> roll.stepNote(1), playable);
        actions.on(Action.LANE_ABOVE, () -> roll.stepLane(-1), playable);
        actions.on(Action.LANE_BELOW, () -> roll.stepLane(1), playable);
        defineTempoActions(rollShown, playable);
        var selected = rollShown.and(notes.selectedProperty());
        actions.on(Action.HEAR, notes::hear, selected);
        actions.on(Action.SELECT_ALL, notes::selectAll, playable);
        actions.on(Action.SELECT_PITCHES, notes::selectSamePitches, selected);
        actions.on(Action.SELECT_INSTRUMENTS, notes::selectSameInstruments, selected);
        actions.on(Action.CLEAR, notes::clear, selected);
        actions.on(Action.COPY, () -> notes.copy(Shell::toClipboard), selected);
        actions.on(Action.FIT, roll::fitAll, rollShown);
        actions.on(Action.FIT_SELECTION, roll::fitSelection, selected);
        actions.on(Action.CLOSER, () -> roll.zoomTime(1.25), rollShown);
        actions.on(Action.FARTHER, () -> roll.zoomTime(0.8), rollShown);
        actions.on(Action.ARRANGEMENT, look::switchArrangement, rollShown);
        actions.on(Action.FOLD, () -> flip(look.foldedProperty()), rollShown);
        actions.on(Action.VELOCITY_LANE, () -> flip(look.velocityLaneProperty()), rollShown);
        var inLanes = playable.and(look.arrangementProperty().isEqualTo(Arrangement.LANES));
        actions.on(Action.CLOSE_LANE, () -> roll.toggleLane(inFront()), inLanes);
        actions.on(Action.LANE_UP, () -> roll.moveLane(inFront(), -1), inLanes);
        actions.on(Action.LANE_DOWN, () -> roll.moveLane(inFront(), 1), inLanes);
        actions.on(Action.TALLER_LANE, () -> roll.growLane(inFront(), 1), inLanes);
        actions.on(Action.LOWER_LANE, () -> roll.growLane(inFront(), -1), inLanes);
        actions.on(Action.WAVEFORM, () -> flip(look.waveformProperty()), rollShown);
        actions.on(Action.EVENT_TABLE, () -> flip(look.eventTableProperty()), rollShown);
        actions.on(Action.LIBRARY, this::toggleLibrary);
        actions.on(Action.SEARCH, this::searchLibrary);
        actions.on(Action.INSTRUMENTS, this::toggleInstruments, rollShown);
        actions.on(Action.SHORTCUTS, sheets::showShortcuts);
        actions.on(Action.WELCOME, this::showWelcome);
        actions.on(Action.ABOUT, this::showAbout);
    }

    private void defineTempoActions(BooleanBinding rollShown, BooleanBinding playable) {
        var known = rollShown.and(Bindings.createBooleanBinding(
                () -> tempo.tempoProperty().get().map().isPresent(), tempo.tempoProperty()));
        actions.on(
                Action.METRONOME,
                () -> tempo.setClicking(!tempo.clickingProperty().get()),
                rollShown);
        actions.on(Action.TAP, () -> tempo.tap(System.nanoTime()), playable);
        actions.on(Action.BAR_ONE, () -> tempo.startBarOneAt(transport.secondsAt(System.nanoTime())), known);
        actions.on(Action.TEMPO, this::showTempo, rollShown);
        actions.on(Action.UNDO, tempo::undo, rollShown.and(tempo.canUndoProperty()));
        actions.on(Action.REDO, tempo::redo, rollShown.and(tempo.canRedoProperty()));
    }

    /** Opens the panel on tempo and bars, or closes it if the user is in it already. */
    private void showTempo() {
        exporting.close();
        boolean there = frame.getRight() != null && tempoPanel.isOpen();
        tempoPanel.setOpen(!there);
        if (!there) {
            if (frame.getRight() == null) {
                toggleInstruments();
            }
            // Laid out at the end of the next pulse, and only then somewhere to be scrolled to.
            pulses.later(() -> {});
            pulses.later(() -> {
                sideScroll.setVvalue(sideScroll.getVmax());
                tempoPanel.field().requestFocus();
            });
        }
    }

    /** Loops the notes that are selected, else what was looped before, else what is in view. */
    private void toggleLoop() {
        var selection = roll.selectionProperty().get();
        var notes = model.shownProperty()
                .get()
                .filter(_ -> !selection.isEmpty())
                .map(shown -> shown.transcription().notes());
        notes.ifPresentOrElse(
                all -> background.run(
                        () -> selection.summary(all),
                        summary -> {
                            // Another song or another choice by now: the key was not meant for that.
                            if (roll.selectionProperty().get().equals(selection)) {
                                loop(Optional.of(
                                        new Loop(summary.from(), Math.max(summary.to(), summary.from() + Loop.LEAST))));
                            }
                        },
                        // Only running out of memory fails here; nothing loops then, and the failure is logged.
                        failure -> {}),
                () -> loop(Optional.empty()));
    }

    private void loop(Optional<Loop> wanted) {
        double from = Math.max(0, roll.visibleFrom());
        transport.toggleLoop(wanted, new Loop(from, Math.max(roll.visibleTo(), from + Loop.LEAST)));
    }

    /** The name, the sound and the drums of an instrument. */
    private void showPart(int instrument) {
        transport.bringToFront(instrument);
        model.shownProperty()
                .get()
                .filter(shown -> instrument < shown.delivered().size())
                .ifPresent(_ -> {
                    var view = new PartView(instruments, look, instrument);
                    sheets.showForm("part", Words.of("shell.instrument"), view);
                    view.focus();
                });
    }

    private void openSettings() {
        settingsSheet.open();
    }

    private void openSettings(SettingsSection section) {
        settingsSheet.open(section);
    }

    private void showAbout() {
        var about = new AboutView(Version.ofThis().orElse(""), Shell::toClipboard);
        sheets.showAbout(about);
        background.run(Libraries::read, about::show, _ -> about.show(List.of()));
    }

    /** Shows the ways in, unless one of them was taken before. */
    public void welcome() {
        if (!settings.get().welcomed()) {
            showWelcome();
        }
    }

    private void showWelcome() {
        model.connect();
        welcoming.set(true);
        welcomeView.get().focus();
    }

    /** One of the ways was taken, or another one found. */
    private void endWelcome() {
        welcoming.set(false);
        if (!settings.get().welcomed()) {
            settings.set(settings.get().withWelcomed(true));
        }
    }

    private void connectProvider() {
        endWelcome();
        connect.chooseProvider();
        connectView.get().focusOnKey();
    }

    private void focusOnWork() {
        if (welcoming.get()) {
            welcomeView.get().focus();
        } else {
            connectView.get().focusOnWork();
        }
    }

    private void chooseSoundbank() {
        dialogs.openSoundbank().ifPresent(file -> sound.chooseSoundbank(Optional.of(file)));
    }

    private void askForSound() {
        boolean hasStem = stems.soundProperty().get() instanceof StemSound.Ready;
        boolean hasLoop = transport.loopProperty().get().isPresent();
        var choices = new SoundExportView(soundExport, hasStem, hasLoop, () -> {
            sheets.close();
            exportSound();
        });
        sheets.showForm("sound-export", Words.of("shell.export-sound"), choices);
    }

    /** What is heard now, to a file; the stem is borrowed until it is written. */
    private void exportSound() {
        model.shownProperty().get().ifPresent(shown -> dialogs.saveSound(ExportModel.suggestedName(
                        shown.transcription(), shown.entry().map(_ -> shown.origin()), ".wav"))
                .ifPresent(file -> soundExport.write(
                        file,
                        soundExport.chosen(new SoundFile.Order(
                                shown.transcription(),
                                stems.borrow(),
                                SoundFile.Mix.SYNTH,
                                stems.listeningProperty().get().blend(),
                                transport.heardVolumes(),
                                16,
                                44_100,
                                transport.loopProperty().get(),
                                settings.get().sound().soundbank())),
                        stems::giveBack)));
    }

    private static void flip(BooleanProperty property) {
        property.set(!property.get());
    }

    private static void toClipboard(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }

    private int inFront() {
        return transport.inFrontProperty().get();
    }

    private void wire(Scene scene) {
        roll.setOnSeek(transport::seek);
        roll.setOnNote(transport::audition);
        roll.setOnLoop(
                drawn -> drawn.ifPresentOrElse(loop -> transport.setLoop(loop.from(), loop.to()), transport::endLoop));
        roll.setScrubbing(transport::beginScrub, transport::endScrub);
        roll.setBeatDragging(tempo::drag, tempo::drop);
        transport.setOnVolume(stems::rememberVolume);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(scene, event));
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> onKey(scene, event));
        acceptFiles(scene);
        roll.selectionProperty().bindBidirectional(notes.selectionProperty());
        subscriptions = Subscription.combine(
                look.followModeProperty().subscribe(roll::setFollowMode),
                look.arrangementProperty().subscribe(roll::setArrangement),
                look.namingProperty().subscribe(roll::setNaming),
                look.foldedProperty().subscribe(roll::setFolded),
                look.velocityLaneProperty().subscribe(roll::setVelocityLane),
                look.eventTableProperty().subscribe(this::showEvents),
                look.huesProperty().subscribe((_, _) -> colour()),
                transport.loopProperty().subscribe(roll::setLoop),
                transport.statusProperty().subscribe((before, now) -> {
                    if (before instanceof AudioStatus.Silent(String sentence) && now instanceof AudioStatus.Ready) {
                        model.withdraw(sentence);
                    }
                }),
                tempo.tempoProperty().subscribe(now -> {
                    roll.setTempo(now.map());
                    transport.setTempo(now.map());
                    notes.setTempo(now.map());
                }),
                tempo.tempoProperty().subscribe(now -> exporting.draft().setTempo(now)),
                transport.loopProperty().subscribe(loop -> exporting.draft().setLoop(span(loop))),
                notes.selectionProperty()
                        .subscribe(selection -> exporting.draft().setSelection(selection)),
                exporting.draft().shownProperty().subscribe(shown -> roll.setOver(shown.map(ExportDraft.Shown::lanes))),
                exporting.draft().openProperty().subscribe((_, _) -> fold()),
                stems.pictureProperty().subscribe(roll::showStem),
                look.spectrumProperty().subscribe(now -> roll.setSpectrumOpacity(now.doubleValue())),
                look.waveformProperty().subscribe(roll::setWaveLane),
                stems.listeningProperty().subscribe(listening -> transport.setVolumes(listening::volume)),
                transport.inFrontProperty().subscribe(front -> roll.setInFront(front.intValue())),
                notes.selectionProperty().subscribe(this::bringToFront),
                transport.silentProperty().subscribe(roll::setSilent),
                transport.movingProperty().subscribe(roll::setMoving),
                appearance.darkProperty().subscribe(_ -> colour()),
                model.shownProperty().subscribe(this::show),
                model.sourceProperty().subscribe(source -> source.ifPresent(this::remember)),
                welcoming.subscribe(_ -> showForm()),
                model.connectingProperty().subscribe(connecting -> {
                    if (!connecting) {
                        endWelcome();
                    }
                    showForm();
                    roll.setVisible(!connecting);
                    rollAndEvents.setVisible(!connecting);
                    if (connecting) {
                        transport.pause();
                    }
                    markCurrent();
                    fold();
                }),
                connect.jobProperty().subscribe(_ -> markCurrent()),
                model.openingProperty().subscribe(opening -> {
                    if (starting && opening.isEmpty()) {
                        started();
                    }
                }),
                frame.widthProperty().subscribe((_, _) -> fold()));
    }

    /** The form, or the welcome in its place. */
    private void showForm() {
        boolean connecting = model.connectingProperty().get() && !starting;
        show(connectView, connecting && !welcoming.get());
        show(welcomeView, connecting && welcoming.get());
    }

    private static void show(Late<? extends Node> view, boolean shown) {
        if (shown) {
            view.get().setVisible(true);
        } else {
            view.made().ifPresent(made -> made.setVisible(false));
        }
    }

    private <T extends Node> T inTheMiddle(T view) {
        view.setVisible(false);
        middle.getChildren().addFirst(view);
        return view;
    }

    private void onKey(Scene scene, KeyEvent event) {
        if (sheets.takes(event) || exporting.takes(event, scene.getFocusOwner())) {
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE && roll.cancelGesture()) {
            event.consume();
            return;
        }
        actions.onKey(event, scene.getFocusOwner());
    }

    private void colour() {
        var colours = colours(
                model.shownProperty().get().map(ShellModel.Shown::delivered).orElse(List.of()));
        roll.setColours(colours);
        instrumentsView.setColours(colours);
    }

    /** An instrument's colour goes by the name it came with, so that it stays with another. */
    private RollColours colours(List<Instrument> instruments) {
        return look.colours(appearance.darkProperty().get() ? RollColours.DARK : RollColours.LIGHT, instruments);
    }

    /** The instrument of a note that is chosen alone comes to the front. */
    private void bringToFront(Selection selection) {
        if (selection.size() == 1) {
            model.shownProperty()
                    .get()
                    .ifPresent(shown ->
                            transport.bringToFront(shown.transcription().notes().instrument(selection.first())));
        }
    }

    private void showEvents(boolean shown) {
        boolean there = rollAndEvents.getItems().contains(events);
        if (shown && !there) {
            rollAndEvents.getItems().add(events);
            rollAndEvents.setDividerPosition(0, eventsAt);
        } else if (!shown && there) {
            eventsAt = rollAndEvents.getDividerPositions()[0];
            rollAndEvents.getItems().remove(events);
        }
    }

    private void show(Optional<ShellModel.Shown> shown) {
        exporting.show(shown);
        shown.ifPresent(now -> {
            boolean anew = instruments.show(now.arranged(), now.entry());
            if (anew) {
                transport.load(now.transcription(), now.delivered(), now.counts());
                roll.show(now.transcription());
                notes.show(now.transcription());
                stems.show(now.transcription(), now.entry());
                tempo.show(now.transcription(), now.entry(), now.stated());
                // Reading a soundbank keeps a processor busy that the first pictures need.
                roll.whenSettled(() -> pulses.later(transport::prepare));
            } else {
                transport.revoice(now.transcription());
                notes.rearrange(now.transcription());
                roll.rearrange(now.transcription());
            }
            exporting.draft().setTempo(tempo.tempoProperty().get());
            exporting.draft().setLoop(span(transport.loopProperty().get()));
            exporting.draft().setSelection(notes.selectionProperty().get());
            colour();
        });
        stage.setTitle(
                shown.map(now -> now.transcription().title() + " – Rollscope").orElse("Rollscope"));
        markCurrent();
    }

    /** An entry stands in the library, a file in the list of files. */
    private void remember(Source source) {
        switch (source) {
            case Source.OfFile(Path file) -> recent.add(List.of(file));
            case Source.OfLibrary _ -> {}
        }
    }

    private static Optional<Recipe.Span> span(Optional<Loop> loop) {
        return loop.map(now -> new Recipe.Span(now.from(), now.to()));
    }

    /** The library marks what is in view: the job of the connect view, or the transcription of the roll. */
    private void markCurrent() {
        var entry = model.connectingProperty().get()
                ? connect.jobProperty().get()
                : model.shownProperty().get().flatMap(ShellModel.Shown::entry);
        library.setCurrent(entry.map(Entry::id));
    }

    private void fold() {
        boolean connecting = model.connectingProperty().get();
        double width = frame.getWidth() > 0 ? frame.getWidth() : stage.getWidth();
        boolean exports = exporting.draft().openProperty().get();
        var like = new Folds(wanted.library(), (wanted.instruments() || exports) && !connecting);
        var open = Folds.fitting(
                width,
                LibraryView.WIDTH,
                exports ? ExportView.WIDTH : InstrumentsView.WIDTH,
                like,
                libraryAskedLast && !exports);
        frame.setLeft(open.library() ? libraryPlace : null);
        frame.setRight(open.instruments() ? exports ? exporting.view() : sideScroll : null);
        if (open.instruments() && !exports && !sidePanelsCome) {
            sidePanelsCome = true;
            rehearsal.end();
            pulses.later(() -> {});
            sidePanels.forEach(_ -> pulses.later(() -> side.getChildren().add(sidePanels.remove())));
            tempoPanel.fill(pulses);
        }
    }

    private void toggleLibrary() {
        libraryAskedLast = true;
        wanted = new Folds(frame.getLeft() == null, wanted.instruments());
        fold();
    }

    private void searchLibrary() {
        if (frame.getLeft() == null) {
            toggleLibrary();
        }
        libraryView.get().focusOnSearch();
    }

    private void toggleInstruments() {
        libraryAskedLast = false;
        // In the place of the instruments is what is to be exported: then they are asked for.
        boolean exports = exporting.draft().openProperty().get();
        exporting.close();
        wanted = new Folds(wanted.library(), exports || frame.getRight() == null);
        fold();
    }

    private void startAfresh() {
        endWelcome();
        connect.startAfresh();
        model.connect();
        connectView.get().focusOnWork();
    }

    private void tryDemo() {
        endWelcome();
        model.connect();
        connect.tryDemo();
    }

    private void choose(Entry entry) {
        if (entry.state() instanceof JobState.Ready) {
            model.open(entry);
        } else {
            endWelcome();
            model.connect();
            connect.show(entry);
        }
    }

    /** What the user waits for opens; what comes while they look at or fill in something else only says so. */
    private void becameReady(Entry entry) {
        boolean awaited = connect.jobProperty()
                .get()
                .filter(job -> job.id().equals(entry.id()))
                .isPresent();
        if (awaited && model.connectingProperty().get()) {
            model.open(entry);
        } else {
            model.tell(Notice.good(
                    Words.of("shell.ready", entry.shownTitle(), entry.request().shownStemName())));
        }
    }

    /** Opens a saved answer or a MIDI file, or takes an exported entry into the library. */
    public void open(Path file) {
        open(List.of(file));
    }

    /**
     * Takes exported entries into the library. Of the others it opens the first, and keeps the rest where they can be opened next: one
     * song is shown at a time.
     */
    public void open(List<Path> files) {
        files.stream().filter(Library::isExported).forEach(library::importEntry);
        var songs = files.stream().filter(file -> !Library.isExported(file)).toList();
        if (!songs.isEmpty()) {
            var others = songs.subList(1, songs.size());
            recent.add(others);
            model.open(songs.getFirst(), RecentFiles.told(others));
        }
    }

    /** Opens what was open when the program ended without being closed, and says so. */
    public void reopen(Source last) {
        model.reopen(last);
    }

    /** The window comes before all others, as far as the system lets it. */
    public void comeForward() {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** Tells where what is shown came from, each time something else is. */
    public void onSource(Consumer<Source> told) {
        model.sourceProperty().subscribe(source -> source.ifPresent(told));
    }

    /** Does {@code task} each time another language was chosen: what this window says stays in the one it was made in. */
    public void onLanguage(Runnable task) {
        language.onChange(task);
    }

    /** Does {@code task} each time a song can be seen: painted, whole, and in a pulse after that. */
    public void onSong(Runnable task) {
        model.shownProperty()
                .subscribe(shown -> shown.ifPresent(_ -> roll.whenSettled(() -> {
                    var painted = new OneAPulse();
                    painted.later(() -> {});
                    painted.later(task);
                })));
    }

    /**
     * Says that something went wrong that nobody foresaw.
     *
     * @param code    short, the same each time the same goes wrong
     * @param details for a supporter
     */
    public void tellUnexpected(String code, String details) {
        model.tell(new Notice(
                Notice.Tone.BAD,
                Words.of("shell.unexpected", code),
                Words.of("shell.unexpected-remedy"),
                details));
    }

    private void acceptFiles(Scene scene) {
        Consumer<Boolean> dropping = now -> scene.getRoot().pseudoClassStateChanged(DROPPING, now);
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                dropping.accept(true);
            }
            event.consume();
        });
        scene.setOnDragExited(_ -> dropping.accept(false));
        scene.setOnDragDropped(event -> {
            var files = event.getDragboard().getFiles();
            dropping.accept(false);
            event.setDropCompleted(!files.isEmpty());
            event.consume();
            if (!files.isEmpty()) {
                dropped(files.stream().map(File::toPath).toList());
            }
        });
    }

    /** Sound is heard with what is in view; anything else is opened, and says so if it cannot be. Songs go before sound. */
    private void dropped(List<Path> files) {
        background.run(
                () -> files.stream().collect(Collectors.partitioningBy(StemAudio::isSound)),
                parted -> {
                    var songs = parted.getOrDefault(false, List.of());
                    var sounds = parted.getOrDefault(true, List.of());
                    boolean rollShown = model.shownProperty().get().isPresent()
                            && !model.connectingProperty().get();
                    if (!songs.isEmpty()) {
                        open(songs);
                    } else if (rollShown) {
                        stems.attach(sounds.getFirst());
                    } else {
                        model.tell(new Notice(
                                Notice.Tone.DOUBT,
                                Words.of("shell.sound-dropped", sounds.getFirst().getFileName()),
                                Words.of("shell.sound-dropped-remedy"),
                                ""));
                    }
                },
                failure -> open(files));
    }

    private void place(WindowPlace place) {
        stage.setWidth(place.width());
        stage.setHeight(place.height());
        place.corner().ifPresent(corner -> {
            stage.setX(corner.x());
            stage.setY(corner.y());
        });
        stage.setMaximized(place.maximized());
    }

    /** A maximised window keeps the size it had before, and the screen it is on; of a minimised one the system tells nonsense. */
    private void rememberPlace() {
        if (!stage.isIconified()) {
            var before = settings.get().window();
            var corner = Optional.of(new WindowPlace.Corner((int) stage.getX(), (int) stage.getY()));
            var now = stage.isMaximized()
                    ? new WindowPlace(corner, before.width(), before.height(), true)
                    : new WindowPlace(corner, (int) stage.getWidth(), (int) stage.getHeight(), false);
            settings.set(settings.get().withWindow(now));
        }
    }

    @Override
    public void close() {
        stage.removeEventHandler(WindowEvent.WINDOW_SHOWN, onShown);
        stage.removeEventHandler(WindowEvent.WINDOW_HIDING, onHiding);
        subscriptions.unsubscribe();
        pulses.stop();
        rehearsal.end();
        connectView.made().ifPresent(ConnectView::close);
        libraryView.made().ifPresent(LibraryView::close);
        transportView.close();
        settingsSheet.close();
        callbacks.close();
        exporting.end();
        stems.close();
        tempo.close();
        roll.close();
        connect.close();
        library.close();
        appearance.close();
    }
}
