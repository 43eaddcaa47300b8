package rollscope.playback;

/** What there is to hear with. */
public sealed interface AudioStatus {
    /** Nothing was asked to sound yet; the device is opened by the first play. */
    record Idle() implements AudioStatus {}

    /**
     * Sound is possible.
     *
     * @param device  name of the output
     * @param bank    name of the soundbank
     * @param latency from the synthesizer to the ear, in seconds, as far as the line tells
     */
    record Ready(String device, String bank, double latency) implements AudioStatus {}

    /** No sound; {@code sentence} says why and what to do. */
    record Silent(String sentence) implements AudioStatus {}
}
