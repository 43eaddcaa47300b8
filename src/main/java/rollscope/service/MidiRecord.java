package rollscope.service;

/** The state of a transcription job, as one poll shows it. */
public sealed interface MidiRecord {
    record Pending() implements MidiRecord {}

    /** The service knows no such task, or does not show it yet: it answers the same to both. */
    record NotVisible() implements MidiRecord {}

    /** Finished; {@code answer} may be without notes. */
    record Complete(MidiAnswer answer) implements MidiRecord {}

    /** The service gave up; {@code reason} in its own words, may be empty. */
    record Failed(String reason) implements MidiRecord {}
}
