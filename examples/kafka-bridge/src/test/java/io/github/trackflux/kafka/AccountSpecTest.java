package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.suite.TestSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccountSpecTest {
    private static AccountSpec read(String json) {
        return AccountSpec.ofJson(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_reference_is_enough() {
        assertThat(read("{'credentials':'env:FUND7'}")).isEqualTo(AccountSpec.of("env:FUND7"));
    }

    @Test
    void all_that_can_be_said_is_read_and_written_alike() {
        AccountSpec all = new AccountSpec(
                "file:fund-7",
                OrderQuery.of(ProductType.USDT_FUTURES, ProductType.COIN_FUTURES)
                        .withSymbol("BTCUSDT")
                        .withTrader("b1"),
                Optional.of(Duration.ofSeconds(5)),
                true);
        assertThat(AccountSpec.ofJson(all.toJson())).isEqualTo(all);
        assertThat(read("{'v':1,'credentials':'file:fund-7','productTypes':['USDT-FUTURES','COIN-FUTURES'],"
                        + "'symbol':'BTCUSDT','traderId':'b1','every':'PT5S','demo':true}"))
                .isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | it is no JSON",
                "[] | it must be a JSON object",
                "{} | credentials is missing",
                "{'v':2,'credentials':'env:A'} | v must be 1, was 2",
                "{'credentials':'env:A','secret':'x'} | unknown fields [secret], allowed are [v, credentials",
                "{'credentials':7} | credentials must be text",
                "{'credentials':'env:A','productTypes':['SPOT']} | productTypes must be of USDT-FUTURES, COIN-FUTURES",
                "{'credentials':'env:A','productTypes':[]} | productTypes must be a list of at least one",
                "{'credentials':'env:A','every':'often'} | every must be PT0S to PT1H, was often",
                "{'credentials':'env:A','every':'PT2H'} | every must be PT0S to PT1H, was PT2H",
                "{'credentials':'env:A','demo':'yes'} | demo must be true or false",
                "{'credentials':'env:A','symbol':'A B'} | symbol must be 1 to 64 characters without spaces",
            })
    void what_is_wrong_is_named(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_secret_in_the_place_of_a_reference_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> AccountSpec.of(TestSecrets.SECRET))
                .hasMessageContaining("must be a reference such as env:FUND7")
                .message()
                .doesNotContain(TestSecrets.MARKER);
    }

    @ParameterizedTest
    @CsvSource({"''", "a/b", "a#b", "a b", "ä"})
    void a_name_is_what_a_key_can_begin_with(String name) {
        assertThatThrownBy(() -> new AccountName(name)).hasMessageContaining("1 to 64 of A-Z a-z 0-9 . _ -");
    }
}
