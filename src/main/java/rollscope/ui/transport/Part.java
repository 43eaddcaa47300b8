package rollscope.ui.transport;

import rollscope.transcription.Instrument;

/**
 * An instrument in the list.
 *
 * @param instrument as it is seen and heard
 * @param delivered  the name it came with; its colour goes by that
 * @param notes      how many it has
 */
record Part(Instrument instrument, String delivered, int notes, boolean muted, boolean soloed) {
    Part withInstrument(Instrument now) {
        return new Part(now, delivered, notes, muted, soloed);
    }

    Part withMuted(boolean now) {
        return new Part(instrument, delivered, notes, now, soloed);
    }

    Part withSoloed(boolean now) {
        return new Part(instrument, delivered, notes, muted, now);
    }
}
