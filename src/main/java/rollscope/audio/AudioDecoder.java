package rollscope.audio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import rollscope.audio.UnreadableAudio.Reason;
import rollscope.language.Words;

/**
 * Opens sound files: MP3, WAV, AIFF, FLAC, Ogg Vorbis, AAC in MP4 or ADTS. What a file is, its first bytes say, never its name.
 *
 * <p>The decoders are called directly and not through the services of {@code javax.sound.sampled}, where each decoder on the path
 * is asked about each file and one may claim what belongs to another.
 */
public final class AudioDecoder {
    private AudioDecoder() {}

    /**
     * Opens a file and reads its headers.
     *
     * @throws UnreadableAudio if there is no sound in it that we can decode
     * @throws IOException what the disk said
     */
    public static PcmSource open(Path path) throws IOException {
        var in = new AudioBytes(path);
        try {
            return sniff(in);
        } catch (EOFException e) {
            in.close();
            throw new UnreadableAudio(Reason.DAMAGED, Words.of("sound.ends-early"));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static PcmSource sniff(AudioBytes in) throws IOException {
        if (in.size() == 0) {
            throw new UnreadableAudio(Reason.EMPTY, Words.of("sound.empty"));
        }
        long start = Id3.behindTags(in);
        in.seek(start);
        String head = new String(in.peek(12), StandardCharsets.ISO_8859_1);
        String form = head.length() == 12 ? head.substring(8) : "";
        if (form.equals("WAVE") && (head.startsWith("RIFF") || head.startsWith("RF64"))) {
            return WaveSource.wav(in);
        }
        if (head.startsWith("FORM") && (form.equals("AIFF") || form.equals("AIFC"))) {
            return WaveSource.aiff(in);
        }
        if (head.startsWith("fLaC")) {
            return FlacSource.open(in);
        }
        if (head.startsWith("OggS")) {
            return VorbisSource.open(in);
        }
        if (head.startsWith("ftyp", 4)) {
            return AacSource.mp4(in);
        }
        if (AdtsFrames.startsAt(in, start)) {
            return AacSource.adts(in, start);
        }
        var frames = MpegFrames.find(in, start);
        if (frames.isPresent()) {
            return Mp3Source.open(in, frames.get());
        }
        throw new UnreadableAudio(Reason.UNKNOWN, Words.of("sound.unknown"));
    }
}
