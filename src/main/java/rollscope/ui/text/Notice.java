package rollscope.ui.text;

import rollscope.library.Problem;

/**
 * One message to the user, shown in the window and never in front of it.
 *
 * @param tone     how much it matters
 * @param sentence what happened
 * @param remedy   what to do; empty where there is nothing to do
 * @param details  for a supporter; empty where there are none
 */
public record Notice(Tone tone, String sentence, String remedy, String details) {
    /** How much a message matters. */
    public enum Tone {
        /** As it should be. */
        CALM,
        /** Worth being glad about. */
        GOOD,
        /** Wants a look. */
        DOUBT,
        /** Did not work. */
        BAD
    }

    public static Notice good(String sentence) {
        return new Notice(Tone.GOOD, sentence, "", "");
    }

    public static Notice of(Problem problem) {
        return new Notice(Tone.BAD, problem.sentence(), problem.remedy(), problem.details());
    }
}
