package io.github.trackflux.kafka;

import io.github.trackflux.auth.Credentials;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All places where credentials may be, by the word that a reference begins with. */
final class CredentialSources {
    private static final Pattern REFERENCE = Pattern.compile("[a-z]{1,16}:[ -~]{1,200}");

    private final Map<String, CredentialSource> sources = new TreeMap<>();

    /**
     * The built-in ones, and those of the class path.
     *
     * @param directory of the files; empty to allow none
     */
    static CredentialSources of(Map<String, String> environment, Optional<Path> directory) {
        CredentialSources all = new CredentialSources().with(new EnvironmentCredentials(environment));
        directory.ifPresent(files -> all.with(new FileCredentials(files)));
        ServiceLoader.load(CredentialSource.class).forEach(all::with);
        return all;
    }

    CredentialSources with(CredentialSource source) {
        sources.put(source.scheme(), source);
        return this;
    }

    /**
     * Checks the form of a reference.
     *
     * @throws IllegalArgumentException the message does not repeat it: somebody may have put a secret there
     */
    static void checkReference(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException("credentials must be a reference such as env:FUND7 or file:fund-7, "
                    + "and not the key itself; was " + reference.length() + " characters of another form");
        }
    }

    /**
     * The credentials that a reference leads to, under the name of the account and not of the key.
     *
     * @throws IllegalArgumentException if there are none
     */
    Credentials read(AccountName account, String reference) {
        int colon = reference.indexOf(':');
        CredentialSource source = sources.get(reference.substring(0, colon));
        if (source == null) {
            throw new IllegalArgumentException("credentials can be " + sources.keySet() + ", and the record says "
                    + reference.substring(0, colon)
                    + (reference.startsWith("file:") ? "; set credentials.directory to allow files" : ""));
        }
        return read(source, reference.substring(colon + 1)).withAccount(account.id());
    }

    /** Whatever goes wrong in somebody's source concerns its account alone, and its words may hold a secret. */
    private static Credentials read(CredentialSource source, String name) {
        try {
            return source.read(name);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalArgumentException("credentials cannot be read from " + source.scheme() + ": "
                    + e.getClass().getSimpleName());
        }
    }
}
