package io.github.trackflux.kafka;

import io.github.trackflux.auth.Credentials;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code env:FUND7}: the variables {@code FUND7_API_KEY}, {@code FUND7_API_SECRET} and {@code FUND7_API_PASSPHRASE}. */
final class EnvironmentCredentials implements CredentialSource {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    private final Map<String, String> environment;

    EnvironmentCredentials(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String scheme() {
        return "env";
    }

    @Override
    public Credentials read(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("env: must be followed by 1 to 64 of A-Z 0-9 _, such as env:FUND7");
        }
        return Credentials.of(value(name + "_API_KEY"), value(name + "_API_SECRET"), value(name + "_API_PASSPHRASE"));
    }

    private String value(String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(variable + " is missing in the environment");
        }
        return value;
    }
}
