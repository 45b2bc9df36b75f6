package io.github.trackflux.watch;

import io.github.trackflux.auth.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys in the environment, and nowhere else: a command line can be read by every user of the machine. */
public final class Keys {
    /** The variable that holds the API key. */
    public static final String KEY = "BITGET_API_KEY";
    /** The variable that holds the secret that calls are signed with. */
    public static final String SECRET = "BITGET_API_SECRET";
    /** The variable that holds the key's passphrase. */
    public static final String PASSPHRASE = "BITGET_API_PASSPHRASE";

    private Keys() {}

    /**
     * The credentials, if there are any.
     *
     * @throws IllegalArgumentException if some of the three are missing or unfit; the message shows no value
     */
    public static Optional<Credentials> in(Map<String, String> environment) {
        List<String> missing = List.of(KEY, SECRET, PASSPHRASE).stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        if (missing.size() == 3) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(String.join(" and ", missing)
                    + (missing.size() == 1 ? " is" : " are")
                    + " missing in the environment; set all of " + KEY + ", " + SECRET + " and " + PASSPHRASE
                    + ", or none for a simulated exchange");
        }
        return Optional.of(Credentials.of(
                environment.getOrDefault(KEY, ""),
                environment.getOrDefault(SECRET, ""),
                environment.getOrDefault(PASSPHRASE, "")));
    }
}
