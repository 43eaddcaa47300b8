package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rollscope.midi.ChannelPlan;
import rollscope.transcription.Instrument;

class SynthRackTest {
    private final RecordingSynth first = new RecordingSynth();
    private final RecordingSynth second = new RecordingSynth();
    private final SynthRack rack = new SynthRack(List.of(first, second));

    @Test
    void eachPortGetsItsNotesOnItsOwnChannels() {
        rack.noteOn(3, 15, 60, 90);
        rack.noteOn(4, 16, 61, 91);
        rack.noteOff(5, 16, 61);
        rack.volume(25, 0.5f);
        assertThat(first.sent).containsExactly(RecordingSynth.on(3, 15, 60, 90));
        assertThat(second.sent).containsExactly(RecordingSynth.on(4, 0, 61, 91), RecordingSynth.off(5, 0, 61));
        assertThat(second.volumes).containsEntry(9, 0.5f);
    }

    @Test
    void theSoundOfAllPortsIsSummed() {
        first.level = 0.25f;
        second.level = 0.5f;
        rack.noteOn(0, 0, 60, 90);
        rack.noteOn(0, 16, 60, 90);
        var block = new float[Engine.BLOCK * Engine.CHANNELS];
        rack.render(block);
        assertThat(block).containsOnly(0.75f);
    }

    @Test
    void silenceAndClosingReachAll() {
        rack.silence();
        rack.close();
        assertThat(List.of(first.silenced, second.silenced)).containsExactly(1, 1);
        assertThat(first.closed && second.closed).isTrue();
    }

    @Test
    void fortyPartsAreAllHeardEachOnAChannelOfItsOwn() {
        var rows = new double[40][];
        var instruments = new ArrayList<Instrument>();
        for (int i = 0; i < rows.length; i++) {
            instruments.add(Songs.melodic(i, i));
            rows[i] = new double[] {0, 0.5, 60, 90, i};
        }
        var song = Songs.of(1, instruments, rows);
        var synths = List.of(new RecordingSynth(), new RecordingSynth(), new RecordingSynth());
        assertThat(ChannelPlan.of(instruments).ports()).isEqualTo(3);
        Stage.render(song, new SynthRack(synths));
        assertThat(synths)
                .extracting(synth -> synth.sent.stream()
                        .filter(RecordingSynth.Sent::on)
                        .map(RecordingSynth.Sent::channel)
                        .distinct()
                        .count())
                .containsExactly(15L, 15L, 10L);
        assertThat(synths).allMatch(synth -> synth.sounding.isEmpty());
    }
}
