package io.github.trackflux.simulator.exchange;

/** One API key of the follower. Its text form shows no secret. */
public final class Account {

    private final String key;
    private final String secret;
    private final String passphrase;

    /** Makes an account; none of the three may be blank. */
    public Account(String key, String secret, String passphrase) {
        if (key.isBlank() || secret.isBlank() || passphrase.isBlank()) {
            throw new IllegalArgumentException("key, secret and passphrase must not be blank");
        }
        this.key = key;
        this.secret = secret;
        this.passphrase = passphrase;
    }

    /** Returns the account that is used where none is given. */
    public static Account simulated() {
        return new Account("simulated-key", "simulated-secret", "simulated-passphrase");
    }

    /** Returns what goes into {@code ACCESS-KEY}. */
    public String key() {
        return key;
    }

    /** Returns what signs. */
    public String secret() {
        return secret;
    }

    /** Returns what goes into {@code ACCESS-PASSPHRASE}. */
    public String passphrase() {
        return passphrase;
    }

    @Override
    public String toString() {
        return "Account[…]";
    }
}
