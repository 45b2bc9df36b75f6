package io.github.trackflux.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.trackflux.call.ApiCall;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RSA keys as openssl makes them, and signatures that openssl makes alike. */
class RsaCredentialsTest {
    private static final Instant AT = Instant.ofEpochMilli(1_695_808_417_159L);
    private static final ApiCall CALL = new ApiCall(
            "/api/v2/copy/mix-follower/query-current-orders",
            Map.of("productType", "USDT-FUTURES", "symbol", "$MYROUSDT"));

    @TempDir
    static Path directory;

    private static String pem = "";

    @BeforeAll
    static void key() throws Exception {
        run("openssl", "genpkey", "-algorithm", "RSA", "-out", file("key.pem"));
        pem = Files.readString(directory.resolve("key.pem"));
    }

    @Test
    void openssl_signs_what_is_sent_alike() throws Exception {
        Files.writeString(directory.resolve("text"), AT.toEpochMilli() + "GET" + CALL.target());
        run("openssl", "dgst", "-sha256", "-sign", file("key.pem"), "-out", file("signed"), file("text"));

        Map<String, String> headers = RequestSigner.sign(CALL, Credentials.rsa("bg_key", pem, "pass"), AT);

        assertThat(headers.get("ACCESS-SIGN"))
                .isEqualTo(Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("signed"))));
        assertThat(headers).containsEntry("ACCESS-KEY", "bg_key").containsEntry("ACCESS-PASSPHRASE", "pass");
    }

    @Test
    void line_ends_of_any_system_and_blank_space_around_it_are_no_matter() {
        Credentials same = Credentials.rsa("bg_key", pem, "pass");

        assertThat(Credentials.rsa("bg_key", "\n  " + pem.replace("\n", "\r\n") + "\n\n", "pass"))
                .isEqualTo(same);
        assertThat(Credentials.of("bg_key", "secret", "pass")).isNotEqualTo(same);
    }

    static Stream<String> wrong() throws Exception {
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        String other = Base64.getMimeEncoder()
                .encodeToString(ec.generateKeyPair().getPrivate().getEncoded());
        String body = "c2VjcmV0LWJ5dGVz";
        return Stream.of(
                "",
                body,
                "-----BEGIN PRIVATE KEY-----\n" + body,
                "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n!" + body + "\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n" + other + "\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\n" + body + "\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + body + "\n-----END ENCRYPTED PRIVATE KEY-----");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_no_unencrypted_rsa_key_in_pkcs8_is_refused_without_repeating_it(String bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.rsa("bg_key", bad, "pass"))
                .withMessageStartingWith("private key must be ")
                .satisfies(error -> {
                    StringWriter all = new StringWriter();
                    error.printStackTrace(new PrintWriter(all));
                    bad.lines()
                            .filter(line -> !line.contains("---"))
                            .forEach(line -> assertThat(all.toString()).doesNotContain(line));
                });
    }

    @Test
    void nothing_of_the_key_is_printed() {
        Credentials credentials = Credentials.rsa("bg_key", pem, "pass phrase");

        assertThat(List.of(credentials.toString(), Map.of("c", credentials).toString()))
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(
                                "bg_key", "pass phrase", pem.lines().toList().get(1)));
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }

    private static void run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            abort("SKIPPED-MISSING-PACKAGE openssl: " + e.getMessage());
        }
    }
}
