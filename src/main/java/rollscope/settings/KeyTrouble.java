package rollscope.settings;

/** Why a key could not be read, kept or removed. */
public enum KeyTrouble {
    /** This computer offers no keychain, or none that runs. */
    NO_KEYCHAIN,
    /** The keychain is locked, or the user said no. */
    KEYCHAIN_REFUSED,
    /** The keychain did not answer in time, or the user did not want to wait. */
    KEYCHAIN_SLOW,
    KEYCHAIN_FAILED,
    /** The file of the key cannot be read, written or removed, or the disk cannot keep it from other users. */
    FILE_FAILED
}
