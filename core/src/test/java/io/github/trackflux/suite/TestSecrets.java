package io.github.trackflux.suite;

import io.github.trackflux.auth.Credentials;
import java.util.List;

/** The secrets of all tests of all modules. None of them may turn up in anything that is written; {@link SecretScan} looks. */
public final class TestSecrets {
    /** Part of every secret that a test makes up. */
    public static final String MARKER = "Zq8hush";

    /** An API key. */
    public static final String KEY = secret("key-");
    /** Its secret. */
    public static final String SECRET = secret("secret-");
    /** Its passphrase, with a space. */
    public static final String PASSPHRASE = secret("pass phrase ");

    /** What is looked for: the marker, and secrets that cannot carry it, because a signature or a default rests on them. */
    static final List<String> ALL =
            List.of(MARKER, "a-secret-of-the-tests", "simulated-secret", "simulated-passphrase");

    private TestSecrets() {}

    /** A secret of that name. */
    public static String secret(String name) {
        return name + MARKER;
    }

    /** Credentials made of the three. */
    public static Credentials credentials() {
        return Credentials.of(KEY, SECRET, PASSPHRASE);
    }

    /** Credentials of another key, and so with a budget of their own. */
    public static Credentials credentials(String name) {
        return Credentials.of(secret(name), SECRET, PASSPHRASE);
    }
}
