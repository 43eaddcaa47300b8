package rollscope.midi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rollscope.transcription.Instrument;

/**
 * Names of General MIDI 1: its 128 programs and the pieces of its drum kit, spelled as the MIDI Association's tables spell
 * them. Programs are counted from 0 here, as in a file; printed tables count from 1.
 */
public final class GeneralMidi {
    /** The lowest and the highest pitch that name a piece of the drum kit. */
    public static final int LOWEST_DRUM = 35;

    public static final int HIGHEST_DRUM = 81;

    /** No General MIDI name is longer when its spaces are left out. */
    private static final int LONGEST_NAME = 30;

    /** Of a name are looked at, which is more than any General MIDI name has. */
    private static final int MOST_WORDS = 12;

    private static final List<String> PROGRAMS = lines("""
        Acoustic Grand Piano
        Bright Acoustic Piano
        Electric Grand Piano
        Honky-tonk Piano
        Electric Piano 1
        Electric Piano 2
        Harpsichord
        Clavi
        Celesta
        Glockenspiel
        Music Box
        Vibraphone
        Marimba
        Xylophone
        Tubular Bells
        Dulcimer
        Drawbar Organ
        Percussive Organ
        Rock Organ
        Church Organ
        Reed Organ
        Accordion
        Harmonica
        Tango Accordion
        Acoustic Guitar (nylon)
        Acoustic Guitar (steel)
        Electric Guitar (jazz)
        Electric Guitar (clean)
        Electric Guitar (muted)
        Overdriven Guitar
        Distortion Guitar
        Guitar harmonics
        Acoustic Bass
        Electric Bass (finger)
        Electric Bass (pick)
        Fretless Bass
        Slap Bass 1
        Slap Bass 2
        Synth Bass 1
        Synth Bass 2
        Violin
        Viola
        Cello
        Contrabass
        Tremolo Strings
        Pizzicato Strings
        Orchestral Harp
        Timpani
        String Ensemble 1
        String Ensemble 2
        SynthStrings 1
        SynthStrings 2
        Choir Aahs
        Voice Oohs
        Synth Voice
        Orchestra Hit
        Trumpet
        Trombone
        Tuba
        Muted Trumpet
        French Horn
        Brass Section
        SynthBrass 1
        SynthBrass 2
        Soprano Sax
        Alto Sax
        Tenor Sax
        Baritone Sax
        Oboe
        English Horn
        Bassoon
        Clarinet
        Piccolo
        Flute
        Recorder
        Pan Flute
        Blown Bottle
        Shakuhachi
        Whistle
        Ocarina
        Lead 1 (square)
        Lead 2 (sawtooth)
        Lead 3 (calliope)
        Lead 4 (chiff)
        Lead 5 (charang)
        Lead 6 (voice)
        Lead 7 (fifths)
        Lead 8 (bass + lead)
        Pad 1 (new age)
        Pad 2 (warm)
        Pad 3 (polysynth)
        Pad 4 (choir)
        Pad 5 (bowed)
        Pad 6 (metallic)
        Pad 7 (halo)
        Pad 8 (sweep)
        FX 1 (rain)
        FX 2 (soundtrack)
        FX 3 (crystal)
        FX 4 (atmosphere)
        FX 5 (brightness)
        FX 6 (goblins)
        FX 7 (echoes)
        FX 8 (sci-fi)
        Sitar
        Banjo
        Shamisen
        Koto
        Kalimba
        Bag pipe
        Fiddle
        Shanai
        Tinkle Bell
        Agogo
        Steel Drums
        Woodblock
        Taiko Drum
        Melodic Tom
        Synth Drum
        Reverse Cymbal
        Guitar Fret Noise
        Breath Noise
        Seashore
        Bird Tweet
        Telephone Ring
        Helicopter
        Applause
        Gunshot
        """);

    /** Eight programs each. */
    private static final List<String> FAMILIES = lines("""
        Piano
        Chromatic Percussion
        Organ
        Guitar
        Bass
        Strings
        Ensemble
        Brass
        Reed
        Pipe
        Synth Lead
        Synth Pad
        Synth Effects
        Ethnic
        Percussive
        Sound Effects
        """);

