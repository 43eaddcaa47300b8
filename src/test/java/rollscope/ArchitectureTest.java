package rollscope;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The architecture table of docs/architecture.md, as data. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("rollscope");

    /** Package → what of ours it may import, what of others (beside java.lang and friends of java.base). */
    private record Row(String ours, String others) {}

    private static final Map<String, Row> TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("transcription", new Row("", "")),
            Map.entry("files", new Row("", "")),
            Map.entry("language", new Row("", "")),
            Map.entry("tempo", new Row("transcription", "")),
            Map.entry("midi", new Row("transcription tempo language", "javax.sound.midi")),
            Map.entry(
                    "audio",
                    new Row("language", "javazoom.. org.jflac.. com.jcraft.. net.sourceforge.jaad.. java.util.logging")),
            Map.entry("service", new Row("transcription language", "okhttp3.. okio.. kotlin.. tools.jackson..")),
            Map.entry("library", new Row("transcription tempo midi service files language", "tools.jackson..")),
            Map.entry("playback", new Row("transcription tempo midi audio files language", "javax.sound.. com.sun.media.sound")),
            Map.entry("roll", new Row("transcription tempo audio language", "javax.imageio.. java.awt.image")),
            Map.entry("export", new Row("transcription tempo midi service roll files language", "")),
            Map.entry("settings", new Row("files keychain language", "tools.jackson..")),
            Map.entry("callback", new Row("language", "tools.jackson..")),
            Map.entry("keychain", new Row("language", "")),
            Map.entry("instance", new Row("files", "")),
            Map.entry("simulator", new Row("", "com.sun.net.httpserver tools.jackson..")),
            Map.entry(
                    "cli",
                    new Row(
                            "transcription files tempo midi audio service library playback roll export settings"
                                    + " keychain callback simulator language",
                            "picocli..")),
            Map.entry(
                    "ui",
                    new Row(
                            "transcription files tempo midi audio library playback roll export settings callback"
                                    + " language",
                            "javafx.. org.controlsfx.. atlantafx.. org.kordamp..")),
            Map.entry(
                    "app",
                    new Row(
                            "*",
                            "javafx.. org.controlsfx.. atlantafx.. org.kordamp.. picocli.. java.util.logging"
                                    + " com.sun.glass.ui"))));

    private static final List<String> JAVA_BASE = List.of(
            "java.io..",
            "java.lang..",
            "java.math..",
            "java.net..",
            "java.nio..",
            "java.security..",
            "java.text..",
            "java.time..",
            "java.util",
            "java.util.concurrent..",
            "java.util.function..",
            "java.util.random..",
            "java.util.regex..",
            "java.util.stream..",
            "java.util.zip..",
            "javax.crypto..",
            "javax.net..",
            "org.jspecify..",
            "");

    @Test
    void everyPackageHasItsRow() {
        var found = CLASSES.stream()
                .map(c -> c.getPackageName().replaceFirst("^rollscope\\.?", "").replaceFirst("\\..*", ""))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        assertThat(TABLE.keySet()).containsAll(found);
    }

    @TestFactory
    Stream<DynamicTest> packagesImportOnlyWhatTheTableAllows() {
        return TABLE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> rule(entry.getKey(), entry.getValue())
                        .allowEmptyShould(true)
                        .check(CLASSES)));
    }

    private static ArchRule rule(String name, Row row) {
        var allowed = new ArrayList<>(JAVA_BASE);
        allowed.add("rollscope." + name + "..");
        if (row.ours.equals("*")) {
            allowed.add("rollscope..");
        } else {
            words(row.ours).forEach(ours -> allowed.add("rollscope." + ours + ".."));
        }
        allowed.addAll(words(row.others));
        return noClasses()
                .that()
                .resideInAPackage("rollscope." + name + "..")
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(allowed.toArray(String[]::new)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("rollscope.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyUiFxSendsWorkToTheFxThread() {
        noClasses()
                .that()
                .resideOutsideOfPackages("rollscope.ui.fx")
                .should()
                .callMethodWhere(call("javafx.application.Platform", "runLater"))
                .because("there is one door to the FX thread")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineWritesToStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages("rollscope.cli", "rollscope.app")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("everything else logs")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.not(
                        com.tngtech.archunit.lang.conditions.ArchConditions.haveNameMatching(
                                ".*(Manager|Helper|Util|Utils|Impl)")))
                .check(CLASSES);
    }

    @Test
    void onlyTheSynthesizerSeesTheInternalsOfTheSoundPackage() {
        noClasses()
                .that(are(resideInAnyPackage("rollscope..")))
                .and()
                .haveSimpleNameNotStartingWith("Gervill")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("com.sun.media.sound")))
                .check(CLASSES);
    }

    @Test
    void onlyWhatMacOsNeedsSeesTheInternalsOfTheToolkit() {
        noClasses()
                .that(are(resideInAnyPackage("rollscope..")))
                .and()
                .haveNameNotMatching("rollscope\\.app\\.MacOpenFiles.*")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("com.sun.glass..", "com.sun.javafx..")))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaCall<?>> call(String owner, String method) {
        return DescribedPredicate.describe(
                owner + "." + method,
                call -> call.getTargetOwner().getName().equals(owner)
                        && call.getTarget().getName().equals(method));
    }
}
