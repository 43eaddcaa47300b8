package rollscope.ui.transport;

import rollscope.transcription.Instrument;

/**
 * An instrument in the list.
 *
 * @param notes how many it has
 */
record Part(Instrument instrument, int notes, boolean muted, boolean soloed) {
    Part withMuted(boolean now) {
        return new Part(instrument, notes, now, soloed);
    }

    Part withSoloed(boolean now) {
        return new Part(instrument, notes, muted, now);
    }
}