    /** General MIDI 1 has one kit; these are those of its second version. */
    private static final Map<Integer, String> KITS = Map.of(
            0, "Standard Kit",
            8, "Room Kit",
            16, "Power Kit",
            24, "Electronic Kit",
            25, "Analog Kit",
            32, "Jazz Kit",
            40, "Brush Kit",
            48, "Orchestra Kit",
            56, "Sound Effects Kit");

    /** From pitch 35. */
    private static final List<String> DRUMS = lines("""
        Acoustic Bass Drum
        Bass Drum 1
        Side Stick
        Acoustic Snare
        Hand Clap
        Electric Snare
        Low Floor Tom
        Closed Hi-Hat
        High Floor Tom
        Pedal Hi-Hat
        Low Tom
        Open Hi-Hat
        Low-Mid Tom
        Hi-Mid Tom
        Crash Cymbal 1
        High Tom
        Ride Cymbal 1
        Chinese Cymbal
        Ride Bell
        Tambourine
        Splash Cymbal
        Cowbell
        Crash Cymbal 2
        Vibraslap
        Ride Cymbal 2
        Hi Bongo
        Low Bongo
        Mute Hi Conga
        Open Hi Conga
        Low Conga
        High Timbale
        Low Timbale
        High Agogo
        Low Agogo
        Cabasa
        Maracas
        Short Whistle
        Long Whistle
        Short Guiro
        Long Guiro
        Claves
        Hi Wood Block
        Low Wood Block
        Mute Cuica
        Open Cuica
        Mute Triangle
        Open Triangle
        """);

    /** Other spellings in use for a program. */
    private static final Map<Integer, List<String>> ALIASES = Map.ofEntries(
            Map.entry(0, List.of("Grand Piano", "Acoustic Piano")),
            Map.entry(4, List.of("Electric Piano", "Rhodes", "E-Piano")),
            Map.entry(7, List.of("Clavinet")),
            Map.entry(13, List.of("Xylophon")),
            Map.entry(16, List.of("Hammond Organ")),
            Map.entry(19, List.of("Pipe Organ")),
            Map.entry(23, List.of("Bandoneon")),
            Map.entry(24, List.of("Acoustic Guitar", "Nylon Guitar", "Classical Guitar")),
            Map.entry(25, List.of("Steel Guitar")),
            Map.entry(26, List.of("Jazz Guitar")),
            Map.entry(27, List.of("Electric Guitar", "Clean Guitar")),
            Map.entry(28, List.of("Muted Guitar")),
            Map.entry(30, List.of("Distorted Guitar")),
            Map.entry(32, List.of("Upright Bass", "Double Bass")),
            Map.entry(33, List.of("Electric Bass", "Bass Guitar", "Fingered Bass")),
            Map.entry(34, List.of("Picked Bass")),
            Map.entry(36, List.of("Slap Bass")),
            Map.entry(38, List.of("Synth Bass")),
            Map.entry(46, List.of("Harp")),
            Map.entry(48, List.of("String Ensemble")),
            Map.entry(50, List.of("Synth Strings 1", "Synth Strings")),
            Map.entry(51, List.of("Synth Strings 2")),
            Map.entry(52, List.of("Choir")),
            Map.entry(54, List.of("Synth Choir")),
            Map.entry(61, List.of("Brass Ensemble")),
            Map.entry(62, List.of("Synth Brass 1", "Synth Brass")),
            Map.entry(63, List.of("Synth Brass 2")),
            Map.entry(65, List.of("Sax", "Saxophone", "Alto Saxophone")),
            Map.entry(64, List.of("Soprano Saxophone")),
            Map.entry(66, List.of("Tenor Saxophone")),
            Map.entry(67, List.of("Baritone Saxophone")),
            Map.entry(75, List.of("Panflute", "Pan Pipes")),
            Map.entry(76, List.of("Bottle Blow")),
            Map.entry(80, List.of("Square Lead", "Synth Lead")),
            Map.entry(81, List.of("Saw Lead", "Sawtooth Lead")),
            Map.entry(88, List.of("New Age Pad")),
            Map.entry(89, List.of("Warm Pad", "Synth Pad")),
            Map.entry(111, List.of("Shehnai")),
            Map.entry(114, List.of("Steel Drum")),
            Map.entry(116, List.of("Taiko Drums", "Taiko")));

