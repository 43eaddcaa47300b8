package rollscope.ui.parts;

import java.util.List;
import rollscope.midi.DrumAudit;
import rollscope.midi.Instrumentation;
import rollscope.transcription.Transcription;

/**
 * A song as delivered and what has been made of it. Immutable. Making one may look at all notes, so not on the FX thread.
 *
 * @param delivered never changed
 * @param how       what the user has made of the instruments
 * @param audits    by instrument, which pitches it was delivered with
 * @param song      as it is seen, heard and written
 */
public record Arranged(Transcription delivered, Instrumentation how, List<DrumAudit> audits, Transcription song) {
    public Arranged {
        audits = List.copyOf(audits);
    }

    public static Arranged of(Transcription delivered, Instrumentation how) {
        return new Arranged(
                delivered,
                how,
                DrumAudit.ofAll(delivered.notes(), delivered.instruments().size()),
                how.apply(delivered));
    }

    /** The same song arranged in another way; the notes are shared if that is possible. */
    Arranged with(Instrumentation anew) {
        var next = anew.apply(delivered);
        // Drums that go where they went before are not worth another table, which everybody would have to look at anew.
        boolean same = next.notes().equals(song.notes());
        return new Arranged(
                delivered,
                anew,
                audits,
                same
                        ? new Transcription(
                                next.id(),
                                next.title(),
                                next.duration(),
                                next.instruments(),
                                song.notes(),
                                next.stems())
                        : next);
    }
}
