package io.github.trackflux.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final String KEY = "bg_K3y0fTheTests";
    private static final String SECRET = "s3cr3tOfTheTests";
    private static final String PASSPHRASE = "my cat's passphrase";
    private static final Credentials CREDENTIALS = Credentials.of(KEY, SECRET, PASSPHRASE);

    private record Client(String name, Credentials credentials) {}

    @Test
    void nothing_of_them_is_printed() {
        assertThat(List.of(
                        CREDENTIALS.toString(),
                        String.format("%s", CREDENTIALS),
                        new Client("c", CREDENTIALS).toString(),
                        List.of(CREDENTIALS).toString(),
                        Map.of("credentials", CREDENTIALS).toString(),
                        Optional.of(CREDENTIALS).toString(),
                        CREDENTIALS.account().toString()))
                .allSatisfy(CredentialsTest::hasNothingSecret);
    }

    @Test
    void they_print_as_the_hash_of_their_account() {
        assertThat(CREDENTIALS)
                .hasToString("Credentials[account=" + AccountId.ofKey(KEY).text() + "]");
    }

    @Test
    void no_public_member_gives_them_away() {
        assertThat(Arrays.stream(Credentials.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> method.getName()))
                .containsExactlyInAnyOrder(
                        "of", "rsa", "withAccount", "account", "signingMayBlock", "equals", "hashCode", "toString");
        assertThat(Credentials.class.getFields()).isEmpty();
        assertThat(Serializable.class.isAssignableFrom(Credentials.class)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "bg\r",
                "bg\nX-Evil: 1",
                "bg\u0000",
                "bg\u001b[2J",
                "bg\u007f",
                "schl\u00fcssel",
                "\u5bc6\u94a5"
            })
    void what_no_header_may_carry_is_refused_without_repeating_it(String bad) {
        String[] whats = {"API key", "secret", "passphrase"};
        for (int place = 0; place < whats.length; place++) {
            String[] three = {KEY, SECRET, PASSPHRASE};
            three[place] = bad;
            String expected = whats[place] + " must ";

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Credentials.of(three[0], three[1], three[2]))
                    .withMessageStartingWith(expected)
                    .satisfies(error -> {
                        StringWriter all = new StringWriter();
                        error.printStackTrace(new PrintWriter(all));
                        hasNothingSecret(all.toString());
                        assertThat(error.getMessage()).isPrintable();
                        if (!bad.isBlank()) {
                            assertThat(all.toString()).doesNotContain(bad);
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" bg_key", "bg_key ", "bg key"})
    void a_space_in_key_or_secret_is_a_slip_of_the_clipboard(String bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.of(bad, SECRET, PASSPHRASE))
                .withMessageStartingWith("API key must ")
                .withMessageContaining("space");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.of(KEY, bad, PASSPHRASE))
                .withMessageStartingWith("secret must ")
                .withMessageContaining("space");
    }

    @Test
    void a_passphrase_may_have_spaces_and_any_printable_character() {
        Credentials odd = Credentials.of(KEY, SECRET, "a b ~!\"#$%&'()*+,-./:;<=>?@[]^_`{|}");

        assertThat(odd.passphrase()).isEqualTo("a b ~!\"#$%&'()*+,-./:;<=>?@[]^_`{|}");
    }

    @Test
    void the_account_is_that_of_the_key_alone() {
        assertThat(Credentials.of(KEY, "other", "other").account()).isEqualTo(CREDENTIALS.account());
        assertThat(Credentials.of("bg_other", SECRET, PASSPHRASE).account()).isNotEqualTo(CREDENTIALS.account());
    }

    @Test
    void a_rotated_key_may_go_on_under_the_name_of_the_first() {
        Credentials rotated = Credentials.of("bg_next", "next", "next").withAccount(CREDENTIALS.account());

        assertThat(rotated.account()).isEqualTo(CREDENTIALS.account());
        assertThat(rotated.apiKey()).isEqualTo("bg_next");
    }

    @Test
    void equal_means_that_nothing_was_rotated() {
        assertThat(CREDENTIALS)
                .isEqualTo(Credentials.of(KEY, SECRET, PASSPHRASE))
                .hasSameHashCodeAs(Credentials.of(KEY, SECRET, PASSPHRASE))
                .isNotEqualTo(Credentials.of(KEY, "other", PASSPHRASE))
                .isNotEqualTo(Credentials.of(KEY, SECRET, "other"))
                .isNotEqualTo(Credentials.of("bg_other", SECRET, PASSPHRASE).withAccount(CREDENTIALS.account()));
    }

    private static void hasNothingSecret(String text) {
        assertThat(text).doesNotContain(KEY, SECRET, PASSPHRASE);
    }
}
