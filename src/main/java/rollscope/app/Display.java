package rollscope.app;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a window needs of the system.
 *
 * @param linux     whether this is a system where a display can be missing
 * @param headless  whether the toolkit was told to do without
 * @param display   whether there is a display to open a window on
 * @param hasLibrary whether a shared library can be loaded
 */
record Display(boolean linux, boolean headless, boolean display, Predicate<String> hasLibrary) {
    private static final String WITHOUT =
            "Without a window, \"rollscope demo --out DIR\" does the whole job and writes a .mid; \"rollscope --help\""
                    + " shows more.";

    private static final String NO_DISPLAY =
            "Rollscope found no display to open its window on: start it in a desktop session, or with xvfb-run.";

    private static final String NO_GTK =
            "Rollscope's window needs GTK 3, which is not installed: on Debian or Ubuntu, sudo apt install libgtk-3-0.";

    static Display ofThisSystem() {
        return of(System.getProperty("os.name", ""), System.getProperty("glass.platform", ""), System.getenv());
    }

    static Display of(String system, String platform, Map<String, String> environment) {
        return new Display(
                system.toLowerCase(Locale.ROOT).contains("linux"),
                platform.equalsIgnoreCase("headless"),
                isSet(environment, "DISPLAY") || isSet(environment, "WAYLAND_DISPLAY"),
                Display::canLoad);
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    /** Why no window can open, in two sentences; empty if one can. */
    Optional<String> obstacle() {
        if (!linux || headless) {
            return Optional.empty();
        }
        if (!display) {
            return Optional.of(NO_DISPLAY + System.lineSeparator() + WITHOUT);
        }
        if (!hasLibrary.test("libgtk-3.so.0")) {
            return Optional.of(NO_GTK + System.lineSeparator() + WITHOUT);
        }
        return Optional.empty();
    }

    /** What to say when the toolkit failed to start although nothing seemed to be in the way. */
    static String explain(RuntimeException failure) {
        String said = String.valueOf(failure.getMessage()) + " " + failure.getCause();
        boolean display = said.contains("DISPLAY") || said.contains("graphics");
        return (display ? NO_DISPLAY : "Rollscope's window did not open; the log says why.")
                + System.lineSeparator()
                + WITHOUT;
    }

    @SuppressWarnings("restricted") // only asks whether the library is there
    private static boolean canLoad(String library) {
        try (var arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(library, arena);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        } catch (IllegalCallerException e) {
            return true; // not allowed to look: the toolkit will find out
        }
    }
}
