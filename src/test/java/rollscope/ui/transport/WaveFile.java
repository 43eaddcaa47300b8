package rollscope.ui.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sound file for tests: one channel, a tone at half of full scale. */
final class WaveFile {
    private WaveFile() {}

    static Path write(Path file, int sampleRate, int frames) throws IOException {
        var bytes = ByteBuffer.allocate(44 + 2 * frames).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * frames);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(sampleRate).putInt(2 * sampleRate);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * frames);
        for (int i = 0; i < frames; i++) {
            bytes.putShort((short) (16_384 * Math.sin(2 * Math.PI * 440 * i / sampleRate)));
        }
        return Files.write(file, bytes.array());
    }
}
