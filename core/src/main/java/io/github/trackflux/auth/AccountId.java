package io.github.trackflux.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names an account without naming its key: the first 12 hex digits of the SHA-256 of the API key.
 *
 * @param text twelve hex digits
 */
public record AccountId(String text) {
    public AccountId {
        if (!text.matches("[0-9a-f]{12}")) {
            throw new IllegalArgumentException(
                    "account id must be 12 hex digits, was " + text.length() + " characters");
        }
    }

    static AccountId ofKey(String apiKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(StandardCharsets.UTF_8));
            return new AccountId(HexFormat.of().formatHex(hash, 0, 6));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
