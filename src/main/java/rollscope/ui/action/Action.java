package rollscope.ui.action;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/** Everything the window can be told to do, with its words, its icon and its keys: menu, tooltips, keyboard and sheet read this. */
public enum Action {
    NEW("New transcription", Feather.PLUS, Group.FILE, "Shortcut+N"),
    OPEN("Open file…", Feather.FOLDER, Group.FILE, "Shortcut+O"),
    EXPORT("Export .mid…", Feather.DOWNLOAD, Group.FILE, "Shortcut+E"),
    EXPORT_SOUND("Export WAV…", Feather.MUSIC, Group.FILE, "Shortcut+Shift+E"),
    ATTACH("Attach audio…", Feather.PAPERCLIP, Group.FILE, "Shortcut+Shift+O"),
    CALLBACKS("Callbacks…", Feather.RADIO, Group.FILE, ""),
    SETTINGS("Settings…", Feather.SETTINGS, Group.FILE, "Shortcut+Comma"),
    QUIT("Quit", Feather.LOG_OUT, Group.FILE, "Shortcut+Q"),
    PLAY("Play or pause", Feather.PLAY, Group.LISTEN, "Space"),
    STOP("Stop and return", Feather.SQUARE, Group.LISTEN, "Enter"),
    TO_START("To the start", Feather.SKIP_BACK, Group.LISTEN, "Home"),
    TO_END("To the end", Feather.SKIP_FORWARD, Group.LISTEN, "End"),
    PAGE_BACK("A bar earlier, or a page", Feather.CHEVRONS_LEFT, Group.LISTEN, "Page_Up"),
    PAGE_ON("A bar later, or a page", Feather.CHEVRONS_RIGHT, Group.LISTEN, "Page_Down"),
    MUTE("Mute the instrument in front", Feather.VOLUME_X, Group.LISTEN, "M"),
    SOLO("Solo the instrument in front", Feather.HEADPHONES, Group.LISTEN, "S"),
    PART("Name and sound of the instrument in front…", Feather.EDIT_3, Group.LISTEN, "N"),
    LOOP("Loop", Feather.REPEAT, Group.LISTEN, "L"),
    SLOWER("Slower", Feather.CHEVRON_DOWN, Group.LISTEN, "<"),
    FASTER("Faster", Feather.CHEVRON_UP, Group.LISTEN, ">"),
    SOUND("Sound…", Feather.SPEAKER, Group.LISTEN, ""),
    FOLLOW("Follow: off, page, on", Feather.CROSSHAIR, Group.LISTEN, "Shift+F"),
    METRONOME("Metronome", Feather.BELL, Group.TEMPO, "K"),
    TAP("Tap the tempo", Feather.DISC, Group.TEMPO, "T"),
    BAR_ONE("Bar 1 starts at the playhead", Feather.FLAG, Group.TEMPO, "B"),
    TEMPO("Tempo and bars", Feather.CLOCK, Group.TEMPO, "Shortcut+R"),
    UNDO("Undo a change of tempo or bars", Feather.CORNER_UP_LEFT, Group.TEMPO, "Shortcut+Z"),
    REDO("Redo it", Feather.CORNER_UP_RIGHT, Group.TEMPO, "Shortcut+Shift+Z Shortcut+Y"),
    PREVIOUS_NOTE("Previous note", Feather.ARROW_LEFT, Group.NOTES, "Shortcut+Left"),
    NEXT_NOTE("Next note", Feather.ARROW_RIGHT, Group.NOTES, "Shortcut+Right"),
    LANE_ABOVE("Nearest note of the lane above", Feather.ARROW_UP, Group.NOTES, "Shortcut+Up"),
    LANE_BELOW("Nearest note of the lane below", Feather.ARROW_DOWN, Group.NOTES, "Shortcut+Down"),
    HEAR("Hear", Feather.MUSIC, Group.NOTES, "H"),
    SELECT_ALL("Select all notes", Feather.CHECK_SQUARE, Group.NOTES, "Shortcut+A"),
    SELECT_PITCHES("Select all of these pitches", Feather.MINUS, Group.NOTES, "P"),
    SELECT_INSTRUMENTS("Select all of these instruments", Feather.ALIGN_LEFT, Group.NOTES, "I"),
    CLEAR("Select nothing", Feather.X_SQUARE, Group.NOTES, "Esc"),
    COPY("Copy as text", Feather.COPY, Group.NOTES, "Shortcut+C"),
    FIT("Show all notes", Feather.MAXIMIZE, Group.LOOK, "F"),
    FIT_SELECTION("Show the selected notes", Feather.ZOOM_IN, Group.LOOK, "Z"),
    CLOSER("Closer", Feather.PLUS_CIRCLE, Group.LOOK, "+ ="),
    FARTHER("Farther", Feather.MINUS_CIRCLE, Group.LOOK, "-"),
    ARRANGEMENT("Lanes or overlay", Feather.LAYERS, Group.LOOK, "O"),
    FOLD("Fold unused rows", Feather.MINIMIZE_2, Group.LOOK, "U"),
    VELOCITY_LANE("Velocity lane", Feather.BAR_CHART_2, Group.LOOK, "V"),
    WAVEFORM("Waveform of the stem", Feather.ACTIVITY, Group.LOOK, "W"),
    CLOSE_LANE("Close or open the lane in front", Feather.CHEVRON_DOWN, Group.LOOK, "C"),
    LANE_UP("Move the lane in front up", Feather.CORNER_RIGHT_UP, Group.LOOK, "Alt+Up"),
    LANE_DOWN("Move the lane in front down", Feather.CORNER_RIGHT_DOWN, Group.LOOK, "Alt+Down"),
    TALLER_LANE("Make the lane in front taller", Feather.MAXIMIZE_2, Group.LOOK, "Shift+Alt+Down"),
    LOWER_LANE("Make the lane in front lower", Feather.MINIMIZE, Group.LOOK, "Shift+Alt+Up"),
    EVENT_TABLE("Event table", Feather.LIST, Group.LOOK, "Shortcut+T"),
    SEARCH("Search the library", Feather.SEARCH, Group.LOOK, "Shortcut+F"),
    LIBRARY("Library", Feather.SIDEBAR, Group.LOOK, "Shortcut+B"),
    INSTRUMENTS("Instruments and note", Feather.SLIDERS, Group.LOOK, "Shortcut+I"),
    SHORTCUTS("Keyboard and mouse", Feather.HELP_CIRCLE, Group.HELP, "F1 ?"),
    WELCOME("Welcome", Feather.COMPASS, Group.HELP, ""),
    ABOUT("About Rollscope", Feather.INFO, Group.HELP, "");

    /** Where an action stands in the sheet. */
    public enum Group {
        FILE("File"),
        LISTEN("Listening"),
        TEMPO("Tempo and bars"),
        NOTES("Notes"),
        LOOK("Looking"),
        HELP("Help");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final String text;
    private final Feather icon;
    private final Group group;
    /** Set apart by blanks. */
    private final String chords;

    Action(String text, Feather icon, Group group, String chords) {
        this.text = text;
        this.icon = icon;
        this.group = group;
        this.chords = chords;
    }

    public String text() {
        return text;
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
                .collect(Collectors.joining(" or "));
    }

    /** The words for a tooltip. */
    public String hint() {
        return chords.isEmpty() ? text : text + "  ·  " + keysInWords();
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
                .replace("Comma", ",");
    }

    private static String shortcutKey() {
        return System.getProperty("os.name", "").startsWith("Mac") ? "⌘" : "Ctrl";
    }

    private static boolean isTyped(String chord) {
        return chord.length() == 1 && !Character.isLetterOrDigit(chord.charAt(0));
    }
}
