package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.midi.ChannelPlan.Channel;
import rollscope.transcription.Instrument;

class ChannelPlanTest {
    private static List<Instrument> tones(int count, IntUnaryOperator program) {
        return IntStream.range(0, count)
                .mapToObj(i -> MidiWriteTest.tonal(i, "Part " + i, program.applyAsInt(i)))
                .toList();
    }

    private static Instrument kit(int index, int kit) {
        return new Instrument(index, "Kit " + index, kit, false, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 20, 40, 128})
    void everyToneHasAChannelOfItsOwnAndItsProgram(int count) {
        var parts = tones(count, i -> i * 7 % 128);
        var plan = ChannelPlan.of(parts);
        var taken = new HashSet<Channel>();
        for (var part : parts) {
            assertThat(taken.add(plan.of(part.index())))
                    .as("part %d alone", part.index())
                    .isTrue();
            assertThat(plan.of(part.index()).isOfDrums()).isFalse();
            assertThat(plan.program(part.index())).isEqualTo(part.program());
        }
        assertThat(plan.ports()).isEqualTo(Math.ceilDiv(count, 15));
        assertThat(plan.instruments()).isEqualTo(count);
    }

    @Test
    void kitsShareTheTenthChannelAsLongAsTheyAreTheSame() {
        var plan = ChannelPlan.of(List.of(kit(0, 25), MidiWriteTest.tonal(1, "Keys", 0), kit(2, 40), kit(3, 25)));
        assertThat(plan.of(0)).isEqualTo(new Channel(0, 9)).isEqualTo(plan.of(3));
        assertThat(plan.of(2)).isEqualTo(new Channel(1, 9));
        assertThat(plan.program(2)).isEqualTo(40);
        assertThat(plan.of(2).place()).isEqualTo(25);
    }

    @Test
    void everyChannelIsVisitedOnceWithItsProgram() {
        var visited = new HashMap<Channel, Integer>();
        var parts = new ArrayList<>(tones(20, i -> i));
        parts.add(kit(20, 8));
        parts.add(kit(21, 8));
        ChannelPlan.of(parts).forEachChannel((channel, program) -> assertThat(visited.put(channel, program))
                .isNull());
        assertThat(visited).hasSize(21).containsEntry(new Channel(0, 9), 8).containsEntry(new Channel(1, 0), 15);
    }

    @Test
    void onOnePortFifteenTonesAreAloneWhateverTheySoundLike() {
        var plan = ChannelPlan.ofOnePort(tones(15, i -> 4));
        assertThat(IntStream.range(0, 15).mapToObj(plan::of).distinct()).hasSize(15);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40})
    void onOnePortNoProgramIsLostWhileThereAreFifteenAtMost(int count) {
        // The rare sounds come last: they must not find every channel taken by pianos.
        var parts = tones(count, i -> i < count - 14 ? 0 : i);
        var plan = ChannelPlan.ofOnePort(parts);
        assertThat(parts).allMatch(part -> plan.program(part.index()) == part.program());
        assertThat(parts).noneMatch(part -> plan.of(part.index()).isOfDrums());
        assertThat(plan.ports()).isEqualTo(1);
    }

    @Test
    void onOnePortSpareChannelsGoToPartsOfTheSameSound() {
        var plan = ChannelPlan.ofOnePort(tones(20, i -> i % 2));
        var speakers = new HashMap<Channel, Integer>();
        IntStream.range(0, 20).forEach(i -> speakers.merge(plan.of(i), 1, Integer::sum));
        assertThat(speakers).hasSize(15);
        assertThat(speakers.values()).allMatch(many -> many <= 2);
    }

    @Test
    void onOnePortTheSixteenthProgramSoundsWithTheNearest() {
        var plan = ChannelPlan.ofOnePort(tones(17, i -> i == 16 ? 11 : i * 8));
        assertThat(plan.program(15)).as("program 120").isEqualTo(112);
        assertThat(plan.program(16)).as("program 11").isEqualTo(8);
        assertThat(plan.of(16)).isEqualTo(plan.of(1));
    }

    @Test
    void onOnePortAllKitsSoundWithTheFirst() {
        var plan = ChannelPlan.ofOnePort(List.of(kit(0, 25), kit(1, 40)));
        assertThat(plan.of(1)).isEqualTo(plan.of(0)).isEqualTo(new Channel(0, 9));
        assertThat(plan.program(1)).isEqualTo(25);
    }
}
