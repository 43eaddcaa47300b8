package rollscope.audio;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import rollscope.audio.UnreadableAudio.Reason;
import rollscope.language.Words;

/** Ogg Vorbis by JOrbis. The number in the last page says where the sound ends. */
final class VorbisSource extends BlockSource {
    private static final int CHUNK = 8192;
    /** A page has 65 307 bytes at most. */
    private static final int TAIL = 1 << 17;

    private final Packets packets;
    private final DspState dsp;
    private final Block block;
    private final float[][][] pcm = new float[1][][];
    private final int[] index;

    private VorbisSource(AudioBytes in, Packets packets, Info info, long length) throws UnreadableAudio {
        super(in, info.rate, info.channels, 0, length);
        this.packets = packets;
        dsp = new DspState();
        dsp.synthesis_init(info);
        block = new Block(dsp);
        index = new int[info.channels];
    }

    static PcmSource open(AudioBytes in) throws IOException {
        String head = new String(in.peek(64), StandardCharsets.ISO_8859_1);
        if (head.contains("OpusHead") || head.contains("FLAC") || head.contains("Speex")) {
            throw new UnreadableAudio(Reason.UNSUPPORTED, Words.of("sound.ogg-kind"));
        }
        long start = in.position();
        var packets = new Packets(in);
        var info = new Info();
        info.init();
        var comment = new Comment();
        comment.init();
        try {
            for (int i = 0; i < 3; i++) {
                var packet = packets.next();
                if (packet.isEmpty() || info.synthesis_headerin(comment, packet.get()) < 0) {
                    throw damaged();
                }
            }
            long length = lastPosition(in, start, packets.serial);
            return new VorbisSource(in, packets, info, length);
        } catch (RuntimeException e) {
            throw damaged();
        }
    }

    private static UnreadableAudio damaged() {
        return new UnreadableAudio(Reason.DAMAGED, Words.of("sound.ogg-damaged"));
    }

    /** The sample position of the stream's last page; −1 if none is told. Leaves the reading position as it was. */
    private static long lastPosition(AudioBytes in, long start, int serial) throws IOException {
        long here = in.position();
        in.seek(Math.max(start, in.size() - TAIL));
        byte[] tail = in.peek(TAIL);
        in.seek(here);
        for (int at = tail.length - 27; at >= 0; at--) {
            if (tail[at] == 'O' && tail[at + 1] == 'g' && tail[at + 2] == 'g' && tail[at + 3] == 'S') {
                long position = little(tail, at + 6, 8);
                if (little(tail, at + 14, 4) == (serial & 0xFFFFFFFFL) && position > 0) {
                    return position;
                }
            }
        }
        return -1;
    }

    private static long little(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        return value;
    }

    @Override
    boolean decode() throws IOException {
        try {
            var packet = packets.next();
            if (packet.isEmpty()) {
                return false;
            }
            int frames = 0;
            if (block.synthesis(packet.get()) == 0) {
                dsp.synthesis_blockin(block);
                frames = dsp.synthesis_pcmout(pcm, index);
            }
            float[] target = block(frames);
            for (int c = 0; c < index.length; c++) {
                for (int i = 0, to = c; i < frames; i++, to += index.length) {
                    target[to] = pcm[0][c][index[c] + i];
                }
            }
            dsp.synthesis_read(frames);
        } catch (RuntimeException e) {
            // A damaged packet; each has used up input, so this comes to an end.
            block(0);
        }
        return true;
    }

    /** The packets of the first stream in the file; what is woven in beside it is left out. */
    private static final class Packets {
        private final AudioBytes in;
        private final SyncState sync = new SyncState();
        private final StreamState stream = new StreamState();
        private final Page page = new Page();
        private final Packet packet = new Packet();
        private boolean begun;
        private int serial;

        Packets(AudioBytes in) {
            this.in = in;
            sync.init();
        }

        Optional<Packet> next() throws IOException {
            while (true) {
                if (begun) {
                    int result = stream.packetout(packet);
                    if (result > 0) {
                        return Optional.of(packet);
                    }
                    if (result < 0) {
                        continue;
                    }
                }
                if (!nextPage()) {
                    return Optional.empty();
                }
                if (!begun) {
                    begun = true;
                    serial = page.serialno();
                    stream.init(serial);
                }
                if (page.serialno() == serial) {
                    stream.pagein(page);
                }
            }
        }

        private boolean nextPage() throws IOException {
            while (sync.pageout(page) != 1) {
                int at = sync.buffer(CHUNK);
                int count = in.read(sync.data, at, CHUNK);
                if (count <= 0) {
                    return false;
                }
                sync.wrote(count);
            }
            return true;
        }
    }
}
