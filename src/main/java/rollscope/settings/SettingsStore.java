package rollscope.settings;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import rollscope.files.AtomicFile;
import rollscope.language.Language;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the {@link Settings} in a JSON file. Reading is tolerant: fields it does not know are passed over, a value it cannot use
 * counts as not set, and a file that is no JSON is put aside with {@code .broken} at its name. A disk that refuses is logged and
 * otherwise borne. Safe for use by several threads.
 */
public final class SettingsStore {
    private static final int LONGEST_WORD = 100;
    private static final int MOST_WORDS = 50;
    private static final System.Logger LOG = System.getLogger(SettingsStore.class.getName());
    private static final long LARGEST_FILE = 1 << 20;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Executor later;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Settings settings;
    /** What the file holds, as far as known. Guarded by {@link #writing}. */
    private Settings written;

    /** Makes ready what reads and writes settings, which takes a tenth of a second: the first store is made so much sooner. */
    public static void prepare() {
        JSON.readTree("{}");
    }

    /** Reads the file. Blocks. */
    public SettingsStore(Path file) {
        this(file, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /**
     * @param later runs a task some time after it got it
     */
    SettingsStore(Path file, Executor later) {
        this.file = file;
        this.later = later;
        settings = read();
        written = settings;
    }

    /** The settings now; never touches the disk. */
    public Settings get() {
        return settings;
    }

    /** Takes effect at once; written a moment later, off the calling thread. */
    public void set(Settings chosen) {
        settings = chosen;
        later.execute(this::flush);
    }

    /** Writes what is not yet written. Blocks. */
    public void flush() {
        writing.lock();
        try {
            Settings now = settings;
            if (!now.equals(written)) {
                AtomicFile.write(file, toJson(now));
                written = now;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot write the settings", e);
        } finally {
            writing.unlock();
        }
    }

    private Settings read() {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException("too large for settings");
            }
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            if (json.isObject()) {
                return fromJson(json);
            }
            putAside("not an object");
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "No settings yet");
        } catch (JacksonException e) {
            putAside(e.getOriginalMessage());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read the settings", e);
        }
        return Settings.DEFAULT;
    }

