package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rollscope.transcription.Instrument;

class ChannelPlanTest {
    @Test
    void melodicPartsGetAChannelEachAndStayOffTheTenth() {
        var parts =
                IntStream.range(0, 15).mapToObj(i -> Songs.melodic(i, i * 8)).toList();
        var plan = new ChannelPlan(parts);
        assertThat(parts)
                .extracting(part -> plan.channelOf(part.index()))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15);
        assertThat(parts).allMatch(part -> plan.program(plan.channelOf(part.index())) == part.program());
    }

    @Test
    void allDrumsPlayTheFirstKitOnTheTenthChannel() {
        var plan = new ChannelPlan(List.of(Songs.drums(0, 25), Songs.piano(1), Songs.drums(2, 40)));
        assertThat(plan.channelOf(0)).isEqualTo(9);
        assertThat(plan.channelOf(2)).isEqualTo(9);
        assertThat(plan.program(9)).isEqualTo(25);
        assertThat(plan.channelOf(1)).isZero();
    }

    @Test
    void moreThanFifteenPartsJoinTheSameProgramElseTheSameFamilyElseAnyInTurn() {
        var parts = new ArrayList<Instrument>();
        for (int i = 0; i < 15; i++) {
            parts.add(Songs.melodic(i, i * 8));
        }
        parts.add(Songs.melodic(15, 16)); // same program as part 2
        parts.add(Songs.melodic(16, 27)); // same family as part 3
        parts.add(Songs.melodic(17, 121)); // neither
        parts.add(Songs.melodic(18, 122));
        var plan = new ChannelPlan(parts);
        assertThat(plan.channelOf(15)).isEqualTo(2);
        assertThat(plan.channelOf(16)).isEqualTo(3);
        assertThat(plan.channelOf(17)).isEqualTo(0);
        assertThat(plan.channelOf(18)).isEqualTo(1);
    }
}
