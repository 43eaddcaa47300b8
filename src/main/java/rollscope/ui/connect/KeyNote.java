package rollscope.ui.connect;

import rollscope.language.Words;
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
    /** The keychain has not answered yet. */
    static KeyNote waits() {
        return new KeyNote(Words.of("connect.key-waiting"), false, true);
    }

    /** Where keys go. */
    static KeyNote of(KeyPlace place) {
        return new KeyNote(
                switch (place) {
                    case KEYCHAIN -> Words.of("connect.key-encrypted");
                    case THIS_RUN -> Words.of("connect.key-gone-at-end");
                    case FILE -> Words.of("connect.key-not-encrypted");
                },
                false,
                false);
    }

    /** A key that was to be kept at a place. */
    static KeyNote kept(KeyPlace wanted, SecretStore.Kept kept) {
        return kept.trouble()
                .map(trouble -> warning(Words.of("connect.key-kept-for-run", cause(trouble))))
                .orElseGet(() -> of(kept.place() == wanted ? wanted : KeyPlace.THIS_RUN));
    }

    /** A key that was to go to another place. */
    static KeyNote moved(KeyPlace wanted, SecretStore.Kept kept) {
        return kept.trouble()
                .map(trouble -> warning(
                        kept.place() == wanted
                                ? Words.of("connect.key-maybe-in-it", cause(trouble))
                                : Words.of("connect.key-stays", cause(trouble))))
                .orElseGet(() -> of(kept.place()));
    }

    /** A key that may be kept and could not be read. */
    static KeyNote notRead(KeyTrouble trouble) {
        return warning(
                switch (trouble) {
                    case NO_KEYCHAIN -> Words.of("connect.any-key-for-run", cause(trouble));
                    case KEYCHAIN_REFUSED, KEYCHAIN_SLOW, KEYCHAIN_FAILED, FILE_FAILED ->
                        Words.of("connect.paste-to-go-on", cause(trouble));
                });
    }

    /** Why something about a key did not work; the beginning of a sentence. */
    static String cause(KeyTrouble trouble) {
        return switch (trouble) {
            case NO_KEYCHAIN -> Words.of("connect.no-keychain");
            case KEYCHAIN_REFUSED -> Words.of("connect.keychain-locked");
            case KEYCHAIN_SLOW -> Words.of("connect.keychain-silent");
            case KEYCHAIN_FAILED -> Words.of("connect.keychain-broken");
            case FILE_FAILED -> Words.of("connect.key-file-unusable");
        };
    }

    private static KeyNote warning(String text) {
        return new KeyNote(text, true, false);
    }
}
