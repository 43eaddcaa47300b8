package rollscope.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** "Night Ferry", the demo song, composed for this project: its score. See docs/demo-song.md. */
final class NightFerry {
    static final double BEATS_PER_MINUTE = 110;
    /** Of the music and of the stem files, which all run from the first beat to the last echo. */
    static final double SECONDS = 30 * 4 * 60 / BEATS_PER_MINUTE + 1.5;

    /** Bars 1–4 intro, 5–12 A, 13–20 B, 21–26 A', 27–30 ending; the last chord is held for two bars. */
    private static final List<String> CHART = bars("""
        Dm9 Bbmaj9 Gm7 A7sus/A7
        Dm9 Bbmaj9 F Cadd9 Dm9 Bbmaj9 Gm7 A7sus/A7
        Bbmaj9 C9 Am7 Dm9 Gm7 C9 Fmaj9 Em7b5/A7b9
        Dm9 Bbmaj9 F Cadd9 Gm7 A7sus/A7
        Bbmaj9 C69 Dmadd9\
        """);

    /** Without roots, which the bass has, and with little movement from chord to chord. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("Dm9", "F3 A3 C4 E4"),
            Map.entry("Bbmaj9", "F3 A3 C4 D4"),
            Map.entry("Gm7", "F3 G3 Bb3 D4"),
            Map.entry("A7sus", "G3 A3 D4 E4"),
            Map.entry("A7", "G3 A3 C#4 E4"),
            Map.entry("F", "G3 A3 C4 F4"),
            Map.entry("Cadd9", "G3 C4 D4 E4"),
            Map.entry("C9", "E3 G3 Bb3 D4"),
            Map.entry("Am7", "G3 A3 C4 E4"),
            Map.entry("Fmaj9", "E3 G3 A3 C4"),
            Map.entry("Em7b5", "G3 Bb3 D4 E4"),
            Map.entry("A7b9", "G3 Bb3 C#4 E4"),
            Map.entry("C69", "G3 A3 D4 E4"),
            Map.entry("Dmadd9", "F3 A3 D4 E4"));

    private static final Map<String, String> GUITAR = Map.ofEntries(
            Map.entry("Dm9", "D3 A3 C4 E4 A4"),
            Map.entry("Bbmaj9", "D3 F3 A3 C4 F4"),
            Map.entry("Gm7", "G3 Bb3 D4 F4 G4"),
            Map.entry("A7sus", "A3 D4 E4 G4 A4"),
            Map.entry("A7", "A3 C#4 E4 G4 A4"),
            Map.entry("F", "F3 A3 C4 G4 A4"),
            Map.entry("Cadd9", "G3 C4 D4 E4 G4"),
            Map.entry("C9", "G3 Bb3 D4 E4 G4"),
            Map.entry("Am7", "E3 A3 C4 E4 G4"),
            Map.entry("Fmaj9", "G3 A3 C4 E4 G4"),
            Map.entry("Em7b5", "E3 G3 Bb3 D4 G4"),
            Map.entry("A7b9", "G3 C#4 E4 G4 Bb4"),
            Map.entry("C69", "G3 A3 D4 E4 G4"),
            Map.entry("Dmadd9", "D3 A3 D4 E4 A4"));

    private static final String LEAD = """
        -:64 |
        -:2 A4:2 A4:3 G4:1 A4:4 C5:4 | D5:6 C5:2 A4:6 -:2 |
        -:2 A4:2 G4:3 F4:1 G4:4 A4:4 | G4:6 E4:2 C4:4 -:4 |
        -:2 D4:2 E4:3 F4:1 A4:4 C5:4 | D5:6 F5:2 E5:2 D5:2 C5:4 |
        Bb4:6 C5:2 D5:4 A4:4 | A4:6 G4:2 E4:4 C#4:2 -:2 |
        F5:6 E5:2 D5:4 C5:4 | E5:6 D5:2 C5:4 G4:2 -:2 |
        A4:2 C5:2 E5:8 D5:2 C5:2 | D5:8 A4:4 -:4 |
        D5:6 C5:2 Bb4:4 A4:4 | C5:6 Bb4:2 A4:2 G4:2 Bb4:2 -:2 |
        A4:6 C5:2 E5:4 G5:4 | G5:4 F5:2 E5:2 C#5:4 Bb4:2 -:2 |
        -:2 A4:2 A4:3 G4:1 A4:2 C5:2 D5:4 | F5:6 D5:2 C5:2 D5:2 A4:2 -:2 |
        -:2 A4:2 G4:3 F4:1 G4:4 C5:4 | E5:6 D5:2 C5:4 G4:2 -:2 |
        A4:4 Bb4:4 D5:4 F5:4 | E5:6 D5:2 C#5:4 E5:2 -:2 |
        D5:6 C5:2 A4:4 F4:2 -:2 | G4:6 A4:2 E4:4 G4:2 -:2 |
        E4:4 D4:20 -:8\
        """;

    private static final String BASS = """
        D2:14 -:2 | Bb1:14 -:2 | G1:12 G1:2 -:2 | A1:6 A1:2 A1:2 E2:2 G2:2 C#2:2 |
        D2:4 -:2 D2:3 -:1 A2:3 -:1 C2:2 | Bb1:4 -:2 Bb1:3 -:1 F2:3 -:1 Bb1:2 |
        A1:4 -:2 A1:3 -:1 F2:3 -:1 B1:2 | C2:4 -:2 C2:3 -:1 G2:3 -:1 C#2:2 |
        D2:4 -:2 D2:3 -:1 A2:3 -:1 C2:2 | Bb1:4 -:2 Bb1:3 -:1 D2:3 -:1 A1:2 |
        G1:4 -:2 G1:3 -:1 D2:3 -:1 G#1:2 | A1:4 -:2 A1:3 -:1 A1:2 E2:2 G2:2 |
        Bb1:2 Bb1:2 F2:2 Bb1:2 Bb1:2 D2:2 F2:2 B1:2 | C2:2 C2:2 G2:2 C2:2 C2:2 E2:2 G2:2 Bb1:2 |
        A1:2 A1:2 E2:2 A1:2 A1:2 C2:2 E2:2 C#2:2 | D2:2 D2:2 A2:2 D2:2 C2:2 C2:2 A1:2 G#1:2 |
        G1:2 G1:2 D2:2 G1:2 G1:2 Bb1:2 D2:2 B1:2 | C2:2 C2:2 G2:2 C2:2 Bb1:2 Bb1:2 G1:2 E1:2 |
        F1:2 F1:2 C2:2 F1:2 F2:2 E2:2 C2:2 F1:2 | E1:2 E1:2 Bb1:2 E2:2 A1:2 A1:2 C#2:2 E2:2 |
        D2:4 -:2 D2:3 -:1 A2:3 -:1 C2:2 | Bb1:4 -:2 Bb1:3 -:1 F2:2 D2:2 Bb1:2 |
        A1:4 -:2 A1:3 -:1 F2:3 -:1 B1:2 | C2:4 -:2 C2:3 -:1 G2:2 E2:2 G#1:2 |
        G1:4 -:2 G1:3 -:1 D2:3 -:1 G#1:2 | A1:4 -:2 A1:3 -:1 A1:2 E2:2 C#2:2 |
        Bb1:8 F2:4 Bb1:4 | C2:8 G2:4 C2:4 | D2:26 -:6\
        """;

    private static final String STRINGS = """
        -:32 | G3+D4+A4:16 | A3+D4+G4:8 A3+C#4+G4:8 |
        -:64 |
        F3+A3+D4:16 | F3+D4+F4:16 | G3+D4+G4:16 | A3+D4+G4:8 A3+C#4+G4:8 |
        F3+D4+A4:16 | G3+E4+Bb4:16 | G3+E4+C5:16 | A3+D4+C5:16 |
        G3+F4+D5:16 | Bb3+E4+C5:16 | A3+E4+C5:16 | G3+D4+G4:8 G3+C#4+G4:8 |
        F3+A3+D4:16 | F3+D4+F4:16 | A3+C4+F4:16 | G3+C4+E4:16 |
        G3+D4+F4:16 | A3+D4+E4:8 A3+C#4+E4:8 |
        F3+D4+A4:16 | G3+E4+A4:16 | A3+D4+A4:26 -:6\
        """;

    private static final List<String> COMPING = bars("""
        x--------------. x--------------. x-----o--------. x-------x------.
        x----.o--.x---.. x----.o--.x---o- x----.o--.x---.. x----.o--.x---o-
        x----.o--.x---.. x----.o--.x---o- x----.o--.x---.. x-----o-x-----o-
        x---o-.o--x---o- x---o-.o--x---o- x---o-.o--x---o- x---o-.o--x---o-
        x---o-.o--x---o- x---o-.o--x---o- x---o-.o--x---o- x-----o-x---x---
        x----.o--.x---.. x----.o--.x---o- x----.o--.x---.. x----.o--.x---o-
        x----.o--.x---.. x-----o-x-----o-
        x--------------. x-------x------. x-------------------------......\
        """);

    private static final List<String> ARPEGGIOS = bars("""
        1.2.3.4.5.4.3.4. 1.2.3.4.5.4.3.2. 1.2.3.4.5.4.3.4. 1.2.3.4.1.2.3.5.
        1.3.2.4.5.3.4.2. 1.3.2.4.5.3.4.3. 1.3.2.4.5.3.4.2. 1.3.2.4.5.3.4.3.
        1.3.2.4.5.3.4.2. 1.3.2.4.5.3.4.3. 1.3.2.4.5.3.4.2. 1.3.2.4.1.3.4.5.
        1..3..5.4..3.5.. 1..3..5.4..3.5.. 1..3..5.4..3.5.. 1..3..5.4..3.5..
        1..3..5.4..3.5.. 1..3..5.4..3.5.. 1..3..5.4..3.5.. 1..3.5.41..3.4.5
        1.324.5.3.4.2.3. 1.324.5.3.4.2.3. 1.324.5.3.4.2.3. 1.324.5.3.4.2.3.
        1.324.5.3.4.2.3. 1.3.2.4.1.3.4.5.
        1.2.3.4.5.4.3.2. 1.2.3.4.5.4.3.2. 1.2.3.4.5.......................\
        """);

    private static final List<String> KICK = drums(
            "................ ................ X.......x....... X.......X...x...",
            "X.....x...X..... X.....x...X....o",
            "X.....x.X.x..... X.....x.X.x...o.",
            "X.....x...X..... X.....x...X...o.",
            "X.......X....... X.......X....... X...............................");
    private static final List<String> SNARE = drums(
            "................ ................ ................ ........x...o.xX",
            "................ ................",
            "....X..g....X..g ....X..g.g..X...",
            "....X..g....X..g ....X..g.g..X..g",
            "....x.......x... ....x.......x... ................................");
    private static final List<String> STICK = drums(
            "................ ................ ....o.......o... ....o...........",
            "....x.......x... ....x.......x..o",
            "................ ................",
            "................ ................",
            "................ ................ ................................");
    private static final List<String> CLOSED_HAT = drums(
            "x...o...x...o... x...o...x...o... x.o.x.o.x.o.x.o. x.o.x.o.........",
            "x.o.x.ogx.o.x.o. x.o.x.ogx.o.x...",
            "................ ................",
            "x.oox.o.x.oox.o. x.oox.o.x.oox...",
            "x...o...x...o... x...o...x...o... ................................");
    private static final List<String> OPEN_HAT = drums(
            "................ ................ ................ ................",
            "................ ..............o.",
            "................ ................",
            "................ ..............o.",
            "................ ................ ................................");
    private static final List<String> RIDE = drums(
            "................ ................ ................ ................",
            "................ ................",
            "x.o.x.o.x.o.x.o. x.o.x.o.x.o.x.oo",
            "................ ................",
            "................ ................ ................................");
    private static final List<String> SHAKER = drums(
            "................ ................ ................ ................",
            "................ ................",
            "................ ................",
            "g.o.g.o.g.o.g.o. g.o.g.o.g.o.g.o.",
            "g.o.g.o.g.o.g.o. g.o.g.o.g.o.g.o. ................................");

    /** A bar is numbered from 1. */
    private record Stroke(int bar, String rhythm) {}

