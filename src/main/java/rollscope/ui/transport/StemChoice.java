package rollscope.ui.transport;

/**
 * Something that can be heard against the notes.
 *
 * @param id    of the stem, or one of the two names of {@link rollscope.library.Listening}
 * @param name  for the user
 * @param hint  why it cannot be heard now, or how far it has come; empty if it is here
 * @param heard whether this is the one that is chosen
 */
public record StemChoice(String id, String name, String hint, boolean heard) {}
