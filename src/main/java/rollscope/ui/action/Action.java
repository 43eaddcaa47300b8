package rollscope.ui.action;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import rollscope.language.Words;

/** Everything the window can be told to do, with its words, its icon and its keys: menu, tooltips, keyboard and sheet read this. */
public enum Action {
    NEW("action.new", Feather.PLUS, Group.FILE, "Shortcut+N"),
    OPEN("action.open", Feather.FOLDER, Group.FILE, "Shortcut+O"),
    EXPORT("action.export", Feather.DOWNLOAD, Group.FILE, "Shortcut+E"),
    EXPORT_SOUND("action.export-sound", Feather.MUSIC, Group.FILE, "Shortcut+Shift+E"),
    ATTACH("action.attach", Feather.PAPERCLIP, Group.FILE, "Shortcut+Shift+O"),
    CALLBACKS("action.callbacks", Feather.RADIO, Group.FILE, ""),
    SETTINGS("action.settings", Feather.SETTINGS, Group.FILE, "Shortcut+Comma"),
    QUIT("action.quit", Feather.LOG_OUT, Group.FILE, "Shortcut+Q"),
    PLAY("action.play", Feather.PLAY, Group.LISTEN, "Space"),
    STOP("action.stop", Feather.SQUARE, Group.LISTEN, "Enter"),
    TO_START("action.to-start", Feather.SKIP_BACK, Group.LISTEN, "Home"),
    TO_END("action.to-end", Feather.SKIP_FORWARD, Group.LISTEN, "End"),
    PAGE_BACK("action.page-back", Feather.CHEVRONS_LEFT, Group.LISTEN, "Page_Up"),
    PAGE_ON("action.page-on", Feather.CHEVRONS_RIGHT, Group.LISTEN, "Page_Down"),
    MUTE("action.mute", Feather.VOLUME_X, Group.LISTEN, "M"),
    SOLO("action.solo", Feather.HEADPHONES, Group.LISTEN, "S"),
    PART("action.part", Feather.EDIT_3, Group.LISTEN, "N"),
    LOOP("action.loop", Feather.REPEAT, Group.LISTEN, "L"),
    SLOWER("action.slower", Feather.CHEVRON_DOWN, Group.LISTEN, "<"),
    FASTER("action.faster", Feather.CHEVRON_UP, Group.LISTEN, ">"),
    SOUND("action.sound", Feather.SPEAKER, Group.LISTEN, ""),
    FOLLOW("action.follow", Feather.CROSSHAIR, Group.LISTEN, "Shift+F"),
    METRONOME("action.metronome", Feather.BELL, Group.TEMPO, "K"),
    TAP("action.tap", Feather.DISC, Group.TEMPO, "T"),
    BAR_ONE("action.bar-one", Feather.FLAG, Group.TEMPO, "B"),
    TEMPO("action.tempo", Feather.CLOCK, Group.TEMPO, "Shortcut+R"),
    UNDO("action.undo", Feather.CORNER_UP_LEFT, Group.TEMPO, "Shortcut+Z"),
    REDO("action.redo", Feather.CORNER_UP_RIGHT, Group.TEMPO, "Shortcut+Shift+Z Shortcut+Y"),
    PREVIOUS_NOTE("action.previous-note", Feather.ARROW_LEFT, Group.NOTES, "Shortcut+Left"),
    NEXT_NOTE("action.next-note", Feather.ARROW_RIGHT, Group.NOTES, "Shortcut+Right"),
    LANE_ABOVE("action.lane-above", Feather.ARROW_UP, Group.NOTES, "Shortcut+Up"),
    LANE_BELOW("action.lane-below", Feather.ARROW_DOWN, Group.NOTES, "Shortcut+Down"),
    HEAR("action.hear", Feather.MUSIC, Group.NOTES, "H"),
    SELECT_ALL("action.select-all", Feather.CHECK_SQUARE, Group.NOTES, "Shortcut+A"),
    SELECT_PITCHES("action.select-pitches", Feather.MINUS, Group.NOTES, "P"),
    SELECT_INSTRUMENTS("action.select-instruments", Feather.ALIGN_LEFT, Group.NOTES, "I"),
    CLEAR("action.clear", Feather.X_SQUARE, Group.NOTES, "Esc"),
    COPY("action.copy", Feather.COPY, Group.NOTES, "Shortcut+C"),
    FIT("action.fit", Feather.MAXIMIZE, Group.LOOK, "F"),
    FIT_SELECTION("action.fit-selection", Feather.ZOOM_IN, Group.LOOK, "Z"),
    CLOSER("action.closer", Feather.PLUS_CIRCLE, Group.LOOK, "+ ="),
    FARTHER("action.farther", Feather.MINUS_CIRCLE, Group.LOOK, "-"),
    ARRANGEMENT("action.arrangement", Feather.LAYERS, Group.LOOK, "O"),
    FOLD("action.fold", Feather.MINIMIZE_2, Group.LOOK, "U"),
    VELOCITY_LANE("action.velocity-lane", Feather.BAR_CHART_2, Group.LOOK, "V"),
    WAVEFORM("action.waveform", Feather.ACTIVITY, Group.LOOK, "W"),
    CLOSE_LANE("action.close-lane", Feather.CHEVRON_DOWN, Group.LOOK, "C"),
    LANE_UP("action.lane-up", Feather.CORNER_RIGHT_UP, Group.LOOK, "Alt+Up"),
    LANE_DOWN("action.lane-down", Feather.CORNER_RIGHT_DOWN, Group.LOOK, "Alt+Down"),
    TALLER_LANE("action.taller-lane", Feather.MAXIMIZE_2, Group.LOOK, "Shift+Alt+Down"),
    LOWER_LANE("action.lower-lane", Feather.MINIMIZE, Group.LOOK, "Shift+Alt+Up"),
    EVENT_TABLE("action.event-table", Feather.LIST, Group.LOOK, "Shortcut+T"),
    SEARCH("action.search", Feather.SEARCH, Group.LOOK, "Shortcut+F"),
    LIBRARY("action.library", Feather.SIDEBAR, Group.LOOK, "Shortcut+B"),
    INSTRUMENTS("action.instruments", Feather.SLIDERS, Group.LOOK, "Shortcut+I"),
    SHORTCUTS("action.shortcuts", Feather.HELP_CIRCLE, Group.HELP, "F1 ?"),
    WELCOME("action.welcome", Feather.COMPASS, Group.HELP, ""),
    ABOUT("action.about", Feather.INFO, Group.HELP, "");

