package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rollscope.transcription.Transcription;

/** The real thread, on outputs that misbehave. */
@Timeout(30)
class AudioThreadTest {
    private static final Transcription SONG = Songs.pianos(60, new double[] {0, 60, 60, 100, 0});

    /** Takes its first block and then no more, until it is let go. */
    private static final class StuckOutput implements Output {
        final CountDownLatch stuck = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public String name() {
            return "stuck";
        }

        @Override
        public int bufferFrames() {
            return Engine.BLOCK;
        }

        @Override
        public void write(byte[] block) throws IOException {
            stuck.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }

        @Override
        public long framesHeard() {
            return 0;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void verbsReturnWhileTheOutputIsStuckAndCloseGivesItBackAfterwards() throws InterruptedException {
        var output = new StuckOutput();
        var player = Stage.player(RecordingSynth::new, _ -> output, NanoClock.SYSTEM);
        player.start();
        var transport = new Transport(player);
        transport.load(SONG);
        transport.play();
        await(output.stuck);

        transport.seek(30);
        transport.setMuted(0, true);
        transport.pause();
        assertThat(transport.position().seconds()).isEqualTo(30);
        assertThat(transport.position().playing()).isFalse();
        transport.close();
        output.letGo.countDown();
        await(output.closed);
    }

    @Test
    void aSynthesizerThatBreaksIsReplacedByTheNextPlay() throws InterruptedException {
        var opened = new AtomicInteger();
        var broken = new CountDownLatch(1);
        var secondWorks = new StuckOutput();
        var player = Stage.player(
                () -> opened.incrementAndGet() > 1 ? new RecordingSynth() : new Broken(broken),
                _ -> secondWorks,
                NanoClock.SYSTEM);
        player.start();
        try (var transport = new Transport(player)) {
            transport.load(SONG);
            transport.seek(7);
            transport.play();
            await(broken);
            assertThat(transport.status()).isEqualTo(Player.broken());
            assertThat(transport.position()).matches(p -> !p.playing() && p.seconds() == 7, "at 7, paused");

            transport.play();
            await(secondWorks.stuck);
            assertThat(transport.status()).isInstanceOf(AudioStatus.Ready.class);
        } finally {
            secondWorks.letGo.countDown();
        }
    }

    @Test
    void anOutputThatBlocksForEverIsLeftBehindAndTheNextPlayOpensAnother() throws InterruptedException {
        var blocked = new StuckOutput();
        var works = new StuckOutput();
        var opened = new AtomicInteger();
        var now = new AtomicLong(1);
        var clock = new NanoClock() {
            @Override
            public long nanoTime() {
                return now.get();
            }

            @Override
            public void sleepUntil(long time) {}
        };
        var player = Stage.player(RecordingSynth::new, _ -> opened.incrementAndGet() == 1 ? blocked : works, clock);
        player.start();
        try (var transport = new Transport(player)) {
            transport.load(SONG);
            transport.seek(7);
            transport.play();
            await(blocked.stuck);
            assertThat(transport.position().playing()).isTrue();

            now.addAndGet(5_000_000_000L);
            assertThat(transport.status()).isEqualTo(Player.outputLost());
            assertThat(transport.position()).matches(p -> !p.playing() && p.seconds() == 7, "at 7, paused");

            transport.play();
            await(works.stuck);
            assertThat(transport.status()).isInstanceOf(AudioStatus.Ready.class);
            assertThat(transport.position().playing()).isTrue();

            // The old thread comes back one day, tidies up and disturbs nobody.
            blocked.letGo.countDown();
            await(blocked.closed);
            assertThat(transport.status()).isInstanceOf(AudioStatus.Ready.class);
        } finally {
            works.letGo.countDown();
        }
    }

    private static final class Broken extends RecordingSynth {
        private final CountDownLatch gone;

        Broken(CountDownLatch gone) {
            this.gone = gone;
        }

        @Override
        public void render(float[] stereo) {
            throw new ArrayIndexOutOfBoundsException("voice");
        }

        @Override
        public void close() {
            gone.countDown();
        }
    }
}
