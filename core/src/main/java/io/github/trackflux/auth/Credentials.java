package io.github.trackflux.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An API key with its secret and passphrase. A key with read permission is enough, and a wise choice. Nothing prints
 * them: {@link #toString()} names the account by a hash, and no accessor gives the secret.
 */
public final class Credentials {
    private final String apiKey;
    private final String passphrase;
    private final SecretKeySpec secret;
    private final AccountId account;

    private Credentials(String apiKey, String secret, String passphrase) {
        this.apiKey = spaceless("API key", apiKey);
        this.passphrase = headerSafe("passphrase", passphrase);
        this.secret = new SecretKeySpec(spaceless("secret", secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.account = AccountId.ofKey(apiKey);
    }

    /**
     * Credentials that sign with HMAC-SHA256.
     *
     * @param apiKey the API key: printable ASCII, no spaces
     * @param secret the key's secret, for HMAC-SHA256; same
     * @param passphrase the passphrase chosen when the key was made; same, spaces allowed
     * @throws IllegalArgumentException if one is blank or has a character that no header may carry; the message does
     *     not repeat the value
     */
    public static Credentials of(String apiKey, String secret, String passphrase) {
        return new Credentials(apiKey, secret, passphrase);
    }

    /** The account that events carry. */
    public AccountId account() {
        return account;
    }

    String apiKey() {
        return apiKey;
    }

    String passphrase() {
        return passphrase;
    }

    String hmacBase64(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String spaceless(String what, String value) {
        if (headerSafe(what, value).indexOf(' ') >= 0) {
            throw new IllegalArgumentException(what + " must have no space");
        }
        return value;
    }

    private static String headerSafe(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(what + " must be printable ASCII; it has another character");
        }
        return value;
    }

    /** Names the account by its hash and nothing else. */
    @Override
    public String toString() {
        return "Credentials[account=" + account + "]";
    }
}
