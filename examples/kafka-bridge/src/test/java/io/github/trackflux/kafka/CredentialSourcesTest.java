package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.suite.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialSourcesTest {
    private static final AccountName NAME = new AccountName("fund-7");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "FUND7_API_KEY", TestSecrets.KEY,
            "FUND7_API_SECRET", TestSecrets.SECRET,
            "FUND7_API_PASSPHRASE", TestSecrets.PASSPHRASE,
            "HALF_API_KEY", TestSecrets.KEY);

    @TempDir
    private Path directory;

    private Path file(String permissions, String... lines) throws IOException {
        Path file = Files.write(directory.resolve("fund-7.properties"), List.of(lines));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Credentials read(String reference) {
        return CredentialSources.of(ENVIRONMENT, Optional.of(directory)).read(NAME, reference);
    }

    @Test
    void in_the_environment_under_the_name_of_the_account() {
        assertThat(read("env:FUND7").account()).isEqualTo(NAME.id());
        assertThat(read("env:FUND7"))
                .isEqualTo(Credentials.of(TestSecrets.KEY, TestSecrets.SECRET, TestSecrets.PASSPHRASE)
                        .withAccount(NAME.id()));
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(() -> read("env:HALF")).hasMessage("HALF_API_SECRET is missing in the environment");
        assertThatThrownBy(() -> read("env:../x")).hasMessageContaining("env: must be followed by");
        assertThatThrownBy(() -> read("vault:x")).hasMessageContaining("credentials can be [env, file]");
        assertThatThrownBy(() ->
                        CredentialSources.of(ENVIRONMENT, Optional.empty()).read(NAME, "file:x"))
                .hasMessageContaining("set credentials.directory to allow files");
    }

    @Test
    void in_a_file_of_its_owner() throws IOException {
        file(
                "rw-r-----",
                "key=" + TestSecrets.KEY,
                "secret=" + TestSecrets.SECRET,
                "passphrase=" + TestSecrets.PASSPHRASE);
        assertThat(read("file:fund-7").account()).isEqualTo(NAME.id());
    }

    @Test
    void not_in_a_file_that_everybody_can_read() throws IOException {
        file("rw-r--r--", "key=" + TestSecrets.KEY);
        assertThatThrownBy(() -> read("file:fund-7"))
                .hasMessageContaining("can be read by every user")
                .message()
                .doesNotContain(TestSecrets.MARKER);
    }

    @Test
    void a_file_lacks_something() throws IOException {
        file("rw-------", "key=" + TestSecrets.KEY, "secret=");
        assertThatThrownBy(() -> read("file:fund-7"))
                .hasMessageContaining("secret is missing in")
                .message()
                .doesNotContain(TestSecrets.MARKER);
        assertThatThrownBy(() -> read("file:other")).hasMessageContaining("cannot be read: NoSuchFileException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:../etc/passwd", "file:/etc/passwd", "file:.hidden", "file:a b"})
    void a_record_leads_to_no_other_file(String reference) {
        assertThatThrownBy(() -> read(reference)).hasMessageContaining("the name of a file in");
    }

    private static CredentialSources failing(Runnable failure) {
        return CredentialSources.of(ENVIRONMENT, Optional.empty()).with(new CredentialSource() {
            @Override
            public String scheme() {
                return "vault";
            }

            @Override
            public Credentials read(String name) {
                failure.run();
                throw new AssertionError("it fails");
            }
        });
    }

    @Test
    void a_source_that_fails_is_said_without_its_words() {
        CredentialSources sources = failing(() -> {
            throw new IllegalStateException("no answer to " + TestSecrets.SECRET);
        });
        assertThatThrownBy(() -> sources.read(NAME, "vault:x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("credentials cannot be read from vault: IllegalStateException")
                .hasNoCause();
    }

    @Test
    void a_source_that_lacks_a_class_concerns_its_account_alone() {
        CredentialSources sources = failing(() -> {
            throw new NoClassDefFoundError("com/vault/Client");
        });
        assertThatThrownBy(() -> sources.read(NAME, "vault:x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("credentials cannot be read from vault: NoClassDefFoundError");
    }
}
