package rollscope.ui.notes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import rollscope.language.Words;
import rollscope.midi.GeneralMidi;
import rollscope.roll.Selection;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Pitch;
import rollscope.transcription.Transcription;
import rollscope.ui.text.Figures;

/** Notes and selections in words and figures. */
final class NoteWords {
    /** How many instruments a summary calls by name. */
    private static final int NAMED = 3;

    private NoteWords() {}

    /** A line of the inspector. */
    record Fact(String name, String value) {}

    /** What is known of the selected notes: all of one, a summary of several, nothing of none. */
    static List<Fact> facts(
            Transcription transcription, Selection selection, OctaveNaming naming, Optional<TempoMap> tempo) {
        if (selection.isEmpty()) {
            return List.of();
        }
        var facts = new ArrayList<Fact>();
        var notes = transcription.notes();
        if (selection.size() == 1) {
            int note = selection.first();
            facts.add(new Fact(Words.of("notes.pitch"), pitch(notes.pitch(note), naming)));
            facts.add(new Fact(
                    Words.of("notes.start"), seconds(notes.start(note)) + counted(tempo, notes.start(note))));
            facts.add(new Fact(Words.of("notes.end"), seconds(notes.end(note))));
            facts.add(new Fact(
                    Words.of("notes.length"),
                    length(notes.end(note) - notes.start(note)) + beats(tempo, notes, note)));
            facts.add(new Fact(Words.of("notes.velocity"), Integer.toString(notes.velocity(note))));
            var instrument = transcription.instruments().get(notes.instrument(note));
            facts.add(new Fact(Words.of("notes.instrument"), instrument.name()));
            facts.add(new Fact(Words.of("notes.sound"), sound(instrument, notes.pitch(note))));
            return facts;
        }
        var summary = selection.summary(notes);
        facts.add(new Fact(Words.of("notes.notes"), Figures.count(summary.count())));
        facts.add(new Fact(Words.of("notes.time"), seconds(summary.from()) + " – " + seconds(summary.to())));
        facts.add(new Fact(Words.of("notes.span"), length(summary.to() - summary.from())));
        facts.add(new Fact(
                Words.of("notes.pitches"),
                summary.lowest() == summary.highest()
                        ? pitch(summary.lowest(), naming)
                        : Words.of(
                                "notes.range", pitch(summary.lowest(), naming), pitch(summary.highest(), naming))));
        facts.add(new Fact(
                Words.of("notes.mean-velocity"), String.format(Locale.ROOT, "%.1f", summary.meanVelocity())));
        var instruments = instruments(transcription, selection);
        facts.add(new Fact(
                Words.of(instruments.cardinality() == 1 ? "notes.instrument" : "notes.instruments"),
                names(transcription, instruments)));
        return facts;
    }

    /** What a note sounds like; of a drum which. A guess is called one. */
    private static String sound(Instrument instrument, int pitch) {
        if (instrument.drums()) {
            String drum = GeneralMidi.drumName(pitch);
            return drum.isEmpty() ? Words.of("notes.no-drum") : drum;
        }
        String program = GeneralMidi.programName(instrument.program());
        return instrument.guessed() ? Words.of("notes.guessed", program) : program;
    }

    /** {@code 3 of 214 selected}: of its instrument's notes where the selection lies in one, else of all. */
    static String heading(Transcription transcription, Selection selection) {
        if (selection.isEmpty()) {
            return Words.of("notes.none-selected");
        }
        var notes = transcription.notes();
        var instruments = instruments(transcription, selection);
        long all = instruments.cardinality() == 1
                ? notes.notesOf(instruments.nextSetBit(0)).count()
                : notes.size();
        return Words.of("notes.selected", Figures.count(selection.size()), Figures.count(all));
    }

    /** A line for each of the first {@code most} notes: instrument, pitch name, number, start, end and length in seconds, velocity, set apart by tabs. */
    static String lines(Transcription transcription, Selection selection, OctaveNaming naming, int most) {
        var notes = transcription.notes();
        var names = transcription.instruments().stream()
                .map(instrument -> instrument.name().replaceAll("[\\t\\r\\n]", " "))
                .toList();
        var lines = new StringBuilder();
        int left = most;
        for (int note = selection.first(); note >= 0 && left > 0; note = selection.next(note + 1), left--) {
            lines.append(names.get(notes.instrument(note)))
                    .append('\t')
                    .append(new Pitch(notes.pitch(note)).name(naming))
                    .append('\t')
                    .append(notes.pitch(note))
                    .append('\t')
                    .append(String.format(
                            Locale.ROOT,
                            "%.6f\t%.6f\t%.6f",
                            notes.start(note),
                            notes.end(note),
                            notes.end(note) - notes.start(note)))
                    .append('\t')
                    .append(notes.velocity(note))
                    .append('\n');
        }
        return lines.toString();
    }

    /** {@code G2 · 43}. */
    static String pitch(int pitch, OctaveNaming naming) {
        return new Pitch(pitch).name(naming) + " · " + pitch;
    }

    /** {@code 24.3177 s}. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.4f s", seconds);
    }

    /** {@code  · 12.2.07}: bar, beat and hundredths of a beat; empty without bars. */
    private static String counted(Optional<TempoMap> tempo, double seconds) {
        return tempo.filter(TempoMap::hasBars)
                .map(map -> {
                    long hundredths = Math.round(map.beatAt(seconds) * 100);
                    double beat = Math.floorDiv(hundredths, 100L);
                    double bar = Math.floor(map.barAt(beat) + 1e-9);
                    return String.format(
                            Locale.ROOT,
                            " · %d.%d.%02d",
                            (long) bar,
                            Math.round(beat - map.beatOfBar(bar)) + 1,
                            Math.floorMod(hundredths, 100L));
                })
                .orElse("");
    }

    /** {@code  · 0.58 beats}; empty without a tempo. */
    private static String beats(Optional<TempoMap> tempo, NoteTable notes, int note) {
        return tempo.map(map -> map.beatAt(notes.end(note)) - map.beatAt(notes.start(note)))
                .map(beats -> " · " + Words.of("notes.beats", String.format(Locale.ROOT, "%.2f", beats)))
                .orElse("");
    }

    /** {@code 317.7 ms}; from a second on {@code 12.3100 s}. */
    static String length(double seconds) {
        return seconds < 1 ? String.format(Locale.ROOT, "%.1f ms", seconds * 1000) : seconds(seconds);
    }

    private static BitSet instruments(Transcription transcription, Selection selection) {
        var used = new BitSet();
        var notes = transcription.notes();
        selection.forEach(note -> used.set(notes.instrument(note)));
        return used;
    }

    private static String names(Transcription transcription, BitSet used) {
        String named = used.stream()
                .limit(NAMED)
                .mapToObj(transcription.instruments()::get)
                .map(Instrument::name)
                .collect(Collectors.joining(Words.of("notes.comma")));
        int more = used.cardinality() - NAMED;
        return more > 0 ? Words.of("notes.more-instruments", named, Integer.toString(more)) : named;
    }
}