    private void putAside(String why) {
        Path broken = file.resolveSibling(file.getFileName() + ".broken");
        LOG.log(System.Logger.Level.WARNING, "The settings cannot be read ({0}); kept as {1}", why, broken);
        try {
            Files.move(file, broken, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot put the settings aside", e);
        }
    }

    private static byte[] toJson(Settings settings) {
        ObjectNode json = JSON.createObjectNode();
        json.put("provider", settings.provider());
        json.put("customUrl", settings.customUrl());
        json.put("callback", settings.callback().toString());
        json.put("theme", settings.theme().name().toLowerCase(Locale.ROOT));
        json.put("volume", settings.volume());
        var window = json.putObject("window")
                .put("width", settings.window().width())
                .put("height", settings.window().height())
                .put("maximized", settings.window().maximized());
        settings.window().corner().ifPresent(corner -> window.put("x", corner.x())
                .put("y", corner.y()));
        var roll = json.putObject("roll")
                .put("middleC", "C" + settings.roll().octaveOfMiddleC())
                .put("follow", settings.roll().follow().name().toLowerCase(Locale.ROOT))
                .put("overlay", settings.roll().overlay())
                .put("folded", settings.roll().folded())
                .put("velocityLane", settings.roll().velocityLane())
                .put("eventTable", settings.roll().eventTable())
                .put("spectrum", settings.roll().spectrum())
                .put("waveform", settings.roll().waveform());
        var hues = roll.putObject("colours");
        settings.roll().hues().forEach((name, argb) -> hues.put(name, "#" + HEX.toHexDigits(argb & 0xFFFFFF, 6)));
        var sound = json.putObject("sound");
        settings.sound().output().ifPresent(name -> sound.put("output", name));
        settings.sound().soundbank().ifPresent(file -> sound.put("soundbank", file.toString()));
        sound.put("click", settings.sound().click());
        if (!settings.export().isEmpty()) {
            var export = json.putObject("export");
            new TreeMap<>(settings.export()).forEach(export::put);
        }
        var receiving = settings.receiving();
        json.putObject("callbackReceiver")
                .put("on", receiving.on())
                .put("port", receiving.port())
                .put("address", receiving.address());
        if (!settings.unasked().isEmpty()) {
            var unasked = json.putArray("unaskedBeforePurchase");
            settings.unasked().stream().sorted().forEach(unasked::add);
        }
        if (!settings.keyPlaces().isEmpty()) {
            var places = json.putObject("keys");
            new TreeMap<>(settings.keyPlaces()).forEach((provider, place) -> places.put(provider, place.symbol()));
        }
        if (!settings.recent().isEmpty()) {
            var recent = json.putArray("recent");
            settings.recent().forEach(file -> recent.add(file.toString()));
        }
        settings.language().ifPresent(language -> json.put("language", language.tag()));
        json.put("welcomed", settings.welcomed());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    private static Settings fromJson(JsonNode json) {
        Settings unset = Settings.DEFAULT;
        return new Settings(
                text(json, "provider").filter(id -> !id.isBlank()).orElse(unset.provider()),
                text(json, "customUrl").orElse(unset.customUrl()),
                text(json, "callback").flatMap(SettingsStore::callback).orElse(unset.callback()),
                text(json, "theme").flatMap(SettingsStore::theme).orElse(unset.theme()),
                part(json.path("volume")).orElse(unset.volume()),
                window(json.path("window")).orElse(unset.window()),
                roll(json.path("roll")),
                new Settings.Sound(
                        text(json.path("sound"), "output"),
                        text(json.path("sound"), "soundbank").flatMap(SettingsStore::file),
                        json.path("sound").path("click").booleanValueOpt().orElse(false)),
                words(json.path("export")),
                keyPlaces(json.path("keys")),
                receiving(json.path("callbackReceiver")),
                unasked(json.path("unaskedBeforePurchase")),
                files(json.path("recent")),
                text(json, "language").flatMap(Language::tagged),
                json.path("welcomed").booleanValueOpt().orElse(unset.welcomed()));
    }

    private static Settings.Receiving receiving(JsonNode json) {
        Settings.Receiving unset = Settings.Receiving.DEFAULT;
        int port = json.path("port").asInt(0);
        return new Settings.Receiving(
                json.path("on").booleanValueOpt().orElse(unset.on()),
                port >= 1 && port <= 65_535 ? port : unset.port(),
                text(json, "address").filter(Settings.Receiving::isAddress).orElse(unset.address()));
    }

    private static Set<String> unasked(JsonNode json) {
        var providers = new LinkedHashSet<String>();
        for (JsonNode item : json) {
            item.stringValueOpt()
                    .filter(id -> id.length() <= LONGEST_WORD && providers.size() < Settings.MOST_UNASKED)
                    .ifPresent(providers::add);
        }
        return providers;
    }

    private static List<Path> files(JsonNode json) {
        var files = new ArrayList<Path>();
        for (var element : json) {
            element.stringValueOpt().flatMap(SettingsStore::file).ifPresent(files::add);
        }
        return files;
    }

    private static Map<String, KeyPlace> keyPlaces(JsonNode json) {
        var places = new LinkedHashMap<String, KeyPlace>();
        words(json).forEach((provider, symbol) -> KeyPlace.of(symbol).ifPresent(place -> places.put(provider, place)));
        return places;
    }

    private static Map<String, String> words(JsonNode json) {
        var words = new LinkedHashMap<String, String>();
        for (var property : json.properties()) {
            property.getValue()
                    .stringValueOpt()
                    .filter(word -> word.length() <= LONGEST_WORD && words.size() < MOST_WORDS)
                    .ifPresent(word -> words.put(property.getKey(), word));
        }
        return words;
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).stringValueOpt();
    }

    private static Optional<URI> callback(String text) {
        try {
            URI uri = new URI(text);
            boolean usable =
                    ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Settings.Theme> theme(String name) {
        for (Settings.Theme theme : Settings.Theme.values()) {
            if (theme.name().equalsIgnoreCase(name)) {
                return Optional.of(theme);
            }
        }
        return Optional.empty();
    }

    private static Settings.Roll roll(JsonNode json) {
        Settings.Roll unset = Settings.Roll.DEFAULT;
        return new Settings.Roll(
                text(json, "middleC").flatMap(SettingsStore::octave).orElse(unset.octaveOfMiddleC()),
                text(json, "follow").flatMap(SettingsStore::follow).orElse(unset.follow()),
                json.path("overlay").booleanValueOpt().orElse(unset.overlay()),
                json.path("folded").booleanValueOpt().orElse(unset.folded()),
                json.path("velocityLane").booleanValueOpt().orElse(unset.velocityLane()),
                json.path("eventTable").booleanValueOpt().orElse(unset.eventTable()),
                part(json.path("spectrum")).orElse(unset.spectrum()),
                json.path("waveform").booleanValueOpt().orElse(unset.waveform()),
                hues(json.path("colours")));
    }

    private static Optional<Integer> octave(String name) {
        return switch (name) {
            case "C3" -> Optional.of(3);
            case "C4" -> Optional.of(4);
            case "C5" -> Optional.of(5);
            default -> Optional.empty();
        };
    }

    private static Optional<Settings.Follow> follow(String name) {
        return Arrays.stream(Settings.Follow.values())
                .filter(mode -> mode.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Map<String, Integer> hues(JsonNode json) {
        var hues = new LinkedHashMap<String, Integer>();
        for (var property : json.properties()) {
            property.getValue()
                    .stringValueOpt()
                    .filter(hex -> COLOUR.matcher(hex).matches())
                    .ifPresent(hex -> hues.put(property.getKey(), Integer.parseInt(hex, 1, 7, 16)));
        }
        return hues;
    }

    private static Optional<Double> part(JsonNode json) {
        if (!json.isNumber()) {
            return Optional.empty();
        }
        double value = json.doubleValue();
        return value >= 0 && value <= 1 ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Settings.WindowPlace> window(JsonNode json) {
        int width = json.path("width").asInt(0);
        int height = json.path("height").asInt(0);
        return width >= 1 && height >= 1
                ? Optional.of(new Settings.WindowPlace(
                        corner(json), width, height, json.path("maximized").asBoolean(false)))
                : Optional.empty();
    }

    private static Optional<Settings.WindowPlace.Corner> corner(JsonNode json) {
        var x = json.path("x").intValueOpt();
        var y = json.path("y").intValueOpt();
        return x.isPresent() && y.isPresent()
                ? Optional.of(new Settings.WindowPlace.Corner(x.getAsInt(), y.getAsInt()))
                : Optional.empty();
    }
}
