package rollscope.playback;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sound.midi.MidiUnavailableException;
import rollscope.midi.ChannelPlan;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** Measures playback from within, for the benchmark. Times are those of the thread, not of the clock on the wall. */
public final class PlaybackProbe {
    /** Notes that sound at once. */
    private static final int VOICES = 200;

    private static final double SECONDS = 20;
    private static final double RENDERED_MINUTES = 60;
    private static final int HI_HAT = 42;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private PlaybackProbe() {}

    /** Takes a number. */
    public interface Report {
        void of(String name, double value, String unit);
    }

    /**
     * @param soundbank the large one; the best of the system if empty
     */
    public static void measure(Optional<Path> soundbank, Report report) throws MidiUnavailableException {
        var simple = new Soundbanks(GervillSynth::makeSounds, Optional::empty)
                .choose(Optional.empty())
                .sounds();
        var large = soundbank.or(Soundbanks::find);
        if (large.isEmpty()) {
            System.out.println("sound.render_rtf.sf2 not measured: there is no soundbank here; name one");
        } else {
            var choice = new Soundbanks().choose(large);
            if (choice.status().builtIn()) {
                System.out.println(
                        "sound.render_rtf.sf2 not measured: " + choice.status().trouble());
            } else {
                report.of("sound.bank_megabytes", choice.sounds().size() / 1e6, "MB");
                render("sf2", choice.sounds(), report);
            }
        }
        render("emergency", simple, report);
        report.of("sound.drift_samples", drift(), "samples");
        report.of("sound.onset_error_ms", onsetError(simple), "ms");
        report.of("sound.picture_error_ms", pictureError(), "ms");
    }

    private static void render(String name, Soundbanks.Sounds sounds, Report report) throws MidiUnavailableException {
        var song = dense();
        var shares = new ArrayList<Double>();
        double best = Double.MAX_VALUE;
        for (int run = -1; run < 3; run++) {
            try (var synth = GervillSynth.open(sounds, ChannelPlan.of(song.instruments()), 0)) {
                var engine = new Engine(synth);
                engine.load(new EventSchedule(song.notes(), song.duration()), ChannelPlan.of(song.instruments()));
                engine.jump(0, true, 1);
                var block = new float[Engine.BLOCK * Engine.CHANNELS];
                int blocks = (int) (SECONDS * Engine.RATE / Engine.BLOCK);
                long began = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < blocks; i++) {
                    long before = THREADS.getCurrentThreadCpuTime();
                    engine.render(block);
                    if (run >= 0) {
                        double spent = (THREADS.getCurrentThreadCpuTime() - before) * 1e-9;
                        shares.add(spent * Engine.RATE / Engine.BLOCK);
                    }
                }
                if (run >= 0) {
                    best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - began) * 1e-9 / SECONDS);
                }
            }
        }
        shares.sort(null);
        report.of("sound.render_rtf." + name, best, "x");
        report.of("sound.block_load_p99." + name, shares.get(shares.size() * 99 / 100), "x");
    }

    /** Always that many notes, of ten instruments, which change one by one. */
    private static Transcription dense() {
        int[] programs = {0, 4, 24, 33, 48, 52, 56, 65, 73, 81};
        var instruments = new ArrayList<Instrument>();
        for (int i = 0; i < programs.length; i++) {
            instruments.add(Songs.melodic(i, programs[i]));
        }
        var notes = NoteTable.builder(10_000);
        for (int voice = 0; voice < VOICES; voice++) {
            double length = 1 + voice % 7 * 0.2;
            for (double at = voice * 0.003; at < SECONDS; at += length) {
                notes.add(at, at + length, 36 + voice / programs.length * 2, 90, voice % programs.length);
            }
        }
        return new Transcription("", "", SECONDS + 3, instruments, notes.build(), List.of());
    }

    /** Events of an hour of strokes, as the synthesizer gets them, against their times. */
    private static double drift() {
        double length = 60 * RENDERED_MINUTES;
        var random = new Random(1);
        var times = new ArrayList<Double>();
        var notes = NoteTable.builder(8_000);
        for (double at = 0.1; at < length - 1; at += 0.3 + random.nextDouble()) {
            times.add(at);
            notes.add(at, at + 0.1, 38, 100, 0);
        }
        var synth = new RecordingSynth();
        Stage.render(new Transcription("", "", length, List.of(Songs.drums(0, 0)), notes.build(), List.of()), synth);
        var strokes = synth.sent.stream().filter(RecordingSynth.Sent::on).toList();
        long worst = strokes.size() == times.size() ? 0 : Long.MAX_VALUE;
        for (int i = 0; i < Math.min(strokes.size(), times.size()); i++) {
            worst = Math.max(worst, Math.abs(strokes.get(i).frame() - Math.round(times.get(i) * Engine.RATE)));
        }
        return worst;
    }

    /** Of rendered hi-hats, the latest or earliest against its time. */
    private static double onsetError(Soundbanks.Sounds sounds) throws MidiUnavailableException {
        var times = new double[60];
        var notes = NoteTable.builder(times.length);
        for (int i = 0; i < times.length; i++) {
            times[i] = 0.5 * i + i * i * 0.0007;
            notes.add(times[i], times[i] + 0.05, HI_HAT, 120, 0);
        }
        var song = new Transcription("", "", 40, List.of(Songs.drums(0, 0)), notes.build(), List.of());
        float[] stereo;
        try (var synth = GervillSynth.open(sounds, ChannelPlan.of(song.instruments()), 0)) {
            stereo = Stage.render(song, synth);
        }
        double worst = 0;
        for (double time : times) {
            int expected = (int) Math.round(time * Engine.RATE);
            float before = 0;
            for (int i = Math.max(0, expected - 600); i < expected - 100; i++) {
                before = Math.max(before, Math.abs(stereo[2 * i]));
            }
            int at = Math.max(0, expected - 100);
            while (Math.abs(stereo[2 * at]) <= 4 * before + 1e-5) {
                at++;
            }
            worst = Math.max(worst, Math.abs(at - expected) * 1e3 / Engine.RATE);
        }
        return worst;
    }

    /** The position shown against what a line that reports in steps of 1024 frames has really let be heard, in a loop at half the speed. */
    private static double pictureError() {
        var device = new FakeDevice();
        device.step = 1024;
        var player = Stage.player(RecordingSynth::new, device, device);
        var transport = new Transport(player);
        transport.load(Songs.pianos(4, new double[] {0, 4, 60, 100, 0}));
        transport.setLoop(Optional.of(new Loop(1, 3)));
        transport.setSpeed(0.5);
        transport.play();
        long start = device.now;
        double[] errors = new double[4_000];
        for (int i = 0; i < errors.length; i++) {
            player.step();
            double heard = (device.now - start) * 1e-9 * 0.5;
            double truth = heard < 3 ? heard : 1 + (heard - 1) % 2;
            double error = Math.abs(transport.position().seconds() - truth);
            errors[i] = Math.min(error, 2 - error);
        }
        // In seconds of the ear, not of the song.
        return Arrays.stream(errors, 20, errors.length).max().orElse(0) / 0.5 * 1e3;
    }
}
