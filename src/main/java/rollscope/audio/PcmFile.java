package rollscope.audio;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import rollscope.audio.UnreadableAudio.Reason;
import rollscope.language.Words;

/**
 * Decoded sound on disk, to be read from anywhere: 16 bit, one or two channels, 10 MB a minute in stereo. It is mapped into memory,
 * so an hour of it costs no heap, and reading takes no lock, allocates nothing and, once the system has the pages, waits
 * for nothing. The file is a scratch file of its own and goes when this is closed.
 *
 * <p>Any thread may read, also while and after it is closed: from then on there is silence.
 */
public final class PcmFile implements Closeable {
    /** Two hours. */
    public static final int MAX_SECONDS = 7200;

    /** A glob of the names of scratch files. */
    static final String NAMES = "rollscope-*.pcm";

    private static final System.Logger LOG = System.getLogger(PcmFile.class.getName());

    private static final String PREFIX = "rollscope-";
    private static final String SUFFIX = ".pcm";

    private static final ValueLayout.OfShort SAMPLE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final int sampleRate;
    private final int channels;
    private final long frames;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment samples;

    private PcmFile(Path file, int sampleRate, int channels, long frames) throws IOException {
        this.file = file;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.frames = frames;
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            samples = in.map(FileChannel.MapMode.READ_ONLY, 0, frames * channels * Short.BYTES, arena);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    public int sampleRate() {
        return sampleRate;
    }

    /** 1 or 2. */
    public int channels() {
        return channels;
    }

    public long frames() {
        return frames;
    }

    /**
     * Copies frames from anywhere; before the start, behind the end and once closed there is silence. A single channel goes to both
     * sides.
     *
     * @param frame the first, may be negative
     * @param left receives {@code count} samples from index 0
     * @param right likewise
     */
    public void read(long frame, float[] left, float[] right, int count) {
        try {
            copy(frame, left, right, count);
        } catch (IllegalStateException _) { // closed meanwhile
            Arrays.fill(left, 0, count, 0);
            Arrays.fill(right, 0, count, 0);
        }
    }

    private void copy(long frame, float[] left, float[] right, int count) {
        for (int i = 0; i < count; i++) {
            long at = frame + i;
            if (at < 0 || at >= frames) {
                left[i] = 0;
                right[i] = 0;
            } else {
                left[i] = samples.get(SAMPLE, at * channels * Short.BYTES) * (1f / 32_768);
                right[i] = channels == 1
                        ? left[i]
                        : samples.get(SAMPLE, (at * channels + 1) * Short.BYTES) * (1f / 32_768);
            }
        }
    }

    /**
     * Removes the scratch files in a folder that a program left behind when it was killed, as far as the disk allows; those of a program
     * that runs stay. Files tell by their names whose they are: number and start of the process. Every new scratch file sees to its
     * folder.
     */
    static void clearScratch(Path folder) {
        try (var files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (var file : files) {
                if (!isOfRunning(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "scratch files stay in {0}: {1}", folder, e.getMessage());
        }
    }

    private static boolean isOfRunning(String name) {
        var parts = name.substring(PREFIX.length()).split("-", 3);
        try {
            return parts.length == 3
                    && ProcessHandle.of(Long.parseLong(parts[0]))
                            .filter(process -> startOf(process).equals(parts[1]))
                            .isPresent();
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static String thisProcess() {
        var process = ProcessHandle.current();
        return process.pid() + "-" + startOf(process);
    }

    /** Numbers of processes are used again, in containers at once. */
    private static String startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Long.toString(start.toEpochMilli()))
                .orElse("0");
    }

    /** Gives the memory back and removes the file. */
    @Override
    public void close() throws IOException {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        Files.deleteIfExists(file);
    }

    /** Writes the file. One thread. Closing it unfinished removes the file. */
    static final class Writer implements Closeable {
        private final Path file;
        private final FileChannel out;
        private final int sampleRate;
        private final int channels;
        private ByteBuffer buffer = ByteBuffer.allocate(0);
        private long frames;
        private boolean finished;

        Writer(Path folder, int sampleRate, int channels) throws IOException {
            Files.createDirectories(folder);
            clearScratch(folder);
            file = Files.createTempFile(folder, PREFIX + thisProcess() + "-", SUFFIX);
            out = FileChannel.open(file, StandardOpenOption.WRITE);
            this.sampleRate = sampleRate;
            this.channels = channels;
        }

        void add(float[] block, int count) throws IOException {
            frames += count;
            if (frames > (long) MAX_SECONDS * sampleRate) {
                throw new UnreadableAudio(Reason.TOO_LONG, Words.of("sound.too-long"));
            }
            int bytes = count * channels * Short.BYTES;
            if (buffer.capacity() < bytes) {
                buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            }
            buffer.clear();
            for (int i = 0; i < count * channels; i++) {
                buffer.putShort((short) Math.clamp(Math.round(block[i] * 32_768), -32_768, 32_767));
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }

        PcmFile finish() throws IOException {
            if (frames == 0) {
                throw new UnreadableAudio(Reason.DAMAGED, Words.of("sound.damaged"));
            }
            out.close();
            var result = new PcmFile(file, sampleRate, channels, frames);
            finished = true;
            return result;
        }

        @Override
        public void close() throws IOException {
            if (!finished) {
                out.close();
                Files.deleteIfExists(file);
            }
        }
    }
}
