package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.MidiChannel;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Synthesizer;
import org.junit.jupiter.api.Test;
import rollscope.midi.ChannelPlan;

class SynthsTest {
    private static final class Info extends MidiDevice.Info {
        Info() {
            super("The system's synthesizer", "", "", "");
        }
    }

    private final List<String> calls = new ArrayList<>();

    private Synthesizer publicSynthesizer(int channelCount, long latencyMicros) {
        var channels = new MidiChannel[channelCount];
        for (int i = 0; i < channels.length; i++) {
            int number = i;
            channels[i] = fake(MidiChannel.class, (method, arguments) -> {
                calls.add(number + " " + method + (arguments == null ? "" : " " + List.of(arguments)));
                return null;
            });
        }
        return fake(Synthesizer.class, (method, arguments) -> switch (method) {
            case "getChannels" -> channels;
            case "getLatency" -> latencyMicros;
            case "getDeviceInfo" -> new Info();
            default -> {
                calls.add(method);
                yield null;
            }
        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    @Test
    void withoutGervillsStreamThePublicSynthesizerPlays() {
        var synth = Synths.firstOf(
                List.of(
                        () -> {
                            throw new IllegalAccessError("module java.desktop does not export com.sun.media.sound");
                        },
                        () -> {
                            throw new NoClassDefFoundError("com/sun/media/sound/AudioSynthesizer");
                        },
                        () -> ReceiverSynth.open(
                                publicSynthesizer(16, 100_000), ChannelPlan.of(List.of(Songs.melodic(0, 33))))),
                SilentSynth::new);
        assertThat(synth.playsItself()).isTrue();

        var device = new FakeDevice();
        var player = Stage.player(() -> synth, device, device);
        var transport = new Transport(player);
        transport.load(Songs.of(1, List.of(Songs.melodic(0, 33)), new double[] {0, 1, 40, 90, 0}));
        transport.play();
        player.step();
        assertThat(calls).containsSubsequence("open", "0 programChange [33]", "0 noteOn [40, 90]");
        assertThat(device.opened).as("outputs beside the synthesizer's own").isZero();
        assertThat(transport.status()).isInstanceOfSatisfying(AudioStatus.Ready.class, ready -> assertThat(ready.bank())
                .isEqualTo("The system's synthesizer"));
        while (transport.position().playing()) {
            player.step();
        }
        assertThat(calls).contains("0 noteOff [40]");
        assertThat(transport.position().seconds()).isEqualTo(1);
    }

    @Test
    void withoutAnySynthesizerThePlayheadStillMoves() {
        var synth = Synths.firstOf(
                List.of(() -> {
                    throw new MidiUnavailableException("no line");
                }),
                SilentSynth::new);
        var device = new FakeDevice();
        var player = Stage.player(() -> synth, device, device);
        var transport = new Transport(player);
        transport.load(Songs.pianos(1, new double[] {0, 1, 40, 90, 0}));
        transport.play();
        for (int i = 0; i < 50; i++) {
            player.step();
        }
        assertThat(transport.position().seconds()).isGreaterThan(0.4);
        assertThat(device.played.toByteArray()).containsOnly(0);
    }

    @Test
    void aSynthesizerWithFewChannelsLeavesOutTheRest() throws MidiUnavailableException {
        var synth = ReceiverSynth.open(publicSynthesizer(2, 0), ChannelPlan.EMPTY);
        synth.noteOn(0, 5, 60, 90);
        synth.noteOff(0, 5, 60);
        assertThat(calls).containsExactly("open");
    }
}
