package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;

/** What the JDK's own reader finds in a file, in seconds by the tempo events it finds there. */
public final class OtherReader {
    /** A note; {@code track} counts from 0. */
    public record Note(int track, int channel, int pitch, int velocity, long tick, double on, double off) {}

    public record Meter(long tick, int beats, int unit, int clocks) {}

    public final Sequence sequence;
    public final List<Note> notes = new ArrayList<>();
    public final List<Meter> meters = new ArrayList<>();
    public final List<String> keys = new ArrayList<>();
    /** Tick and microseconds a quarter. */
    public final TreeMap<Long, Integer> tempos = new TreeMap<>();

    private final TreeMap<Long, Double> seconds = new TreeMap<>();

    public OtherReader(byte[] file) throws Exception {
        sequence = MidiSystem.getSequence(new ByteArrayInputStream(file));
        assertThat(sequence.getDivisionType()).isEqualTo(Sequence.PPQ);
        for (var track : sequence.getTracks()) {
            for (int e = 0; e < track.size(); e++) {
                if (track.get(e).getMessage() instanceof MetaMessage meta) {
                    meta(track.get(e).getTick(), meta);
                }
            }
        }
        tempos.putIfAbsent(0L, 500_000);
        double now = 0;
        long last = 0;
        int tempo = 0;
        for (var change : tempos.entrySet()) {
            now += (change.getKey() - last) * (tempo / 1e6) / sequence.getResolution();
            seconds.put(change.getKey(), now);
            last = change.getKey();
            tempo = change.getValue();
        }
        for (int t = 0; t < sequence.getTracks().length; t++) {
            readNotes(t);
        }
        notes.sort(Comparator.comparingDouble(Note::on)
                .thenComparingInt(Note::pitch)
                .thenComparingInt(Note::track)
                .thenComparingInt(Note::channel));
    }

    private void meta(long tick, MetaMessage meta) {
        byte[] data = meta.getData();
        switch (meta.getType()) {
            case 0x51 -> {
                int tempo = (data[0] & 0xFF) << 16 | (data[1] & 0xFF) << 8 | data[2] & 0xFF;
                var before = tempos.put(tick, tempo);
                assertThat(before == null || before == tempo).isTrue();
            }
            case 0x58 -> meters.add(new Meter(tick, data[0], 1 << data[1], data[2]));
            case 0x59 -> keys.add(tick + " " + data[0] + " " + data[1]);
            default -> {}
        }
    }

    private void readNotes(int t) {
        var open = new HashMap<Integer, MidiEvent>();
        var track = sequence.getTracks()[t];
        for (int e = 0; e < track.size(); e++) {
            var event = track.get(e);
            if (!(event.getMessage() instanceof ShortMessage message)) {
                continue;
            }
            int key = message.getChannel() << 8 | message.getData1();
            if (message.getCommand() == ShortMessage.NOTE_ON) {
                assertThat(message.getData2()).isPositive();
                assertThat(open.put(key, event)).isNull();
            } else if (message.getCommand() == ShortMessage.NOTE_OFF) {
                var on = open.remove(key);
                assertThat(on).isNotNull();
                notes.add(new Note(
                        t,
                        message.getChannel(),
                        message.getData1(),
                        ((ShortMessage) on.getMessage()).getData2(),
                        on.getTick(),
                        seconds(on.getTick()),
                        seconds(event.getTick())));
            }
        }
        assertThat(open).isEmpty();
    }

    public double seconds(double tick) {
        long change = tempos.floorKey((long) tick);
        return seconds.get(change) + (tick - change) * (tempos.get(change) / 1e6) / sequence.getResolution();
    }
}
