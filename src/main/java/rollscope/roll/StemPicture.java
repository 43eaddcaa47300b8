package rollscope.roll;

import java.util.Objects;
import rollscope.audio.Peaks;
import rollscope.audio.Spectrum;

/**
 * What a stem looks like, as far as it is known by now.
 *
 * @param name as the user knows the stem
 */
public record StemPicture(String name, Peaks peaks, Spectrum spectrum) {
    public StemPicture {
        Objects.requireNonNull(name);
        Objects.requireNonNull(peaks);
        Objects.requireNonNull(spectrum);
    }
}
