package io.github.trackflux.kafka;

import io.github.trackflux.auth.Credentials;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * {@code file:fund-7}: the file {@code fund-7.properties} in one directory, with {@code key}, {@code secret} and {@code
 * passphrase}. Whoever may write to the accounts topic chooses the name, so it leads nowhere else.
 */
final class FileCredentials implements CredentialSource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
    private static final long LARGEST = 64 * 1024;

    private final Path directory;

    FileCredentials(Path directory) {
        this.directory = directory;
    }

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public Credentials read(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "file: must be followed by 1 to 64 of A-Z a-z 0-9 . _ -, the name of a file in " + directory);
        }
        Path file = directory.resolve(name + ".properties");
        Properties properties = new Properties();
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new IllegalArgumentException(file + " can be read by every user; take that away, chmod o-r");
            }
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(file + " is larger than " + LARGEST + " bytes");
            }
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        } catch (IOException e) {
            // The cause may quote what the file holds.
            throw new IllegalArgumentException(
                    file + " cannot be read: " + e.getClass().getSimpleName());
        }
        return Credentials.of(
                value(file, properties, "key"),
                value(file, properties, "secret"),
                value(file, properties, "passphrase"));
    }

    private static String value(Path file, Properties properties, String key) {
        String value = properties.getProperty(key, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + " is missing in " + file);
        }
        return value;
    }
}