    private NightFerry() {}

    /** Vocals, drums, bass, guitar, keyboard, strings. */
    static List<Part> parts() {
        var notation = new Notation(BEATS_PER_MINUTE);
        return List.of(
                new Part(
                        "Vocals",
                        "Synth Voice",
                        "6b1f0c52-8d3e-4a97-b5c1-20e7d94f8a36",
                        "vocals.mp3",
                        53,
                        false,
                        63 / 127.0,
                        notation.line(LEAD, 92)),
                new Part(
                        "Drums",
                        "Drums",
                        "0e94a7d3-51c8-4f2b-9a60-c7b3f12d68e5",
                        "drums.mp3",
                        0,
                        true,
                        1,
                        kit(notation)),
                new Part(
                        "Bass",
                        "Electric Bass (finger)",
                        "c3d85f10-7a2e-4b69-8f14-95e0a6b7d2c8",
                        "bass.mp3",
                        33,
                        false,
                        1,
                        notation.line(BASS, 90)),
                new Part(
                        "Guitar",
                        "Electric Guitar (clean)",
                        "48a2e6b9-f07d-4c15-a3d8-1b6c9e50f742",
                        "guitar.mp3",
                        27,
                        false,
                        88 / 127.0,
                        notation.arpeggio(CHART, GUITAR, ARPEGGIOS, 6, 74)),
                new Part(
                        "Keyboard",
                        "Electric Piano 1",
                        "f5709b3c-26e4-4d81-97ab-e8d40c1a5f63",
                        "keyboard.mp3",
                        4,
                        false,
                        88 / 127.0,
                        notation.comping(CHART, KEYS, COMPING, 76)),
                new Part(
                        "Strings",
                        "String Ensemble 1",
                        "9d3c4e81-b5f6-4072-8e2d-73a0f8c6b914",
                        "strings.mp3",
                        48,
                        false,
                        63 / 127.0,
                        notation.line(STRINGS, 66)));
    }

