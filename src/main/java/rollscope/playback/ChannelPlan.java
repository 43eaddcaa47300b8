package rollscope.playback;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import rollscope.transcription.Instrument;

/**
 * Which of the 16 channels plays which instrument, and with which program. Drums share channel 9 (the tenth, by General MIDI) and
 * the kit of the first of them. The others get a channel each as long as there is one; from the sixteenth on an instrument joins
 * one of the same program, else of the same family of eight programs, else the channels are dealt out again in turn. Who joins
 * is heard with the program of who was there first.
 */
final class ChannelPlan {
    static final int CHANNELS = 16;
    static final int DRUMS = 9;

    static final ChannelPlan EMPTY = new ChannelPlan(List.of());

    private final byte[] channels;
    private final int[] programs = new int[CHANNELS];

    ChannelPlan(List<Instrument> instruments) {
        channels = new byte[instruments.size()];
        var firsts = new ArrayList<Integer>();
        boolean drums = false;
        int dealt = 0;
        for (var instrument : instruments) {
            int channel;
            if (instrument.drums()) {
                channel = DRUMS;
                if (!drums) {
                    programs[DRUMS] = instrument.program();
                    drums = true;
                }
            } else if (firsts.size() < CHANNELS - 1) {
                channel = firsts.size() < DRUMS ? firsts.size() : firsts.size() + 1;
                programs[channel] = instrument.program();
                firsts.add(channel);
            } else {
                channel = similar(firsts, instrument.program());
                if (channel < 0) {
                    channel = firsts.get(dealt++ % firsts.size());
                }
            }
            channels[instrument.index()] = (byte) channel;
        }
    }

    private int similar(List<Integer> candidates, int program) {
        int family = -1;
        for (int channel : candidates) {
            if (programs[channel] == program) {
                return channel;
            }
            if (family < 0 && programs[channel] / 8 == program / 8) {
                family = channel;
            }
        }
        return family;
    }

    /** Visits every channel that is used, with its program or kit. */
    void forEachChannel(ChannelVisitor visitor) {
        var used = new BitSet();
        for (byte channel : channels) {
            used.set(channel);
        }
        used.stream().forEach(channel -> visitor.visit(channel, programs[channel]));
    }

    interface ChannelVisitor {
        void visit(int channel, int program);
    }

    int instruments() {
        return channels.length;
    }

    /** 0 to 15. */
    int channelOf(int instrument) {
        return channels[instrument];
    }

    /** General MIDI program, 0 to 127; of channel {@link #DRUMS} the kit. */
    int program(int channel) {
        return programs[channel];
    }
}
