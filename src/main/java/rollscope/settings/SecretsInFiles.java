package rollscope.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import rollscope.files.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys in a file each, as they are, in a folder that only the user may open. A file a provider: two programs that each change the key
 * of one cannot undo each other's change.
 *
 * @param folder holds nothing else; made when the first key is written
 */
record SecretsInFiles(Path folder) implements SecretPlace {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGEST = 1 << 16;
    private static final int DIGITS = 16;

    @Override
    public Optional<String> read(String provider) throws Unavailable {
        try {
            Path file = file(provider);
            if (Files.size(file) > LARGEST) {
                throw new IOException("too large for a key");
            }
            var json = JSON.readTree(Files.readAllBytes(file));
            return json.path("provider")
                            .stringValueOpt()
                            .filter(provider::equals)
                            .isPresent()
                    ? json.path("key").stringValueOpt()
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Unavailable(KeyTrouble.FILE_FAILED, e);
        } catch (JacksonException e) {
            // Its own message would quote what it found.
            throw new Unavailable(KeyTrouble.FILE_FAILED, new IOException("not the file of a key"));
        }
    }

    @Override
    public void write(String provider, String key) throws Unavailable {
        try {
            byte[] content = JSON.writeValueAsBytes(
                    JSON.createObjectNode().put("provider", provider).put("key", key));
            AtomicFile.writeForOwner(file(provider), content);
        } catch (IOException e) {
            throw new Unavailable(KeyTrouble.FILE_FAILED, e);
        }
    }

    @Override
    public void delete(String provider) throws Unavailable {
        try {
            Files.deleteIfExists(file(provider));
        } catch (IOException e) {
            throw new Unavailable(KeyTrouble.FILE_FAILED, e);
        }
    }

    /** Ids may be addresses, which are no names for files. */
    private Path file(String provider) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(provider.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest).substring(0, DIGITS) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
