package io.github.trackflux.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An API key with what signs for it and its passphrase. A key with read permission is enough, and a wise choice. Nothing
 * prints them: {@link #toString()} names the account by a hash, and no accessor gives the secret.
 */
public final class Credentials {
    private final String apiKey;
    private final Key signing;
    /** To be copied for each call, which may come on any thread; empty for RSA, and where the provider allows no copy. */
    private final Optional<Mac> hmac;

    private final String passphrase;
    private final AccountId account;

    private Credentials(String apiKey, Key signing, Optional<Mac> hmac, String passphrase, AccountId account) {
        this.apiKey = apiKey;
        this.signing = signing;
        this.hmac = hmac;
        this.passphrase = headerSafe("passphrase", passphrase);
        this.account = account;
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
        spaceless("API key", apiKey);
        byte[] bytes = spaceless("secret", secret).getBytes(StandardCharsets.UTF_8);
        Key key = new SecretKeySpec(bytes, "HmacSHA256");
        return new Credentials(apiKey, key, copy(ready(key)), passphrase, AccountId.ofKey(apiKey));
    }

    /**
     * Credentials that sign with RSA, as SHA256withRSA, for a key that was made with an RSA public key.
     *
     * @param apiKey the API key: printable ASCII, no spaces
     * @param privateKey the private half, PKCS#8 in PEM, not encrypted: what {@code openssl genpkey -algorithm RSA} writes
     * @param passphrase the passphrase chosen when the key was made: printable ASCII
     * @throws IllegalArgumentException if one cannot be used; the message does not repeat the value
     */
    public static Credentials rsa(String apiKey, String privateKey, String passphrase) {
        spaceless("API key", apiKey);
        return new Credentials(apiKey, Pem.rsa(privateKey), Optional.empty(), passphrase, AccountId.ofKey(apiKey));
    }

    /**
     * The same, as another key of an account that is known by its first: after a key was rotated and the service
     * restarted, its events and checkpoints go on under the old name.
     */
    public Credentials withAccount(AccountId account) {
        return new Credentials(apiKey, signing, hmac, passphrase, account);
    }

    /** The account that events carry: a hash of the API key, unless it was named. */
    public AccountId account() {
        return account;
    }

    /**
     * Whether signing may wait, as RSA does for the system's random numbers that hide the key from whoever measures time.
     * Not for threads that must not wait.
     */
    public boolean signingMayBlock() {
        return signing instanceof PrivateKey;
    }

    String apiKey() {
        return apiKey;
    }

    String passphrase() {
        return passphrase;
    }

    /** Base64 of the signature over a text in UTF-8. */
    String sign(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] signed = signing instanceof PrivateKey own
                ? rsa(own, bytes)
                : hmac.flatMap(Credentials::copy)
                        .orElseGet(() -> ready(signing))
                        .doFinal(bytes);
        return Base64.getEncoder().encodeToString(signed);
    }

    /** To find a provider and have it take in the key costs more than a signature. */
    static Optional<Mac> copy(Mac ready) {
        try {
            return Optional.of((Mac) ready.clone());
        } catch (CloneNotSupportedException e) {
            // A device may hold a session for it.
            ready.reset();
            return Optional.empty();
        }
    }

    private static Mac ready(Key secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] rsa(PrivateKey own, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(own);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA256withRSA", e);
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

    /** Whether they sign alike for the same key: what tells that a key was rotated. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials same
                && apiKey.equals(same.apiKey)
                && passphrase.equals(same.passphrase)
                && signing.equals(same.signing)
                && account.equals(same.account);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }

    /** Names the account by its hash and nothing else. */
    @Override
    public String toString() {
        return "Credentials[account=" + account + "]";
    }
}
