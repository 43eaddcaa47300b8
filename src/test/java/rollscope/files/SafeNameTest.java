package rollscope.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "m.i. #1 (Vocals) (1)_split.wav | m.i. #1 (Vocals) (1)_split.wav",
                "Größe 笛 | Größe 笛",
                "Rock & Roll, baby + 'more' | Rock & Roll, baby + 'more'",
                "a/b\\c:d*e?f\"g<h>i | a_b_c_d_e_f_g_h_i",
                "`  spaces   between  ` | spaces between",
                "A\tB\u00a0C | A B C",
                "trailing. . | trailing",
                ".hidden | hidden",
                "CON | _CON",
                "con.mid | _con.mid",
                "CON .txt | _CON .txt",
                "COM1 | _COM1",
                "lpt9.txt | _lpt9.txt",
                "Console | Console",
                "COM10 | COM10"
            })
    void whatEveryDiskTakesIsKept(String name, String safe) {
        assertThat(SafeName.of(name)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", " . ", "...", "\t\n", "🎸", "??", "\u3000"})
    void aNameOfNothingIsUntitled(String name) {
        assertThat(SafeName.of(name)).isEqualTo("untitled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "..\\..\\windows",
                "/etc/passwd",
                "C:\\autoexec.bat",
                "C:",
                "~",
                "...",
                ". . . .",
                "a\u0000b",
                "a\nb",
                "\u202egpj.exe",
                "\u3000",
                "🎸🎸",
                "\ud83c",
                "\udfb8\ud83c",
                "nul ",
                "nul.",
                "con . . x",
                "COM\u00b9",
                "con\u00a0",
                "aux..txt"
            })
    void noNameLeadsOutOfItsFolderOrFails(String name) throws IOException {
        check(SafeName.of(name));
    }

    @Test
    void aLongNameIsCutBetweenCharactersAndFitsWithAnEnding() throws IOException {
        assertThat(SafeName.of("ab".repeat(150))).isEqualTo("ab".repeat(40));
        check(SafeName.of("a" + "𝒜".repeat(300)));
        check(SafeName.of("漢".repeat(300)));
        check(SafeName.of("a. ".repeat(100)));
    }

    @Test
    void anythingAtAllGivesANameThatCanBeUsed() throws IOException {
        var random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            var name = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                name.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
            }
            check(SafeName.of(name.toString()));
        }
    }

    private void check(String safe) throws IOException {
        assertThat(safe)
                .isNotEmpty()
                .doesNotContain("/", "\\", ":", "\u0000", "..")
                .doesNotStartWith(".")
                .doesNotEndWith(".")
                .doesNotEndWith(" ");
        assertThat(safe.codePointCount(0, safe.length())).isLessThanOrEqualTo(80);
        assertThat(safe.codePoints())
                .allMatch(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
        assertThat(safe.toUpperCase(Locale.ROOT)).doesNotMatch("(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])\\s*(\\..*)?");
        // Most disks count 255 bytes; some of them are for an ending.
        assertThat(safe.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(240);
        Path file = folder.resolve(safe);
        assertThat(file.getParent()).isEqualTo(folder);
        Files.writeString(file, "x");
        assertThat(folder.toFile().list()).hasSize(1);
        Files.delete(file);
    }
}
