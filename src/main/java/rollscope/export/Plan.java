package rollscope.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import rollscope.export.Recipe.Moves;
import rollscope.export.Recipe.Shortfall;
import rollscope.export.Recipe.Span;
import rollscope.language.Words;
import rollscope.midi.FileOptions;
import rollscope.midi.MidiFile;
import rollscope.midi.Placement;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Transcription;

/**
 * What a recipe makes of a song.
 *
 * @param recipe     as asked for
 * @param whole      what it was made of
 * @param song       to be written: of the scope, quantised
 * @param parts      which instruments of the whole those of {@code song} are
 * @param options    to write it with
 * @param from       the second of the whole song at which {@code song} begins
 * @param loop       the stretch cut out, if one is
 * @param moves      what quantising did
 * @param shortfalls where the plan is not as asked for
 */
public record Plan(
        Recipe recipe,
        Transcription whole,
        Transcription song,
        List<Integer> parts,
        FileOptions options,
        double from,
        Optional<Span> loop,
        Moves moves,
        List<Shortfall> shortfalls) {
    public Plan {
        Objects.requireNonNull(recipe);
        Objects.requireNonNull(whole);
        Objects.requireNonNull(song);
        parts = List.copyOf(parts);
        Objects.requireNonNull(options);
        Objects.requireNonNull(loop);
        Objects.requireNonNull(moves);
        shortfalls = List.copyOf(shortfalls);
    }

    /** The bytes of the file that holds all of it. */
    public MidiFile.Written written() {
        return MidiFile.write(song, options);
    }

    /** The files it takes: one, or one for each instrument with notes, named after the file and the instrument. */
    public List<ExportFile.Part> files(ExportFile file) {
        return recipe.oneFileEach() ? file.parts(song) : List.of(new ExportFile.Part(file, song));
    }

    /**
     * What becomes of the notes, in sentences for the user: first why something is not as asked for, then where bars and audio lie,
     * then what is changed. None if nothing is.
     *
     * @param written what {@link #written} gave
     */
    public List<String> says(MidiFile.Written written) {
        var sentences = new ArrayList<String>();
        shortfalls.forEach(shortfall -> sentences.add(shortfall.sentence()));
        place(written.layout()).ifPresent(sentences::add);
        if (moves.moved() > 0) {
            sentences.add(Words.of(
                    "export.moved",
                    moves.moved(),
                    String.valueOf(moves.moved()),
                    String.valueOf(Math.round(1000 * moves.farthest()))));
        }
        var report = written.report();
        if (report.lengthened() > 0) {
            sentences.add(counted("export.lengthened", report.lengthened()));
        }
        if (report.cut() > 0) {
            sentences.add(counted("export.cut", report.cut()));
        }
        if (report.duplicates() > 0) {
            sentences.add(counted("export.duplicates", report.duplicates()));
        }
        if (report.late() > 0) {
            sentences.add(counted("export.late", report.late()));
        }
        var borrowed = written.layout().borrowed();
        if (!borrowed.isEmpty()) {
            sentences.add(Words.of(
                    "export.borrowed",
                    borrowed.stream()
                            .map(index -> song.instruments().get(index).name())
                            .collect(Collectors.joining(Words.of("export.between"))),
                    borrowed.size()));
        }
        return sentences;
    }

    private Optional<String> place(MidiFile.Layout layout) {
        return switch (options.placement()) {
            case Placement.ExactSeconds() -> Optional.empty();
            case Placement.BarOneFirst(var _) ->
                Optional.of(
                        layout.shift() < 0.0005
                                ? Words.of("export.bar-one-with-audio")
                                : Words.of(
                                        recipe.padStem() ? "export.bar-one-before-padded" : "export.bar-one-before",
                                        seconds(layout.shift())));
            case Placement.WithStem(var map) ->
                Optional.of(
                        switch (layout.pickup()) {
                            case NONE -> Words.of("export.bar-one-with-audio");
                            case FITTED_BAR -> Words.of("export.fitted-bar", seconds(firstLine(map)));
                            case SHORT_BAR -> Words.of("export.short-bar", seconds(firstLine(map)));
                            case LONG_BEAT -> Words.of("export.long-beat", seconds(firstLine(map)));
                        });
        };
    }

    /** The second of the first bar line, without a meter of the first beat, in the audio. */
    private static double firstLine(TempoMap map) {
        double start = map.beatAt(0) - 1e-6;
        double beat = map.hasBars() ? map.beatOfBar(Math.ceil(map.barAt(start))) : Math.ceil(start);
        return map.secondsAt(beat);
    }

    private static String counted(String key, int notes) {
        return Words.of(key, notes, String.valueOf(notes));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }
}
