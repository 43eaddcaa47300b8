package rollscope.ui.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rollscope.export.ExportFile;
import rollscope.export.Plan;
import rollscope.language.Words;
import rollscope.midi.Destination;
import rollscope.midi.MidiFile;
import rollscope.midi.MidiInspection;
import rollscope.midi.MidiProof;
import rollscope.ui.text.Figures;

/**
 * MIDI files that were written, and what is found in them.
 *
 * @param paths      at least one
 * @param notes      of all of them
 * @param proof      the sum of them; its distance is that of the farthest
 * @param inspection of the first
 * @param report     what writing changed, of all of them
 * @param layout     of the first
 */
record Saved(
        List<Path> paths,
        int notes,
        MidiProof proof,
        MidiInspection inspection,
        MidiFile.Report report,
        MidiFile.Layout layout,
        List<Destination> programs) {
    Saved {
        paths = List.copyOf(paths);
        programs = List.copyOf(programs);
    }

    /** Writes all files of a plan, reads each again and holds it against its notes. */
    static Saved write(Plan plan, List<ExportFile.Part> files) throws IOException {
        var paths = new ArrayList<Path>();
        var proof = new MidiProof(0, 0, 0, 0);
        var report = new MidiFile.Report(0, 0, 0, 0, 0);
        MidiInspection first = null;
        MidiFile.Layout layout = null;
        for (var part : files) {
            var written = part.file().writeMidi(part.content(), plan.options());
            paths.add(part.file().path());
            proof = sum(proof, MidiProof.of(written, part.content().notes()));
            report = sum(report, written.report());
            if (first == null || layout == null) {
                first = MidiInspection.of(written.bytes());
                layout = written.layout();
            }
        }
        if (first == null || layout == null) {
            throw new IOException("no instrument has notes");
        }
        return new Saved(paths, report.notes(), proof, first, report, layout, Destination.of(first));
    }

    private static MidiProof sum(MidiProof a, MidiProof b) {
        return new MidiProof(
                a.notes() + b.notes(),
                a.strangers() + b.strangers(),
                a.missing() + b.missing(),
                Math.max(a.farthest(), b.farthest()));
    }

    private static MidiFile.Report sum(MidiFile.Report a, MidiFile.Report b) {
        return new MidiFile.Report(
                a.notes() + b.notes(),
                a.cut() + b.cut(),
                a.duplicates() + b.duplicates(),
                a.lengthened() + b.lengthened(),
                a.late() + b.late());
    }

    /** The name of the file, or how many there are. */
    String name() {
        return paths.size() == 1
                ? String.valueOf(paths.getFirst().getFileName())
                : ExportModel.counted("export.files", paths.size());
    }

    /** What the proof says, in a sentence. */
    String proved() {
        if (!proof.holds()) {
            return ExportModel.counted("export.not-proved", proof.strangers() + proof.missing());
        }
        return Words.of(
                "export.proved",
                proof.notes(),
                Figures.count(proof.notes()),
                String.format(Locale.ROOT, "%.1f", Math.max(0.1, 1000 * proof.farthest())));
    }

    /** All of it as text, for a mail or a note. */
    String text() {
        var text = new StringBuilder();
        paths.forEach(path -> text.append(path).append('\n'));
        text.append(proved()).append("\n\n").append(inspection.describe().strip());
        for (var program : programs) {
            text.append("\n\n").append(program.program());
            program.advice().forEach(sentence -> text.append("\n  ").append(sentence));
        }
        return text.append('\n').toString();
    }
}
