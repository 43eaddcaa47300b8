package rollscope.keychain;

import java.util.Optional;

/**
 * Proves the keychain of the system it is started on, by hand, because no test may lean on one: writes a secret that is none, reads,
 * replaces and removes it. docs/library.md has the command.
 */
public final class KeychainProof {
    private static final String NAME = "https://rollscope.example/proof";

    private KeychainProof() {}

    /** Prints a line for each step; fails with the first that does not do what it should. */
    public static void main(String[] args) throws KeychainException {
        var keychain = Keychain.ofThisSystem();
        long start = System.nanoTime();
        keychain.delete(NAME);
        System.out.printf("opened in %d ms%n", (System.nanoTime() - start) / 1_000_000);
        expect(keychain, Optional.empty());
        keychain.write(NAME, "no secret – 1");
        expect(keychain, Optional.of("no secret – 1"));
        keychain.write(NAME, "no secret – 2");
        expect(keychain, Optional.of("no secret – 2"));
        start = System.nanoTime();
        keychain.read(NAME);
        System.out.printf("read in %.1f ms%n", (System.nanoTime() - start) / 1e6);
        if (args.length > 0 && args[0].equals("keep")) {
            return;
        }
        keychain.delete(NAME);
        expect(keychain, Optional.empty());
    }

    private static void expect(Keychain keychain, Optional<String> secret) throws KeychainException {
        var found = keychain.read(NAME);
        if (!found.equals(secret)) {
            throw new AssertionError("expected " + secret + ", found " + found);
        }
        System.out.println("found " + found + " as it should be");
    }
}
