package io.github.trackflux.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTypeTest {
    @ParameterizedTest
    @CsvSource({
        "USDT_FUTURES, USDT-FUTURES",
        "COIN_FUTURES, COIN-FUTURES",
        "USDC_FUTURES, USDC-FUTURES",
    })
    void it_is_sent_as_the_exchange_writes_it(ProductType type, String wire) {
        assertThat(type.wire()).isEqualTo(wire);
        assertThat(type).hasToString(wire);
    }

    @ParameterizedTest
    @EnumSource
    void it_is_read_in_either_case_with_hyphen_or_underscore(ProductType type) {
        String wire = type.wire();

        assertThat(ProductType.parse(wire)).isEqualTo(type);
        assertThat(ProductType.parse(wire.toLowerCase(Locale.ROOT))).isEqualTo(type);
        assertThat(ProductType.parse(type.name())).isEqualTo(type);
        assertThat(ProductType.parse("  " + type.name().toLowerCase(Locale.ROOT) + "\n"))
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "USDT", "SUSDT-FUTURES", "umcbl", "USDT FUTURES"})
    void another_text_is_refused_with_what_was_allowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProductType.parse(text))
                .withMessage("product type must be USDT-FUTURES, COIN-FUTURES or USDC-FUTURES, was " + text);
    }

    @Test
    void a_turkish_machine_reads_lower_case_too() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(ProductType.parse("coin-futures")).isEqualTo(ProductType.COIN_FUTURES);
            assertThat(OrderQuery.of(ProductType.COIN_FUTURES)
                            .withSymbol("linkusdt")
                            .symbol())
                    .contains("LINKUSDT");
        } finally {
            Locale.setDefault(before);
        }
    }
}
