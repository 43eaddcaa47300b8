package rollscope.ui.transport;

import rollscope.audio.Peaks;
import rollscope.audio.Spectrum;

/**
 * What the stem looks like, as far as it is decoded: each picture of the same stem is longer than the one before.
 *
 * @param name  of the stem, for the user
 * @param whole whether this is all of it
 */
public record StemPicture(String name, Peaks peaks, Spectrum spectrum, boolean whole) {}
