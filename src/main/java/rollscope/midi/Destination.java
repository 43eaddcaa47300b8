package rollscope.midi;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a music program does with a MIDI file, in its own words for menus. Taken from manuals, sources and reports of users (Live:
 * help.ableton.com 360003387979; Logic, Cubase, Pro Tools and FL Studio: their manuals; MuseScore: its source as others found it, and its issue
 * 14349; REAPER: nothing to quote was found, so its sentences only say what to answer if it asks);
 * versions differ, so a sentence says what to look for and not what surely happens.
 *
 * @param program name
 * @param advice  sentences that apply to a file, the most important first
 */
public record Destination(String program, List<String> advice) {
    public Destination {
        advice = List.copyOf(advice);
    }

    /** A sentence and the files it is true of. */
    private record Fact(String program, Predicate<Facts> applies, String sentence) {}

    /** What decides about advice. */
    private record Facts(MidiInspection file) {
        boolean always() {
            return true;
        }

        boolean statesTempo() {
            return !file.tempos().isEmpty();
        }

        /** 120 without a meter, which says nothing of the song. */
        boolean clock() {
            return file.meters().isEmpty()
                    && (file.tempos().isEmpty()
                            || (file.tempos().size() == 1
                                    && file.tempos().getFirst().beatsPerMinute() == 120));
        }

        boolean onGrid() {
            return statesTempo() && !clock();
        }

        boolean changes() {
            return file.tempos().size() > 1;
        }

        /** A tempo that is no whole number of beats a minute. */
        boolean brokenTempo() {
            return onGrid()
                    && file.tempos().stream()
                            .mapToDouble(MidiInspection.Tempo::beatsPerMinute)
                            .anyMatch(tempo -> Math.abs(tempo - Math.rint(tempo)) > 0.005);
        }

        boolean key() {
            return !file.keys().isEmpty();
        }

        boolean oneTrack() {
            return file.format() == 0
                    && file.tracks().stream().anyMatch(track -> track.channels().size() > 1);
        }

        boolean ports() {
            return file.tracks().stream().anyMatch(track -> track.port() > 0);
        }

        boolean drums() {
            return file.tracks().stream()
                    .anyMatch(track ->
                            track.playing().isPresent() && track.channels().contains(10));
        }

        boolean silenceFirst() {
            return file.tracks().stream()
                    .flatMap(track -> track.playing().stream())
                    .mapToDouble(MidiInspection.Playing::start)
                    .min()
                    .stream()
                    .anyMatch(start -> start > 0);
        }

        boolean programs() {
            return file.tracks().stream().anyMatch(track -> !track.programs().isEmpty());
        }
    }

    private static final List<Fact> FACTS = List.of(
            fact(
                    "Ableton Live",
                    Facts::onGrid,
                    "Drop it into the Arrangement and say yes when Live asks to take its tempo and meter; it asks"
                            + " once."),
            fact("Ableton Live", Facts::changes, "Live takes tempo changes only as far as notes of the file reach."),
            fact(
                    "Ableton Live",
                    Facts::clock,
                    "Say no when Live asks to take its tempo, or set the project to 120 first: the tempo here is only"
                            + " a clock."),
            fact(
                    "Ableton Live",
                    Facts::oneTrack,
                    "All notes come as one clip, as Live ignores channels; a file with a track an instrument gives a"
                            + " clip each."),
            fact("Ableton Live", Facts::programs, "Programs are ignored: put an instrument on each track."),
            fact(
                    "Logic Pro",
                    Facts::statesTempo,
                    "Use File > Open: dragging or importing ignores tempo, meter and track names."),
            fact(
                    "Logic Pro",
                    Facts::programs,
                    "Programs and channels are kept, so a multi-part instrument plays the right sounds."),
            fact(
                    "Cubase",
                    Facts::statesTempo,
                    "For its tempo switch off 'Ignore Master Track Events on Merge' in the preferences of MIDI files,"
                            + " or import it into an empty project."),
            fact(
                    "Cubase",
                    Facts::oneTrack,
                    "'Auto Dissolve Format 0' in the same place makes a track of each channel."),
            fact("Cubase", Facts::programs, "The first program of each track is taken for its sound."),
            fact("FL Studio", Facts::always, "Tick 'Create one channel per track' in the import window."),
            fact(
                    "FL Studio",
                    Facts::silenceFirst,
                    "Leave 'Realign events' off: it removes the silence at the start, and with it the agreement with"
                            + " the audio."),
            fact(
                    "Pro Tools",
                    Facts::statesTempo,
                    "Tick 'Import Tempo Map From MIDI File' in the import window; it replaces tempo and meter of the"
                            + " session."),
            fact("Pro Tools", Facts::key, "Tick 'Import Key Signature From MIDI File' for the key."),
            fact(
                    "REAPER",
                    Facts::statesTempo,
                    "If it asks whether to take the file's tempo map, say yes; otherwise notes follow the tempo of the"
                            + " project, so set that first."),
            fact("REAPER", Facts::always, "If it asks how to bring in several tracks, choose a track each."),
            fact(
                    "MuseScore",
                    Facts::clock,
                    "It reads 120 beats a minute in 4/4 and quantises to that: for readable notes choose a file on the"
                            + " bars of the song."),
            fact("MuseScore", Facts::onGrid, "It quantises on import; bars and tempo are those of the file."),
            fact(
                    "MuseScore",
                    Facts::brokenTempo,
                    "MuseScore 4 may round tempos to whole beats a minute, and then drifts from the audio."),
            fact(
                    "Every program",
                    Facts::ports,
                    "More than fifteen parts use a second port; a program that ignores ports lets two parts share a"
                            + " channel."),
            fact(
                    "Every program",
                    Facts::drums,
                    "Drums are on channel 10; a program that ignores channels needs a drum kit put on that track."));

    private static Fact fact(String program, Predicate<Facts> applies, String sentence) {
        return new Fact(program, applies, sentence);
    }

    /** For each program the advice that applies to a file, always in the same order; programs without any are left out. */
    public static List<Destination> of(MidiInspection file) {
        var facts = new Facts(file);
        return FACTS.stream()
                .map(Fact::program)
                .distinct()
                .map(program -> new Destination(
                        program,
                        FACTS.stream()
                                .filter(fact -> fact.program.equals(program) && fact.applies.test(facts))
                                .map(Fact::sentence)
                                .toList()))
                .filter(destination -> !destination.advice.isEmpty())
                .toList();
    }
}
