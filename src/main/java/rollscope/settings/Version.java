package rollscope.settings;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** Which Rollscope this is. */
public final class Version {
    private Version() {}

    /** As in {@code 0.1.0}; empty if it runs from classes that nobody packaged. */
    public static Optional<String> ofThis() {
        return Optional.ofNullable(Version.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                // The packaged program is on the class path, and its launcher knows; not by jpackage's own property, which on
                // macOS may not begin with 0.
                .or(() -> Optional.ofNullable(System.getProperty("rollscope.version")));
    }
}
