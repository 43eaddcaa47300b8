package rollscope.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that the window speaks. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "English", ""),
    CHINESE(Locale.SIMPLIFIED_CHINESE, "简体中文", "_zh");

    private final Locale locale;
    private final String ownName;
    private final String suffix;

    Language(Locale locale, String ownName, String suffix) {
        this.locale = locale;
        this.ownName = ownName;
        this.suffix = suffix;
    }

    /** The language nearest to a locale: Chinese of any script and region for a Chinese one, English for all others. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    /** What the program speaks at the moment: that of the display locale, which is Java's own and the same for the whole process. */
    public static Language shown() {
        return of(shownLocale());
    }

    /**
     * What dates are written by: the display locale where it is of a language that is spoken, since it may know the country too, else
     * English without one.
     */
    public static Locale shownLocale() {
        var display = Locale.getDefault(Locale.Category.DISPLAY);
        return display.getLanguage().equals(of(display).locale.getLanguage()) ? display : Locale.ENGLISH;
    }

    /**
     * Lets the program speak a language from now on. What was put into words before stays as it is, so whoever calls this makes its
     * views anew.
     *
     * @param chosen empty for the system's
     * @param system the display locale that the program was started with
     */
    public static void speak(Optional<Language> chosen, Locale system) {
        var locale = chosen.filter(language -> language != of(system))
                .map(language -> language.locale)
                .orElse(system);
        Locale.setDefault(Locale.Category.DISPLAY, locale);
    }

    /** Its IETF tag, under which it is remembered. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** The language of a tag, if it is one of these. */
    public static Optional<Language> tagged(String tag) {
        return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
    }

    /** As those who speak it write it. */
    public String ownName() {
        return ownName;
    }

    /** What stands between an area and {@code .properties} in the name of a bundle. */
    String suffix() {
        return suffix;
    }
}