    /** Words that make a name one of drums, wherever they stand in it. */
    private static final List<String> DRUM_PARTS = List.of("drum", "percussion");

    private static final Set<String> DRUM_WORDS =
            Set.of("kick", "snare", "hihat", "hihats", "cymbal", "cymbals", "toms", "perc", "beatbox");

    /** What the stems of a song are called, the more telling word first. */
    private static final List<Map.Entry<Set<String>, Integer>> STEM_WORDS = List.of(
            Map.entry(Set.of("vocal", "vocals", "voice", "voices", "vox", "singer", "singing"), 54),
            Map.entry(Set.of("bass", "bassline"), 33),
            Map.entry(Set.of("guitar", "guitars"), 27),
            Map.entry(Set.of("piano", "keyboard", "keyboards", "keys"), 0),
            Map.entry(Set.of("organ"), 16),
            Map.entry(Set.of("strings", "string"), 48),
            Map.entry(Set.of("brass", "horns"), 61),
            Map.entry(Set.of("horn"), 60),
            Map.entry(Set.of("woodwind", "woodwinds", "winds"), 73),
            Map.entry(Set.of("pad", "pads"), 89),
            Map.entry(Set.of("lead"), 80),
            Map.entry(Set.of("synth", "synths", "synthesizer", "synthesiser", "arp"), 81),
            Map.entry(Set.of("fx", "effects"), 97));

    private static final Map<String, Integer> PROGRAM_BY_NAME = programsByName();

    private GeneralMidi() {}

    private static List<String> lines(String block) {
        return block.lines().toList();
    }

    private static Map<String, Integer> programsByName() {
        var found = new HashMap<String, Integer>();
        for (int program = 0; program < PROGRAMS.size(); program++) {
            found.put(normalised(PROGRAMS.get(program)), program);
        }
        ALIASES.forEach((program, names) -> names.forEach(name -> found.putIfAbsent(normalised(name), program)));
        return Map.copyOf(found);
    }

    /**
     * The name of a program, 0 to 127.
     *
     * @throws IllegalArgumentException outside 0 to 127
     */
    public static String programName(int program) {
        if (program < 0 || program >= PROGRAMS.size()) {
            throw new IllegalArgumentException("program " + program + " is outside 0 to 127");
        }
        return PROGRAMS.get(program);
    }

    /** The 16 families of eight programs each, in their order. */
    public static List<String> families() {
        return FAMILIES;
    }

    /** The name of the family of a program, 0 to 127. */
    public static String family(int program) {
        return FAMILIES.get(program / 8);
    }

    /**
     * The programs that have every one of these words in their name, another spelling of it, or the name of their family; a word
     * counts if one of theirs begins with it. Numbers are those of printed tables, from 1. Without words all programs.
     */
    public static List<Integer> programsMatching(String typed) {
        var wanted = words(typed);
        return IntStream.range(0, PROGRAMS.size())
                .filter(program -> wanted.stream().allMatch(word -> matches(program, word)))
                .boxed()
                .toList();
    }

    private static boolean matches(int program, String word) {
        return word.equals(Integer.toString(program + 1))
                || searchWords(program).anyMatch(own -> own.startsWith(word));
    }

    private static Stream<String> searchWords(int program) {
        return Stream.of(
                        Stream.of(programName(program), family(program)),
                        ALIASES.getOrDefault(program, List.of()).stream())
                .flatMap(names -> names)
                .flatMap(name -> words(name).stream());
    }

    /** The numbers of drum kits that sound modules agree on, in their order. */
    public static List<Integer> kits() {
        return KITS.keySet().stream().sorted().toList();
    }