    /** Where an action stands in the sheet. */
    public enum Group {
        FILE("action.in-file"),
        LISTEN("action.in-listen"),
        TEMPO("action.in-tempo"),
        NOTES("action.in-notes"),
        LOOK("action.in-look"),
        HELP("action.in-help");

        private final String key;

        Group(String key) {
            this.key = key;
        }

        public String title() {
            return Words.of(key);
        }
    }

    private final String key;
    private final Feather icon;
    private final Group group;
    /** Set apart by blanks. */
    private final String chords;

    Action(String key, Feather icon, Group group, String chords) {
        this.key = key;
        this.icon = icon;
        this.group = group;
        this.chords = chords;
    }

    public String text() {
        return Words.of(key);
    }

    public Feather icon() {
        return icon;
    }

    public Group group() {
        return group;
    }

    /** As JavaFX writes them, with {@code _} for a blank; a single character that is no letter stands for whatever key types it. */
    public List<String> chords() {
        return chords.isEmpty() ? List.of() : List.of(chords.split(" "));
    }

    /** The chords that are keys pressed, not characters typed. */
    public List<KeyCombination> keys() {
        return chords().stream()
                .filter(chord -> !isTyped(chord))
                // As a word of two, the toolkit knows the key; as one, it takes it for a character that no key types.
                .map(chord -> KeyCombination.valueOf(chord.replace('_', ' ')))
                .toList();
    }

    /** Whether typing {@code character} asks for this. */
    public boolean isTypedBy(String character) {
        return chords().stream().anyMatch(chord -> isTyped(chord) && chord.equals(character));
    }

    /** For people: {@code Ctrl+O}, {@code F1 or ?}; empty without keys. */
    public String keysInWords() {
        return chords().stream()
                .map(chord -> isTyped(chord) ? chord : inWords(chord))
                .reduce((one, other) -> Words.of("action.one-or-other", one, other))
                .orElse("");
    }

    /** The words for a tooltip. */
    public String hint() {
        return chords.isEmpty() ? text() : text() + "  ·  " + keysInWords();
    }

    public static List<Action> of(Group group) {
        return Arrays.stream(values()).filter(action -> action.group == group).toList();
    }

    private static String inWords(String chord) {
        return chord.replace("Shortcut", shortcutKey())
                .replace("Left", "←")
                .replace("Right", "→")
                .replace("Up", "↑")
                .replace("Page_↑", "Page Up")
                .replace("Page_Down", "Page Down")
                .replace("+Down", "+↓")
                .replace("Comma", ",")
                .replace("Space", Words.of("action.space-key"));
    }

    private static String shortcutKey() {
        return System.getProperty("os.name", "").startsWith("Mac") ? "⌘" : "Ctrl";
    }

    private static boolean isTyped(String chord) {
        return chord.length() == 1 && !Character.isLetterOrDigit(chord.charAt(0));
    }
}
