package rollscope.cli;

import java.util.Map;
import rollscope.settings.Directories;

/**
 * What a command finds around it.
 *
 * @param environment variables of the process
 * @param directories where the window keeps things too: a job bought here shows up there
 * @param demoSpeed   divides every delay of the demo provider; 1 outside tests
 */
record Surroundings(Map<String, String> environment, Directories directories, double demoSpeed) {
    static final String KEY_VARIABLE = "ROLLSCOPE_API_KEY";

    String key() {
        return environment.getOrDefault(KEY_VARIABLE, "").strip();
    }
}
