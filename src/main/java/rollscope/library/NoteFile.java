package rollscope.library;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import rollscope.language.Words;
import rollscope.midi.GeneralMidi;
import rollscope.midi.MidiFile;
import rollscope.service.AnswerReader;
import rollscope.service.MidiAnswer;
import rollscope.service.MidiRecord;
import rollscope.service.Provider;
import rollscope.service.ServiceFailure;
import rollscope.service.ServiceResult;
import rollscope.tempo.SongTempo;
import rollscope.transcription.Instrument;
import rollscope.transcription.Stem;
import rollscope.transcription.Transcription;

/** Reads files that hold notes: answers of a service and MIDI files. Every failure is one sentence. */
final class NoteFile {
    static final long LARGEST_MIDI_FILE = 64L << 20;

    private enum Kind {
        ANSWER,
        MIDI,
        EMPTY,
        OTHER
    }

    private NoteFile() {}

    /** Reads a file of either kind, told apart by its first bytes, not by its name. */
    static Outcome<OpenedFile> open(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.isDirectory(file)) {
                return failed(Words.of("library.is-folder", name), Words.of("library.is-folder-remedy"), "");
            }
            return switch (kindOf(file)) {
                case EMPTY -> failed(Words.of("library.is-empty", name), Words.of("library.choose-another-file"), "");
                case OTHER ->
                    failed(
                            Words.of("library.neither-kind", name),
                            Words.of("library.neither-kind-remedy"),
                            "");
                case MIDI -> midi(file, name);
                case ANSWER -> answer(file, name);
            };
        } catch (IOException e) {
            return unreadable(name, e);
        }
    }

    private static Outcome<OpenedFile> midi(Path file, String name) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST_MIDI_FILE) {
            return failed(
                    Words.of("library.midi-too-large", name),
                    Words.of("library.choose-another-file"),
                    size + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            var read = MidiFile.open(bytes, name, titleOf(name));
            return new Outcome.Ok<>(new OpenedFile(
                    read.transcription(), read.tempo().map(map -> SongTempo.ofFile(map, read.key())), read.loss()));
        } catch (IOException e) {
            return failed(
                    String.valueOf(e.getMessage()),
                    Words.of("library.midi-unreadable-remedy"),
                    name);
        }
    }

    private static Outcome<OpenedFile> answer(Path file, String name) throws IOException {
        return switch (answer(file)) {
            case Outcome.Failed<MidiAnswer>(Problem problem) -> new Outcome.Failed<>(problem);
            case Outcome.Ok<MidiAnswer>(MidiAnswer answer) ->
                answer.notes().isEmpty()
                        ? failed(
                                Words.of("library.no-notes-in-file", name),
                                Words.of("library.no-notes-in-file-remedy"),
                                "")
                        : new Outcome.Ok<>(OpenedFile.of(transcription(name, titleOf(name), answer, List.of())));
        };
    }

    /**
     * Reads the answer of a service.
     *
     * @throws IOException if the file cannot be read
     */
    static Outcome<MidiAnswer> answer(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        long size = Files.size(file);
        if (size > AnswerReader.MOST_BYTES) {
            return failed(
                    Words.of("library.answer-too-large", name),
                    Words.of("library.choose-another-file"),
                    size + " bytes");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            // What codes mean differs between providers, but an answer with notes has none that matter.
            return switch (AnswerReader.read(in, Provider.KIE)) {
                case ServiceResult.Ok<MidiRecord>(MidiRecord.Complete(MidiAnswer answer)) -> new Outcome.Ok<>(answer);
                case ServiceResult.Ok<MidiRecord>(MidiRecord.Failed(String reason)) ->
                    failed(
                            Words.of("library.answer-of-failed-job", name),
                            Words.of("library.choose-another-file"),
                            reason);
                case ServiceResult.Ok<MidiRecord>(MidiRecord.Pending()),
                        ServiceResult.Ok<MidiRecord>(MidiRecord.NotVisible()) ->
                    failed(
                            Words.of("library.answer-of-unfinished-job", name),
                            Words.of("library.choose-another-file"),
                            "");
                case ServiceResult.Failed<MidiRecord>(ServiceFailure failure) ->
                    failed(
                            Words.of("library.no-answer", name),
                            Words.of("library.no-answer-remedy", name),
                            (failure.sentence() + " " + failure.details()).strip());
            };
        }
    }

    /** Makes a transcription of an answer; programs are guessed from the names of the instruments. */
    static Transcription transcription(String id, String title, MidiAnswer answer, List<Stem> stems) {
        List<Instrument> instruments = IntStream.range(0, answer.instruments().size())
                .mapToObj(i -> GeneralMidi.guess(i, answer.instruments().get(i)))
                .toList();
        double duration =
                stems.stream().mapToDouble(Stem::duration).reduce(answer.notes().end(), Math::max);
        return new Transcription(id, title, duration, instruments, answer.notes(), stems);
    }

    private static Kind kindOf(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(256);
        }
        if (head.length == 0) {
            return Kind.EMPTY;
        }
        if (head.length >= 4 && head[0] == 'M' && head[1] == 'T' && head[2] == 'h' && head[3] == 'd') {
            return Kind.MIDI;
        }
        boolean marked = head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
        for (int i = marked ? 3 : 0; i < head.length; i++) {
            byte b = head[i];
            if (b == '{' || b == '[') {
                return Kind.ANSWER;
            }
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return Kind.OTHER;
            }
        }
        return Kind.OTHER;
    }

    private static String titleOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static <T> Outcome<T> unreadable(String name, IOException e) {
        String sentence =
                switch (e) {
                    case NoSuchFileException _ -> Words.of("library.file-gone", name);
                    case AccessDeniedException _ -> Words.of("library.file-forbidden", name);
                    default -> Words.of("library.file-unreadable", name);
                };
        return failed(sentence, Words.of("library.choose-another-file"), String.valueOf(e.getMessage()));
    }

    private static <T> Outcome<T> failed(String sentence, String remedy, String details) {
        return new Outcome.Failed<>(new Problem(Problem.Kind.FILE, sentence, remedy, details));
    }
}
