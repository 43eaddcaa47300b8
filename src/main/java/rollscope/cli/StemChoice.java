package rollscope.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rollscope.transcription.Stem;

/** Finds the stem somebody means: by its id, or by its name however it is spelled. */
final class StemChoice {
    private StemChoice() {}

    static Stem find(List<Stem> stems, String wanted) throws Refusal {
        for (var stem : stems) {
            if (stem.id().equals(wanted)) {
                return stem;
            }
        }
        var named = stems.stream().filter(stem -> sameName(stem.name(), wanted)).toList();
        return switch (named.size()) {
            case 1 -> named.getFirst();
            case 0 ->
                throw new Refusal(
                        "This separation has no stem '" + wanted + "'.",
                        stems.isEmpty()
                                ? "The provider named none; leave --track out to have all stems transcribed."
                                : "It has " + list(stems) + ".");
            default ->
                throw new Refusal(
                        "This separation has " + named.size() + " stems '" + wanted + "'.",
                        "Choose one by its id: " + list(named) + ".");
        };
    }

    /** Providers spell one name in several ways: {@code Backing Vocals}, {@code Backing_Vocals}, {@code backingVocals}. */
    static boolean sameName(String one, String other) {
        String letters = letters(one);
        return !letters.isEmpty() && letters.equals(letters(other));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String list(List<Stem> stems) {
        return stems.stream().map(stem -> stem.name() + " (" + stem.id() + ")").collect(Collectors.joining(", "));
    }
}
