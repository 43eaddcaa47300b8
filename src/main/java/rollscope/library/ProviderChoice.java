package rollscope.library;

import rollscope.language.Words;

/**
 * A provider the user can choose.
 *
 * @param id       {@code demo}, {@code kie}, {@code sunoapi}, or a base URL
 * @param name     for the user; that of the demo is in English here, and {@link #name()} has it in the language of the moment
 * @param needsKey whether the user must enter a key of their own
 * @param sample   a separation task id that works there at once; empty where there is none
 */
public record ProviderChoice(String id, String name, boolean needsKey, String sample) {
    @Override
    public String name() {
        return isDemo() ? Words.of("library.demo") : name;
    }

    public boolean isDemo() {
        return id.equals("demo");
    }
}
