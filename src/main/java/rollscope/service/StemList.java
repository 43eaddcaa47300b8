package rollscope.service;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rollscope.transcription.Stem;
import tools.jackson.databind.JsonNode;

/**
 * The stems of a separation. They come as a list of items, as pairs of a wanted stem and the rest, and as named addresses; the
 * list may be incomplete or missing while the addresses are all there, so both are joined.
 */
final class StemList {
    private static final int MOST = 256;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ID = 200;

    /** {@code …/<id>_<Stem name>.mp3}. Ids look like UUIDs; letters beyond f occur. */
    private static final Pattern FILE =
            Pattern.compile("([0-9A-Za-z]{8}(?:-[0-9A-Za-z]{4}){3}-[0-9A-Za-z]{12})(?:_([^/]+?))?(?:\\.[0-9A-Za-z]+)?");

    /** Names of address fields that differ from the stem's own name by more than spelling. */
    private static final Map<String, String> NAMES = Map.of("vocal", "Vocals", "fx", "FX");

    private static final Set<String> NO_STEMS =
            Set.of("", "origin", "audio", "callback", "image", "video", "source", "midi");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("_+|(?<=[a-z0-9])(?=[A-Z])");

    private record Found(String id, String name, Optional<URI> audio, double duration, boolean guessed) {}

    private final List<Found> found = new ArrayList<>();

    private StemList() {}

    /** The stems in the object that holds them, in the order delivered. */
    static List<Stem> of(JsonNode response) {
        var list = new StemList();
        for (JsonNode item : Json.items(Json.field(response, "origindata", "stems", "data"))) {
            JsonNode wanted = Json.unwrapped(Json.field(item, "extract"));
            JsonNode rest = Json.unwrapped(Json.field(item, "remove"));
            if (wanted == null && rest == null) {
                list.item(item, "");
                continue;
            }
            if (wanted != null) {
                list.item(wanted, "");
            }
            if (rest != null) {
                list.item(rest, " (rest)");
            }
        }
        for (Map.Entry<String, JsonNode> field : response.properties()) {
            list.address(field.getKey(), Json.text(field.getValue()));
        }
        return list.stems();
    }

    /** Whether an object looks as if it held stems. */
    static boolean isIn(JsonNode object) {
        if (Json.field(object, "origindata", "stems") != null) {
            return true;
        }
        return object.propertyNames().stream()
                .anyMatch(name -> !stemOfField(name).isEmpty());
    }

    private void item(JsonNode item, String suffix) {
        if (!item.isObject()) {
            return;
        }
        String written = Json.text(item, "audiourl", "url");
        String id = Json.text(item, "id", "audioid");
        Matcher file = file(written);
        boolean guessed = id == null;
        if (id == null) {
            id = file == null ? null : file.group(1);
        }
        if (id == null || id.length() > LONGEST_ID) {
            return;
        }
        String name = Json.text(item, "stemtypegroupname", "name", "type");
        if (name == null && file != null && file.group(2) != null) {
            name = file.group(2).replace('_', ' ').replace("%20", " ");
        }
        if (name == null || name.isBlank()) {
            name = "Stem " + (found.size() + 1);
        }
        if (name.length() > LONGEST_NAME) {
            name = name.substring(0, LONGEST_NAME);
        }
        double duration = Json.number(Json.text(item, "duration"));
        boolean plausible = duration >= 0 && duration <= MidiBody.MOST_SECONDS;
        add(new Found(id, name + suffix, Addresses.ofFile(written), plausible ? duration : 0, guessed));
    }

    private void address(String field, @Nullable String written) {
        String name = stemOfField(field);
        if (name.isEmpty() || written == null) {
            return;
        }
        var audio = Addresses.ofFile(written);
        Matcher file = file(written);
        String id = file == null ? "" : file.group(1);
        for (int i = 0; i < found.size(); i++) {
            Found known = found.get(i);
            if (known.id.equals(id) || Keys.letters(known.name).equals(Keys.letters(name))) {
                if (known.audio.isEmpty()) {
                    found.set(i, new Found(known.id, known.name, audio, known.duration, known.guessed));
                }
                return;
            }
        }
        if (!id.isEmpty()) {
            add(new Found(id, name, audio, 0, true));
        }
    }

    private void add(Found stem) {
        if (found.size() < MOST) {
            found.add(stem);
        }
    }

    private List<Stem> stems() {
        var stems = new ArrayList<Stem>();
        var ids = new HashSet<String>();
        for (Found stem : found) {
            if (ids.add(stem.id)) {
                stems.add(new Stem(stem.id, stem.name, stem.audio, stem.duration, stem.guessed));
            }
        }
        return stems;
    }

    /** {@code backingVocalsUrl} → {@code Backing Vocals}; empty for fields that are not a stem's address. */
    private static String stemOfField(String field) {
        String plain = Keys.plain(field);
        if (!plain.endsWith("url") || plain.length() > LONGEST_NAME) {
            return "";
        }
        String stem = plain.substring(0, plain.length() - 3);
        if (NO_STEMS.contains(stem)) {
            return "";
        }
        String known = NAMES.get(stem);
        if (known != null) {
            return known;
        }
        var name = new StringBuilder();
        for (String word : BETWEEN_WORDS.split(field.replaceFirst("(?i)_?url$", ""), -1)) {
            if (!word.isEmpty()) {
                name.append(name.isEmpty() ? "" : " ");
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return name.toString();
    }

    private static @Nullable Matcher file(@Nullable String address) {
        if (address == null || address.length() > Addresses.LONGEST) {
            return null;
        }
        String path = address.replaceFirst("[?#].*", "");
        Matcher matcher = FILE.matcher(path.substring(path.lastIndexOf('/') + 1));
        return matcher.matches() ? matcher : null;
    }
}
