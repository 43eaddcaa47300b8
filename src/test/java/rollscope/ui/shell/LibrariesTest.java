package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rollscope.ui.shell.Libraries.Library;

/** The list of libraries against the jars that these tests run with. */
class LibrariesTest {
    /** Jars that only tests need, by how their names begin. */
    private static final List<String> OF_TESTS = List.of(
            "junit-",
            "opentest4j-",
            "apiguardian-",
            "assertj-",
            "byte-buddy-",
            "archunit",
            "slf4j-api-",
            "testfx-",
            "org.osgi.core-",
            "hamcrest-",
            // of the program that runs the tests
            "surefire-",
            "common-java5-",
            "common-junit");

    private static List<String> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .map(path -> Path.of(path).getFileName().toString())
                .toList();
    }

    private static boolean isOf(Library library, String jar) {
        String name = library.name() + "-" + library.version();
        return jar.equals(name + ".jar") || jar.startsWith(name + "-"); // JavaFX has one for each system
    }

    @Test
    void everyJarOfTheProgramIsListed() throws IOException {
        var listed = Libraries.read();
        var program = jars().stream()
                .filter(jar -> OF_TESTS.stream().noneMatch(jar::startsWith))
                .toList();
        assertThat(program).hasSizeGreaterThan(15);
        assertThat(program).allSatisfy(jar -> assertThat(listed).as(jar).anyMatch(library -> isOf(library, jar)));
    }

    @Test
    void everythingListedIsThereInThatVersion() throws IOException {
        var jars = jars();
        assertThat(Libraries.read())
                .isNotEmpty()
                .allSatisfy(library -> assertThat(jars).as(library.toString()).anyMatch(jar -> isOf(library, jar)));
    }

    @Test
    void everyLibraryHasALicenceByItsShortName() throws IOException {
        assertThat(Libraries.read())
                .extracting(Library::licence)
                .isSubsetOf("Apache-2.0", "BSD-3-Clause", "GPL-2.0 with classpath exception", "LGPL-2.1", "MIT");
    }

    @Test
    void theDetailsAreThoseOfTheSystem() {
        var system = Map.of(
                "java.runtime.version", "25.0.3+9",
                "java.vendor", "Somebody",
                "javafx.runtime.version", "26.0.2",
                "os.name", "Linux",
                "os.arch", "amd64");
        assertThat(AboutView.asText(AboutView.facts("0.1.0", key -> system.getOrDefault(key, ""))))
                .isEqualTo("Rollscope: 0.1.0\nJava: 25.0.3+9 Somebody\nJavaFX: 26.0.2\nSystem: Linux amd64");
        assertThat(AboutView.facts("", _ -> "")).isEmpty();
    }
}
