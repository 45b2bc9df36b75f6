package io.github.trackflux.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {
    @Test
    void an_account_is_named_by_the_first_half_dozen_bytes_of_its_keys_hash() {
        // printf 'bg_0123456789abcdef' | sha256sum
        assertThat(AccountId.ofKey("bg_0123456789abcdef").text()).isEqualTo("924275ef6428");
    }

    @Test
    void two_keys_are_two_accounts() {
        assertThat(AccountId.ofKey("bg_1")).isEqualTo(AccountId.ofKey("bg_1")).isNotEqualTo(AccountId.ofKey("bg_2"));
    }

    @Test
    void an_account_prints_as_its_hash() {
        assertThat(new AccountId("924275ef6428")).hasToString("924275ef6428");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "924275ef642", "924275ef64289", "924275EF6428", "bg_012345678", "924275ef642\n"})
    void what_is_no_hash_is_refused_without_repeating_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(text))
                .withMessage("account id must be 12 hex digits, was " + text.length() + " characters");
    }
}
