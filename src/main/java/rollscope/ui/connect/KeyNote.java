package rollscope.ui.connect;

import rollscope.settings.KeyPlace;
import rollscope.settings.KeyTrouble;
import rollscope.settings.SecretStore;

/**
 * What is said about where a key is kept, short enough for one line beside the choice.
 *
 * @param warning whether it is not where it was to be
 * @param waiting whether a keychain is being waited for, which the user can end
 */
record KeyNote(String text, boolean warning, boolean waiting) {
    static final KeyNote WAITING = new KeyNote("The keychain may be asking for a password.", false, true);

    /** Where keys go. */
    static KeyNote of(KeyPlace place) {
        return new KeyNote(
                switch (place) {
                    case KEYCHAIN -> "Encrypted by your system.";
                    case THIS_RUN -> "Gone when you close Rollscope.";
                    case FILE -> "Not encrypted: whoever gets at your files can read it.";
                },
                false,
                false);
    }

    /** A key that was to be kept at a place. */
    static KeyNote kept(KeyPlace wanted, SecretStore.Kept kept) {
        return kept.trouble()
                .map(trouble -> warning(cause(trouble) + ": kept for this run only."))
                .orElseGet(() -> of(kept.place() == wanted ? wanted : KeyPlace.THIS_RUN));
    }

    /** A key that was to go to another place. */
    static KeyNote moved(KeyPlace wanted, SecretStore.Kept kept) {
        return kept.trouble()
                .map(trouble -> warning(
                        kept.place() == wanted
                                ? cause(trouble) + ": the key may still be in it."
                                : cause(trouble) + ": the key stays where it is."))
                .orElseGet(() -> of(kept.place()));
    }

    /** A key that may be kept and could not be read. */
    static KeyNote notRead(KeyTrouble trouble) {
        return warning(
                switch (trouble) {
                    case NO_KEYCHAIN -> cause(trouble) + ": a key is kept for this run only.";
                    case KEYCHAIN_REFUSED, KEYCHAIN_SLOW, KEYCHAIN_FAILED, FILE_FAILED ->
                        cause(trouble) + ": paste your key to go on.";
                });
    }

    /** Why something about a key did not work; the beginning of a sentence. */
    static String cause(KeyTrouble trouble) {
        return switch (trouble) {
            case NO_KEYCHAIN -> "No keychain here";
            case KEYCHAIN_REFUSED -> "The keychain is locked";
            case KEYCHAIN_SLOW -> "The keychain did not answer";
            case KEYCHAIN_FAILED -> "The keychain does not work";
            case FILE_FAILED -> "The key's file cannot be used";
        };
    }

    private static KeyNote warning(String text) {
        return new KeyNote(text, true, false);
    }
}