    /** The name of a drum kit, 0 to 127; what has none goes by its number in printed tables, from 1. */
    public static String kitName(int kit) {
        return KITS.getOrDefault(kit, "Kit " + (kit + 1));
    }

    /** What an instrument sounds like, in words. */
    public static String soundName(int program, boolean drums) {
        return drums ? kitName(program) : programName(program);
    }

    /** The name of a drum pitch, or empty outside 35 to 81. */
    public static String drumName(int pitch) {
        return pitch < LOWEST_DRUM || pitch > HIGHEST_DRUM ? "" : DRUMS.get(pitch - LOWEST_DRUM);
    }

    /** The program of exactly this General MIDI name or one of its other spellings; case and punctuation do not count. */
    public static OptionalInt programNamed(String name) {
        return lookUp(normalised(name));
    }

    /**
     * The instrument a service's name stands for, its program guessed from the name; unknown names are pianos.
     *
     * <p>A General MIDI name wins, so that {@code Steel Drums} are tones. Then what mentions drums or percussion is a kit;
     * then the longest General MIDI name within the name; then the words that stems go by, such as {@code Backing Vocals}.
     *
     * @param name not blank
     */
    public static Instrument guess(int index, String name) {
        var all = words(name);
        var words = all;
        String joined = String.join("", words);
        var exact = lookUp(joined);
        // "Synth Voice 2" is a second Synth Voice, but "Slap Bass 2" is a program of its own.
        while (words.size() > 1 && exact.isEmpty() && isNumber(words.getLast())) {
            joined = joined.substring(0, joined.length() - words.getLast().length());
            words = words.subList(0, words.size() - 1);
            exact = lookUp(joined);
        }
        if (exact.isPresent()) {
            return new Instrument(index, name, exact.getAsInt(), true, false);
        }
        boolean drums = isDrums(words, joined);
        int program = drums ? 0 : longestNameWithin(words, joined).orElseGet(() -> stemProgram(all));
        return new Instrument(index, name, program, true, drums);
    }

    private static boolean isDrums(List<String> words, String joined) {
        for (var part : DRUM_PARTS) {
            if (joined.contains(part)) {
                return true;
            }
        }
        for (var word : words) {
            if (DRUM_WORDS.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static OptionalInt lookUp(String joined) {
        var program = joined.length() > LONGEST_NAME ? null : PROGRAM_BY_NAME.get(joined);
        return program == null ? OptionalInt.empty() : OptionalInt.of(program);
    }

    private static boolean isNumber(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isDigit(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static OptionalInt longestNameWithin(List<String> words, String joined) {
        int[] start = new int[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            start[i + 1] = start[i] + words.get(i).length();
        }
        for (int length = Math.min(words.size(), 5); length > 0; length--) {
            for (int from = 0; from + length <= words.size(); from++) {
                if (start[from + length] - start[from] <= LONGEST_NAME) {
                    var program = PROGRAM_BY_NAME.get(joined.substring(start[from], start[from + length]));
                    if (program != null) {
                        return OptionalInt.of(program);
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    private static int stemProgram(List<String> words) {
        for (var entry : STEM_WORDS) {
            for (var word : words) {
                if (entry.getKey().contains(word)) {
                    return entry.getValue();
                }
            }
        }
        return 0;
    }

    private static List<String> words(String name) {
        // Names from outside may be of any length; what counts stands at the front.
        String front = name.length() > 200 ? name.substring(0, 200) : name;
        String lower = front.toLowerCase(Locale.ROOT);
        var words = new ArrayList<String>(4);
        int start = 0;
        for (int at = 0; at <= lower.length() && words.size() < MOST_WORDS; ) {
            int letter = at < lower.length() ? lower.codePointAt(at) : ' ';
            if (!Character.isLetter(letter) && !Character.isDigit(letter)) {
                if (at > start) {
                    words.add(lower.substring(start, at));
                }
                start = at + Character.charCount(letter);
            }
            at += Character.charCount(letter);
        }
        return words;
    }

    private static String normalised(String name) {
        return String.join("", words(name));
    }
}
