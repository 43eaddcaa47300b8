package rollscope.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTableTest {
    private record Note(double start, double end, int pitch, int velocity, int instrument) {
        static final Comparator<Note> ORDER = Comparator.comparingDouble(Note::start)
                .thenComparingInt(Note::pitch)
                .thenComparingInt(Note::instrument);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 128, 1000, 5000})
    void notesAddedInAnyOrderAreSortedWithTiesAsAdded(int count) {
        var random = new Random(count);
        var added = new ArrayList<Note>();
        for (int i = 0; i < count; i++) {
            double start = random.nextInt(1 + count / 8) / 192.0;
            // Velocity tells apart what the order does not.
            added.add(new Note(start, start + 0.1, random.nextInt(3), 1 + i % 127, random.nextInt(2)));
        }
        assertThat(notesOf(table(added)))
                .isEqualTo(added.stream().sorted(Note.ORDER).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 100})
    void sortedRunsAreMerged(int runs) {
        var random = new Random(runs);
        var added = new ArrayList<Note>();
        for (int run = 0; run < runs; run++) {
            double start = 0;
            for (int i = random.nextInt(200); i >= 0; i--) {
                start += random.nextInt(3) / 192.0;
                added.add(new Note(start, start + 1, 60, 1 + added.size() % 127, run));
            }
        }
        assertThat(notesOf(table(added)))
                .isEqualTo(added.stream().sorted(Note.ORDER).toList());
        Collections.reverse(added);
        assertThat(notesOf(table(added)))
                .isEqualTo(added.stream().sorted(Note.ORDER).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void questionsAboutTimeAreAnsweredAsByAskingEachNote(int seed) {
        var random = new Random(seed);
        var added = new ArrayList<Note>();
        for (int i = 0; i < 700; i++) {
            double start = random.nextInt(800) / 16.0;
            int length = random.nextInt(20) == 0 ? 1 + random.nextInt(800) : 1 + random.nextInt(8);
            added.add(new Note(start, start + length / 16.0, random.nextInt(128), 64, random.nextInt(4)));
        }
        var table = table(added);
        for (int i = 0; i < 500; i++) {
            double from = random.nextInt(1700) / 32.0 - 1;
            double to = from + random.nextInt(100) / 32.0;
            var found = new ArrayList<Integer>();
            table.forEachIn(from, to, found::add);
            assertThat(found)
                    .isEqualTo(IntStream.range(0, table.size())
                            .filter(n -> table.start(n) < to && table.end(n) > from)
                            .boxed()
                            .toList());

            var sounding = new ArrayList<Integer>();
            table.forEachSoundingAt(from, sounding::add);
            assertThat(sounding)
                    .isEqualTo(IntStream.range(0, table.size())
                            .filter(n -> table.start(n) <= from && from < table.end(n))
                            .boxed()
                            .toList());

            assertThat(table.firstStartingFrom(from))
                    .isEqualTo(IntStream.range(0, table.size())
                            .filter(n -> table.start(n) >= from)
                            .findFirst()
                            .orElse(table.size()));
        }
        for (int instrument = 0; instrument < 5; instrument++) {
            int wanted = instrument;
            assertThat(table.notesOf(instrument).toArray())
                    .containsExactly(IntStream.range(0, table.size())
                            .filter(n -> table.instrument(n) == wanted)
                            .toArray());
        }
        assertThat(table.instrumentCount()).isEqualTo(4);
        assertThat(table.end())
                .isEqualTo(added.stream().mapToDouble(Note::end).max().orElseThrow());
    }

    @Test
    void intervalsAreHalfOpen() {
        var table = NoteTable.builder(0).add(1, 2, 60, 64, 0).build();
        var found = new ArrayList<Integer>();
        table.forEachIn(0, 1, found::add);
        table.forEachIn(2, 3, found::add);
        table.forEachSoundingAt(2, found::add);
        assertThat(found).isEmpty();
        table.forEachSoundingAt(1, found::add);
        table.forEachIn(Math.nextDown(2), 2, found::add);
        assertThat(found).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 1, 60, 64, 0",
        "NaN, 1, 60, 64, 0",
        "0, NaN, 60, 64, 0",
        "1, 1, 60, 64, 0",
        "2, 1, 60, 64, 0",
        "0, Infinity, 60, 64, 0",
        "Infinity, Infinity, 60, 64, 0",
        "-Infinity, 1, 60, 64, 0",
        "0, 1, -1, 64, 0",
        "0, 1, 128, 64, 0",
        "0, 1, 60, 0, 0",
        "0, 1, 60, 128, 0",
        "0, 1, 60, 64, -1",
        "0, 1, 60, 64, 32768"
    })
    void aNoteThatBreaksThePromisesIsRefusedAndLeavesNothing(
            double start, double end, int pitch, int velocity, int instrument) {
        var builder = NoteTable.builder(0);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(start, end, pitch, velocity, instrument));
        assertThat(builder.size()).isZero();
        assertThat(builder.build().isEmpty()).isTrue();
    }

    @Test
    void theBuilderIsEmptyAfterItBuilt() {
        var builder = NoteTable.builder(1).add(1, 2, 60, 64, 0);
        var first = builder.build();
        var second = builder.add(0, 1, 61, 64, 0).build();
        assertThat(first.size()).isEqualTo(1);
        assertThat(first.pitch(0)).isEqualTo(60);
        assertThat(second.size()).isEqualTo(1);
        assertThat(second.pitch(0)).isEqualTo(61);
        assertThat(builder.build()).isEqualTo(NoteTable.EMPTY);
    }

    @Test
    void zeroHasNoSign() {
        assertThat(NoteTable.builder(0).add(-0.0, 1, 60, 64, 0).build())
                .isEqualTo(NoteTable.builder(0).add(0.0, 1, 60, 64, 0).build());
    }

    @Test
    void tablesAreEqualByTheirNotes() {
        var notes = List.of(new Note(0, 1, 60, 64, 0), new Note(1, 2, 61, 65, 1));
        assertThat(table(notes)).isEqualTo(table(notes)).hasSameHashCodeAs(table(notes));
        for (var other : List.of(
                new Note(1.5, 2, 61, 65, 1),
                new Note(1, 3, 61, 65, 1),
                new Note(1, 2, 62, 65, 1),
                new Note(1, 2, 61, 66, 1),
                new Note(1, 2, 61, 65, 0))) {
            assertThat(table(notes)).isNotEqualTo(table(List.of(notes.getFirst(), other)));
        }
    }

    /** Counted from the arrays a table holds, so that a new column shows here. */
    @Test
    void aNoteTakesAtMost24Bytes() throws IllegalAccessException {
        int count = 100_000;
        var builder = NoteTable.builder(10);
        for (int i = 0; i < count; i++) {
            builder.add(i, i + 1, 60, 64, 0);
        }
        var table = builder.build();
        long bytes = 0;
        for (Field field : NoteTable.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                bytes += switch (field.get(table)) {
                    case double[] column -> 8L * column.length;
                    case short[] column -> 2L * column.length;
                    case byte[] column -> column.length;
                    case Number number -> 8;
                    default -> throw new AssertionError("a column of another type: " + field);
                };
            }
        }
        assertThat(bytes).isBetween(20L * count, 24L * count);
    }

    private static NoteTable table(List<Note> notes) {
        var builder = NoteTable.builder(0);
        for (var note : notes) {
            builder.add(note.start, note.end, note.pitch, note.velocity, note.instrument);
        }
        return builder.build();
    }

    private static List<Note> notesOf(NoteTable table) {
        return IntStream.range(0, table.size())
                .mapToObj(i ->
                        new Note(table.start(i), table.end(i), table.pitch(i), table.velocity(i), table.instrument(i)))
                .toList();
    }
}
