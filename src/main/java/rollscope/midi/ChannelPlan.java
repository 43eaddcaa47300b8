package rollscope.midi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rollscope.transcription.Instrument;

/**
 * Which channel each instrument of a file speaks on.
 *
 * <p>A tonal instrument has a channel to itself: 1 to 9 and 11 to 16, fifteen in all. From the sixteenth on, the next port
 * (meta event {@code FF 21}) has fifteen more, so that no instrument cuts off another's notes or changes its program. Players
 * that ignore ports hear such an instrument on the channel of that number; it therefore takes the number of one with the
 * same program if there is one. Drum kits are on channel 10 and share it as long as their kit is the same.
 *
 * <p>A file of one track has no ports. There, what is too many shares a channel with an instrument of the same program, and if all
 * fifteen channels have other programs, with one of the nearest.
 */
final class ChannelPlan {
    static final int DRUM_CHANNEL = 9;
    private static final int CHANNELS = 16;
    private static final int PORTS = 128;

    /**
     * @param port   0 to 127
     * @param number 0 to 15; printed as 1 to 16
     */
    record Channel(int port, int number) {
        Channel {
            if (port < 0 || port >= PORTS || number < 0 || number >= CHANNELS) {
                throw new IllegalArgumentException("channel " + number + " of port " + port);
            }
        }
    }

    private final List<Channel> channels;
    private final List<Integer> programs;

    private ChannelPlan(List<Channel> channels, List<Integer> programs) {
        this.channels = List.copyOf(channels);
        this.programs = List.copyOf(programs);
    }

    static ChannelPlan of(List<Instrument> instruments) {
        var programs = new HashMap<Channel, Integer>();
        var channels = new ArrayList<Channel>();
        int tonal = 0;
        int firstFreePort = 0;
        for (var instrument : instruments) {
            Channel channel;
            if (instrument.drums()) {
                channel = drumChannel(programs, instrument.program());
            } else {
                firstFreePort = tonal / (CHANNELS - 1) % PORTS;
                channel = tonalChannel(programs, instrument.program(), firstFreePort, tonal % (CHANNELS - 1));
                tonal++;
            }
            programs.putIfAbsent(channel, instrument.program());
            channels.add(channel);
        }
        return new ChannelPlan(
                channels, instruments.stream().map(Instrument::program).toList());
    }

    /** A plan without ports. */
    static ChannelPlan ofOnePort(List<Instrument> instruments) {
        var tonal = instruments.stream().filter(i -> !i.drums()).toList();
        var distinct = tonal.stream().map(Instrument::program).distinct().toList();
        boolean alone = tonal.size() < CHANNELS;
        var spoken = new ArrayList<Integer>();
        var channels = new ArrayList<Channel>();
        var programs = new ArrayList<Integer>();
        int kit = -1;
        for (var instrument : instruments) {
            if (instrument.drums()) {
                kit = kit < 0 ? instrument.program() : kit;
                channels.add(new Channel(0, DRUM_CHANNEL));
                programs.add(kit);
                continue;
            }
            int voice = alone ? spoken.size() : spoken.indexOf(instrument.program());
            if (voice < 0 && spoken.size() < Math.min(CHANNELS - 1, distinct.size())) {
                voice = spoken.size();
            } else if (voice < 0) {
                voice = nearest(spoken, instrument.program());
            }
            if (voice == spoken.size()) {
                spoken.add(instrument.program());
            }
            channels.add(new Channel(0, voice < DRUM_CHANNEL ? voice : voice + 1));
            programs.add(spoken.get(voice));
        }
        return new ChannelPlan(channels, programs);
    }

    /** Programs are listed in families, so that the nearest number is the most alike. */
    private static int nearest(List<Integer> programs, int wanted) {
        int best = 0;
        for (int i = 1; i < programs.size(); i++) {
            if (Math.abs(programs.get(i) - wanted) < Math.abs(programs.get(best) - wanted)) {
                best = i;
            }
        }
        return best;
    }

    private static Channel drumChannel(Map<Channel, Integer> programs, int kit) {
        for (int port = 0; port < PORTS; port++) {
            var channel = new Channel(port, DRUM_CHANNEL);
            if (programs.getOrDefault(channel, kit) == kit) {
                return channel;
            }
        }
        throw new AssertionError("there are no more kits than ports");
    }

    /** The tonal channel of {@code port} whose number has this program on the first port, else the first free one. */
    private static Channel tonalChannel(Map<Channel, Integer> programs, int program, int port, int count) {
        Channel free = null;
        for (int number = 0; number < CHANNELS; number++) {
            var channel = new Channel(port, number);
            if (number != DRUM_CHANNEL && !programs.containsKey(channel)) {
                if (port > 0 && programs.getOrDefault(new Channel(0, number), -1) == program) {
                    return channel;
                }
                free = free == null ? channel : free;
            }
        }
        // Beyond 128 ports of 15 channels they are dealt out once more.
        return free != null ? free : new Channel(port, count < DRUM_CHANNEL ? count : count + 1);
    }

    Channel of(int instrument) {
        return channels.get(instrument);
    }

    /** What an instrument sounds like: its own program, unless it shares a channel with another. */
    int program(int instrument) {
        return programs.get(instrument);
    }

    /** Whether one port is not enough. */
    boolean needsPorts() {
        return channels.stream().anyMatch(channel -> channel.port() > 0);
    }

    /** Groups of instruments, by index, that have to share a channel. */
    List<List<Integer>> shared() {
        var speakers = new HashMap<Channel, List<Integer>>();
        for (int i = 0; i < channels.size(); i++) {
            speakers.computeIfAbsent(channels.get(i), c -> new ArrayList<>()).add(i);
        }
        return speakers.values().stream().filter(group -> group.size() > 1).toList();
    }
}
