package rollscope.transcription;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * One separated part of a song's audio.
 *
 * @param id       opaque; what the service calls audio id
 * @param name     as the service names it, for example {@code Vocals}
 * @param audio    where its sound is kept, if known; https, or http on loopback
 * @param duration seconds; 0 when the service did not say
 * @param guessed  whether the id was read out of a file name rather than delivered
 */
public record Stem(String id, String name, Optional<URI> audio, double duration, boolean guessed) {
    public Stem {
        Objects.requireNonNull(audio);
        if (id.isBlank()) {
            throw new IllegalArgumentException("stem without an id");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("stem without a name");
        }
        if (!(duration >= 0) || Double.isInfinite(duration)) {
            throw new IllegalArgumentException("stem duration " + duration);
        }
    }
}
