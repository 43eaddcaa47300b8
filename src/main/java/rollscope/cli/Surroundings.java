package rollscope.cli;

import java.util.Map;
import java.util.Optional;
import rollscope.keychain.Keychain;
import rollscope.playback.OutputDevice;
import rollscope.settings.Directories;

/**
 * What a command finds around it.
 *
 * @param environment variables of the process
 * @param directories where the window keeps things too: a job bought here shows up there
 * @param output      where sound goes; what was chosen in the window if empty
 * @param keychain    where the window may have kept a key
 * @param demoSpeed   divides every delay of the demo provider; 1 outside tests
 */
record Surroundings(
        Map<String, String> environment,
        Directories directories,
        Optional<OutputDevice> output,
        Keychain keychain,
        double demoSpeed) {
    static final String KEY_VARIABLE = "ROLLSCOPE_API_KEY";

    static final String WEBHOOK_VARIABLE = "ROLLSCOPE_WEBHOOK_SECRET";

    String key() {
        return environment.getOrDefault(KEY_VARIABLE, "").strip();
    }

    /** What callbacks are signed with; empty if none is set. */
    String webhookSecret() {
        return environment.getOrDefault(WEBHOOK_VARIABLE, "").strip();
    }
}
