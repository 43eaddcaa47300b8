package rollscope.playback;

import java.util.Optional;

/** A transport that is the same on every computer: an output is there, nothing sounds, and no soundbank is looked for. */
public final class StillTransport {
    private static final SoundbankStatus BANK =
            new SoundbankStatus("simple built-in sounds", true, false, Optional.empty());

    private StillTransport() {}

    public static Transport start() {
        var player = new Player(
                (_, _) -> new SynthSource.Opened(new SilentSynth(), BANK),
                Synths.loader(),
                _ -> new DefaultOutput(new PacedOutput(NanoClock.SYSTEM)),
                NanoClock.SYSTEM);
        player.start();
        return new Transport(player);
    }

    /** What the system's own line is called. */
    private record DefaultOutput(PacedOutput pace) implements Output {
        @Override
        public String name() {
            return "default output";
        }

        @Override
        public int bufferFrames() {
            return pace.bufferFrames();
        }

        @Override
        public void write(byte[] block) {
            pace.write(block);
        }

        @Override
        public long framesHeard() {
            return pace.framesHeard();
        }

        @Override
        public void close() {
            pace.close();
        }
    }
}