    private static List<Part.Played> kit(Notation notation) {
        var notes = new ArrayList<Part.Played>();
        notes.addAll(notation.drum(36, 2, KICK));
        notes.addAll(notation.drum(
                38, 2, fills(SNARE, new Stroke(12, "....x...X.xx...."), new Stroke(20, "....X.......XxXX"))));
        notes.addAll(notation.drum(37, 2, fills(STICK, new Stroke(12, "................"))));
        notes.addAll(notation.drum(42, 1, fills(CLOSED_HAT, new Stroke(12, "x.o.x.o........."))));
        notes.addAll(notation.drum(46, 2, fills(OPEN_HAT, new Stroke(12, "................"))));
        notes.addAll(notation.drum(51, 2, fills(RIDE, new Stroke(20, "x.o.x.o........."))));
        notes.addAll(notation.drum(82, 1, SHAKER));
        var silence = Collections.nCopies(CHART.size(), ".".repeat(16));
        notes.addAll(notation.drum(50, 2, fills(silence, new Stroke(20, "........xx......"))));
        notes.addAll(notation.drum(
                47, 2, fills(silence, new Stroke(12, "............xx.."), new Stroke(20, "..........xx...."))));
        notes.addAll(notation.drum(43, 2, fills(silence, new Stroke(12, "..............xX"))));
        notes.addAll(notation.drum(
                49,
                4,
                fills(
                        silence,
                        new Stroke(5, "o..............."),
                        new Stroke(13, "x..............."),
                        new Stroke(21, "x..............."),
                        new Stroke(27, "o..............."),
                        new Stroke(29, "x..............."))));
        return Notation.sorted(notes);
    }

    private static List<String> fills(List<String> bars, Stroke... strokes) {
        var filled = new ArrayList<>(bars);
        for (Stroke stroke : strokes) {
            filled.set(stroke.bar - 1, stroke.rhythm);
        }
        return filled;
    }

    /** Two bars repeated through A, B and A' between the intro's four and the ending's three. */
    private static List<String> drums(String intro, String a, String b, String again, String ending) {
        var bars = new ArrayList<>(bars(intro));
        Collections.nCopies(4, a).forEach(pair -> bars.addAll(bars(pair)));
        Collections.nCopies(4, b).forEach(pair -> bars.addAll(bars(pair)));
        Collections.nCopies(3, again).forEach(pair -> bars.addAll(bars(pair)));
        bars.addAll(bars(ending));
        return List.copyOf(bars);
    }

    private static List<String> bars(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }
}
