package rollscope.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads the score's shorthand. Lengths are in sixteenths, sixteen to a bar; a bar of text may hold several bars of music.
 *
 * <ul>
 *   <li>A line: {@code D4:6 A3+E4:2 -:8 | …} – pitches, a colon, a length; {@code -} rests.
 *   <li>A rhythm, one character a sixteenth: {@code X} strong, {@code x} normal, {@code o} soft, {@code g} barely, {@code -} holds the
 *       note before, {@code .} rests.
 *   <li>An arpeggio: a digit plays that note of the chord, counted from the lowest as 1.
 * </ul>
 */
final class Notation {
    private static final int BAR = 16;

    private final double sixteenth;

    /**
     * @param beatsPerMinute quarter notes
     */
    Notation(double beatsPerMinute) {
        sixteenth = 15 / beatsPerMinute;
    }

    /** Notes follow each other without a gap, so that a line is legato unless it rests. */
    List<Part.Played> line(String text, int velocity) {
        var notes = new ArrayList<Part.Played>();
        int bar = 0;
        for (String measure : text.split("\\|", -1)) {
            int at = 0;
            for (String token : measure.strip().split("\\s+", -1)) {
                int colon = token.indexOf(':');
                int length = Integer.parseInt(token.substring(colon + 1));
                String pitches = token.substring(0, colon);
                if (!pitches.equals("-")) {
                    for (String pitch : pitches.split("\\+", -1)) {
                        notes.add(note(bar + at, length, pitch(pitch), velocity + accent(at)));
                    }
                }
                at += length;
            }
            if (at == 0 || at % BAR != 0) {
                throw new IllegalArgumentException("bar " + (bar / BAR + 1) + " has " + at + " sixteenths: " + measure);
            }
            bar += at;
        }
        return sorted(notes);
    }

    /** Chords struck together. {@code chart} names a chord, or two halves {@code A/B}, for each bar of {@code rhythms}. */
    List<Part.Played> comping(List<String> chart, Map<String, String> voicings, List<String> rhythms, int velocity) {
        var notes = new ArrayList<Part.Played>();
        for (int bar = 0; bar < chart.size(); bar++) {
            String rhythm = checked(rhythms.get(bar));
            for (int at = 0; at < rhythm.length(); at++) {
                char stroke = rhythm.charAt(at);
                if (stroke != '.' && stroke != '-') {
                    int length = 1;
                    while (at + length < rhythm.length() && rhythm.charAt(at + length) == '-') {
                        length++;
                    }
                    for (String pitch : chord(chart.get(bar), at, voicings)) {
                        notes.add(note(bar * BAR + at, length, pitch(pitch), velocity + loudness(stroke)));
                    }
                }
            }
        }
        return sorted(notes);
    }

    /** Broken chords: a note rings until its turn comes again, the chord changes, or {@code ring} sixteenths are over. */
    List<Part.Played> arpeggio(
            List<String> chart, Map<String, String> voicings, List<String> patterns, int ring, int velocity) {
        var notes = new ArrayList<Part.Played>();
        for (int bar = 0; bar < chart.size(); bar++) {
            String pattern = checked(patterns.get(bar));
            int half = chart.get(bar).contains("/") ? BAR / 2 : pattern.length();
            for (int at = 0; at < pattern.length(); at++) {
                char digit = pattern.charAt(at);
                if (digit != '.') {
                    int until = Math.min(at < half ? half : pattern.length(), at + ring);
                    int again = pattern.indexOf(digit, at + 1);
                    int length = (again < 0 ? until : Math.min(again, until)) - at;
                    String pitch = chord(chart.get(bar), at, voicings)[digit - '1'];
                    notes.add(note(bar * BAR + at, length, pitch(pitch), velocity + accent(at)));
                }
            }
        }
        return sorted(notes);
    }

    /** One piece of the kit. */
    List<Part.Played> drum(int key, int length, List<String> rhythms) {
        var notes = new ArrayList<Part.Played>();
        for (int bar = 0; bar < rhythms.size(); bar++) {
            String rhythm = checked(rhythms.get(bar));
            for (int at = 0; at < rhythm.length(); at++) {
                if (rhythm.charAt(at) != '.') {
                    notes.add(note(bar * BAR + at, length, key, 92 + loudness(rhythm.charAt(at))));
                }
            }
        }
        return notes;
    }

    static List<Part.Played> sorted(List<Part.Played> notes) {
        return notes.stream()
                .sorted(Comparator.comparingDouble(Part.Played::start).thenComparingInt(Part.Played::pitch))
                .toList();
    }

    private Part.Played note(int at, int length, int pitch, int velocity) {
        int touch = Math.floorMod(at * 7 + pitch * 5, 9) - 4; // no two strokes of a hand are alike
        return new Part.Played(at * sixteenth, (at + length) * sixteenth, pitch, Math.clamp(velocity + touch, 1, 127));
    }

    private static String[] chord(String names, int at, Map<String, String> voicings) {
        int slash = names.indexOf('/');
        String name = slash < 0 ? names : at < BAR / 2 ? names.substring(0, slash) : names.substring(slash + 1);
        String voicing = voicings.get(name);
        if (voicing == null) {
            throw new IllegalArgumentException("no voicing of " + name);
        }
        return voicing.split(" ", -1);
    }

    private static String checked(String bar) {
        if (bar.isEmpty() || bar.length() % BAR != 0) {
            throw new IllegalArgumentException("a bar of " + bar.length() + " sixteenths: " + bar);
        }
        return bar;
    }

    /** The weight of the beat. */
    private static int accent(int at) {
        return at % 8 == 0 ? 8 : at % 4 == 0 ? 4 : at % 2 == 0 ? 0 : -6;
    }

    private static int loudness(char stroke) {
        return switch (stroke) {
            case 'X' -> 18;
            case 'x' -> 0;
            case 'o' -> -18;
            case 'g' -> -44;
            default -> throw new IllegalArgumentException("stroke " + stroke);
        };
    }

    /** {@code Bb3}, {@code C#4}: C4 is 60. */
    static int pitch(String name) {
        int step = "C.D.EF.G.A.B".indexOf(name.charAt(0));
        int sign = name.charAt(1) == '#' ? 1 : name.charAt(1) == 'b' ? -1 : 0;
        int octave = Integer.parseInt(name.substring(sign == 0 ? 1 : 2));
        if (step < 0) {
            throw new IllegalArgumentException("pitch " + name);
        }
        return (octave + 1) * 12 + step + sign;
    }
}
