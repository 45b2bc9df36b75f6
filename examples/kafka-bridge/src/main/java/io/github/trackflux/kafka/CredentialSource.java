package io.github.trackflux.kafka;

import io.github.trackflux.auth.Credentials;

/**
 * Finds credentials by a reference. {@code env:} and {@code file:} are built in; a vault of your own is a class that
 * implements this, named in {@code META-INF/services/io.github.trackflux.kafka.CredentialSource} on the class path.
 */
public interface CredentialSource {
    /** What a reference to these begins with, before the colon: lower case letters. */
    String scheme();

    /**
     * Reads credentials; may block. Asked again whenever the account's record is written, also if it did not change.
     *
     * @param name what follows the colon
     * @throws IllegalArgumentException if there are none; the message says what is missing and repeats no secret
     */
    Credentials read(String name);
}
