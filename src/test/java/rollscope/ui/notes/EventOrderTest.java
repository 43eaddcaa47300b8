package rollscope.ui.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollscope.transcription.NoteTable;
import rollscope.ui.notes.EventOrder.Column;
import rollscope.ui.notes.EventOrder.Key;

class EventOrderTest {
    private static final NoteTable NOTES = random(777);

    @ParameterizedTest
    @EnumSource
    void sortsAsTheLibraryOfTheJdkWould(Column column) {
        for (boolean descending : new boolean[] {false, true}) {
            var comparator = comparator(column);
            check(List.of(new Key(column, descending)), descending ? comparator.reversed() : comparator);
        }
    }

    @Test
    void whatIsEqualByTheFirstKeyIsSortedByTheNext() {
        check(
                List.of(new Key(Column.INSTRUMENT, true), new Key(Column.PITCH, false), new Key(Column.LENGTH, true)),
                comparator(Column.INSTRUMENT)
                        .reversed()
                        .thenComparing(comparator(Column.PITCH))
                        .thenComparing(comparator(Column.LENGTH).reversed()));
    }

    @Test
    void withoutKeysEveryNoteIsInTheRowOfItsNumber() {
        var order = EventOrder.sorted(NOTES, List.of());
        assertThat(order.size()).isEqualTo(NOTES.size());
        assertThat(IntStream.range(0, order.size())).allMatch(i -> order.note(i) == i && order.row(i) == i);
    }

    @Test
    void aRangeIsTheSameFromEitherEnd() {
        var order = EventOrder.sorted(NOTES, List.of(new Key(Column.VELOCITY, true)));
        int[] expected = IntStream.rangeClosed(5, 9).map(order::note).toArray();
        assertThat(order.between(5, 9)).isEqualTo(expected);
        assertThat(order.between(9, 5)).isEqualTo(expected);
    }

    @Test
    void anEmptyTableHasAnOrderToo() {
        assertThat(EventOrder.sorted(NoteTable.EMPTY, List.of(new Key(Column.END, true)))
                        .size())
                .isZero();
    }

    private static void check(List<Key> keys, Comparator<Integer> comparator) {
        var order = EventOrder.sorted(NOTES, keys);
        int[] expected = IntStream.range(0, NOTES.size())
                .boxed()
                .sorted(comparator)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] actual = IntStream.range(0, order.size()).map(order::note).toArray();
        assertThat(actual).isEqualTo(expected);
        assertThat(Arrays.stream(actual).map(order::row))
                .containsExactlyElementsOf(
                        IntStream.range(0, order.size()).boxed().toList());
    }

    private static Comparator<Integer> comparator(Column column) {
        return switch (column) {
            case NUMBER -> Comparator.naturalOrder();
            case START -> Comparator.comparingDouble(NOTES::start);
            case END -> Comparator.comparingDouble(NOTES::end);
            case LENGTH -> Comparator.comparingDouble(note -> NOTES.end(note) - NOTES.start(note));
            case PITCH -> Comparator.comparingInt(NOTES::pitch);
            case VELOCITY -> Comparator.comparingInt(NOTES::velocity);
            case INSTRUMENT -> Comparator.comparingInt(NOTES::instrument);
        };
    }

    private static NoteTable random(int size) {
        var random = new Random(3);
        var notes = NoteTable.builder(size);
        for (int i = 0; i < size; i++) {
            double start = random.nextInt(400) / 16.0;
            notes.add(
                    start,
                    start + (1 + random.nextInt(12)) / 16.0,
                    30 + random.nextInt(40),
                    1 + random.nextInt(20),
                    random.nextInt(4));
        }
        return notes.build();
    }
}
