package rollscope.midi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import rollscope.transcription.Instrument;

/**
 * Which channel each instrument of a song speaks on, in a file and while it is played. Immutable.
 *
 * <p>A tonal instrument has a channel to itself: 1 to 9 and 11 to 16, fifteen in all. From the sixteenth on, the next port
 * (meta event {@code FF 21}) has fifteen more, so that no instrument cuts off another's notes or changes its program. Players
 * that ignore ports hear such an instrument on the channel of that number; it therefore takes the number of one with the
 * same program if there is one. Drum kits are on channel 10 and share it as long as their kit is the same.
 *
 * <p>A file of one track has no ports. There every program gets a channel before any gets a second, and what is too many shares a
 * channel with an instrument of the same program. Only if there are more than fifteen programs do some sound with another: the
 * nearest.
 */
public final class ChannelPlan {
    /** Of each port. */
    public static final int CHANNELS = 16;

    /** The one of the kits, counted from 0. */
    public static final int DRUM_CHANNEL = 9;

    /** For no instruments. */
    public static final ChannelPlan EMPTY = of(List.of());

    private static final int PORTS = 128;
    private static final int TONAL = CHANNELS - 1;

    /**
     * @param port   0 to 127
     * @param number 0 to 15; printed as 1 to 16
     */
    public record Channel(int port, int number) {
        public Channel {
            if (port < 0 || port >= PORTS || number < 0 || number >= CHANNELS) {
                throw new IllegalArgumentException("channel " + number + " of port " + port);
            }
        }

        /** Its place among the channels of all ports. */
        public int place() {
            return port * CHANNELS + number;
        }

        /** Whether kits are on it. */
        public boolean isOfDrums() {
            return number == DRUM_CHANNEL;
        }
    }

    private final List<Channel> channels;
    private final List<Integer> programs;

    private ChannelPlan(List<Channel> channels, List<Integer> programs) {
        this.channels = List.copyOf(channels);
        this.programs = List.copyOf(programs);
    }

    /** A channel of its own for every instrument, on as many ports as it takes. */
    public static ChannelPlan of(List<Instrument> instruments) {
        var programs = new HashMap<Channel, Integer>();
        var channels = new ArrayList<Channel>();
        int tonal = 0;
        int firstFreePort = 0;
        for (var instrument : instruments) {
            Channel channel;
            if (instrument.drums()) {
                channel = drumChannel(programs, instrument.program());
            } else {
                firstFreePort = tonal / TONAL % PORTS;
                channel = tonalChannel(programs, instrument.program(), firstFreePort, tonal % TONAL);
                tonal++;
            }
            programs.putIfAbsent(channel, instrument.program());
            channels.add(channel);
        }
        return new ChannelPlan(
                channels, instruments.stream().map(Instrument::program).toList());
    }

    /** A plan without ports. */
    public static ChannelPlan ofOnePort(List<Instrument> instruments) {
        int distinct = (int) instruments.stream()
                .filter(instrument -> !instrument.drums())
                .map(Instrument::program)
                .distinct()
                .count();
        int spare = Math.max(0, TONAL - distinct);
        // By voice, a tonal channel: what it sounds like, and how many speak on it.
        var spoken = new ArrayList<Integer>();
        var speakers = new ArrayList<Integer>();
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
            boolean known = spoken.contains(instrument.program());
            int voice;
            if (spoken.size() < TONAL && (!known || spare > 0)) {
                spare -= known ? 1 : 0;
                voice = spoken.size();
                spoken.add(instrument.program());
                speakers.add(0);
            } else {
                voice = nearest(spoken, speakers, instrument.program());
            }
            speakers.set(voice, speakers.get(voice) + 1);
            channels.add(new Channel(0, voice < DRUM_CHANNEL ? voice : voice + 1));
            programs.add(spoken.get(voice));
        }
        return new ChannelPlan(channels, programs);
    }

    /** Programs are listed in families, so that the nearest number is the most alike; of several the one least spoken on. */
    private static int nearest(List<Integer> programs, List<Integer> speakers, int wanted) {
        int best = 0;
        for (int i = 1; i < programs.size(); i++) {
            int nearer = Integer.compare(Math.abs(programs.get(i) - wanted), Math.abs(programs.get(best) - wanted));
            if (nearer < 0 || (nearer == 0 && speakers.get(i) < speakers.get(best))) {
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

    /**
     * @param instrument by its place in the list the plan was made of
     */
    public Channel of(int instrument) {
        return channels.get(instrument);
    }

    /** What an instrument sounds like: its own program, unless it shares a channel with another. */
    public int program(int instrument) {
        return programs.get(instrument);
    }

    /** For how many instruments it is. */
    public int instruments() {
        return channels.size();
    }

    /** How many ports it takes; at least 1. */
    public int ports() {
        return channels.stream().mapToInt(Channel::port).max().orElse(0) + 1;
    }

    /** Whether one port is not enough. */
    boolean needsPorts() {
        return ports() > 1;
    }

    /** Visits every channel that is used, with its program or kit. */
    public void forEachChannel(ChannelVisitor visitor) {
        var seen = new HashSet<Channel>();
        for (int i = 0; i < channels.size(); i++) {
            if (seen.add(channels.get(i))) {
                visitor.visit(channels.get(i), programs.get(i));
            }
        }
    }

    /** See {@link #forEachChannel}. */
    @FunctionalInterface
    public interface ChannelVisitor {
        /**
         * @param program 0 to 127; of a channel of drums the kit
         */
        void visit(Channel channel, int program);
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
