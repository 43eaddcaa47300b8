package rollscope.simulator;

import java.util.List;

/**
 * One part of the demo song: what is played, and how the service would name it.
 *
 * @param stem           the service's name of the separated stem
 * @param instrument     the service's name of the instrument in its answers
 * @param id             the stem's id, an {@code audioId}
 * @param file           name of the audio file among the resources
 * @param program        General MIDI program, from 0, with which the stem was rendered
 * @param drums          whether it is played on the drum channel
 * @param answerVelocity the one velocity, 0 to 1, that answers give all notes of the part
 * @param notes          sorted by start, then pitch
 */
record Part(
        String stem,
        String instrument,
        String id,
        String file,
        int program,
        boolean drums,
        double answerVelocity,
        List<Played> notes) {
    Part {
        notes = List.copyOf(notes);
    }

    /**
     * A note as the score has it.
     *
     * @param start    seconds
     * @param end      seconds
     * @param pitch    0 to 127
     * @param velocity 1 to 127
     */
    record Played(double start, double end, int pitch, int velocity) {
        Played {
            if (!(start >= 0) || !(end > start) || pitch < 0 || pitch > 127 || velocity < 1 || velocity > 127) {
                throw new IllegalArgumentException("note " + pitch + " from " + start + " s to " + end + " s");
            }
        }
    }
}
