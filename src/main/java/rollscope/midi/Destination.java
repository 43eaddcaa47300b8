package rollscope.midi;

import java.util.List;
import java.util.function.Predicate;
import rollscope.language.Words;

/**
 * What a music program does with a MIDI file, in its own words for menus. Taken from manuals, sources and reports of users (Live:
 * help.ableton.com 360003387979; Logic, Cubase, Pro Tools and FL Studio: their manuals; MuseScore: its source as others found it, and its issue
 * 14349; REAPER: nothing to quote was found, so its sentences only say what to answer if it asks);
 * versions differ, so a sentence says what to look for and not what surely happens.
 *
 * @param program name of a product, or words for all of them
 * @param every   whether it stands for all of them
 * @param advice  sentences that apply to a file, the most important first
 */
public record Destination(String program, boolean every, List<String> advice) {
    private static final String LIVE = "Ableton Live";
    private static final String LOGIC = "Logic Pro";
    private static final String CUBASE = "Cubase";
    private static final String FL_STUDIO = "FL Studio";
    private static final String PRO_TOOLS = "Pro Tools";
    private static final String REAPER = "REAPER";
    private static final String MUSESCORE = "MuseScore";
    /** Stands for all of them. */
    private static final String EVERY = "";

    public Destination {
        advice = List.copyOf(advice);
    }

    /** A sentence, by its key, and the files it is true of. */
    private record Fact(String program, Predicate<Facts> applies, String key) {}

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
            new Fact(LIVE, Facts::onGrid, "midi.live-on-grid"),
            new Fact(LIVE, Facts::changes, "midi.live-changes"),
            new Fact(LIVE, Facts::clock, "midi.live-clock"),
            new Fact(LIVE, Facts::oneTrack, "midi.live-one-track"),
            new Fact(LIVE, Facts::programs, "midi.live-programs"),
            new Fact(LOGIC, Facts::statesTempo, "midi.logic-tempo"),
            new Fact(LOGIC, Facts::programs, "midi.logic-programs"),
            new Fact(CUBASE, Facts::statesTempo, "midi.cubase-tempo"),
            new Fact(CUBASE, Facts::oneTrack, "midi.cubase-one-track"),
            new Fact(CUBASE, Facts::programs, "midi.cubase-programs"),
            new Fact(FL_STUDIO, Facts::always, "midi.fl-tracks"),
            new Fact(FL_STUDIO, Facts::silenceFirst, "midi.fl-silence"),
            new Fact(PRO_TOOLS, Facts::statesTempo, "midi.pro-tools-tempo"),
            new Fact(PRO_TOOLS, Facts::key, "midi.pro-tools-key"),
            new Fact(REAPER, Facts::statesTempo, "midi.reaper-tempo"),
            new Fact(REAPER, Facts::always, "midi.reaper-tracks"),
            new Fact(MUSESCORE, Facts::clock, "midi.musescore-clock"),
            new Fact(MUSESCORE, Facts::onGrid, "midi.musescore-on-grid"),
            new Fact(MUSESCORE, Facts::brokenTempo, "midi.musescore-broken-tempo"),
            new Fact(EVERY, Facts::ports, "midi.every-ports"),
            new Fact(EVERY, Facts::drums, "midi.every-drums"));

    /** For each program the advice that applies to a file, always in the same order; programs without any are left out. */
    public static List<Destination> of(MidiInspection file) {
        var facts = new Facts(file);
        return FACTS.stream()
                .map(Fact::program)
                .distinct()
                .map(program -> new Destination(
                        program.equals(EVERY) ? Words.of("midi.every-program") : program,
                        program.equals(EVERY),
                        FACTS.stream()
                                .filter(fact -> fact.program.equals(program) && fact.applies.test(facts))
                                .map(fact -> Words.of(fact.key))
                                .toList()))
                .filter(destination -> !destination.advice.isEmpty())
                .toList();
    }
}
