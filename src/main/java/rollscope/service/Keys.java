package rollscope.service;

import java.util.Locale;

/** Names of JSON fields: {@code originData}, {@code origin_data} and {@code OriginData} are one. */
final class Keys {
    private Keys() {}

    /** In lower case, without underscores. */
    static String plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' || c < 'a' || c > 'z') {
                return name.toLowerCase(Locale.ROOT).replace("_", "");
            }
        }
        return name;
    }

    /** What names of stems are compared on: lower-case letters and digits. */
    static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }
}
