package io.github.trackflux.kafka;

import io.github.trackflux.auth.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a user calls an account: its key in the accounts topic, and the first part of the keys of its events and orders.
 *
 * @param text 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 */
record AccountName(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    AccountName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an account's name must be 1 to 64 of A-Z a-z 0-9 . _ -, and one of "
                    + text.length() + " characters is not");
        }
    }

    /** What events carry as their account: of the name and not of the API key, so that it outlives the key. */
    AccountId id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
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
