package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.Orders;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final Position NEWEST = new Position.Below(Optional.empty());

    @Test
    void numbers_compare_as_numbers_at_any_length() {
        long seed = Long.getLong("trackflux.seed", 20261123L);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            BigInteger a = new BigInteger(1 + random.nextInt(200), random).add(BigInteger.ONE);
            BigInteger b = random.nextBoolean()
                    ? a.add(BigInteger.valueOf(random.nextInt(3) - 1L))
                    : new BigInteger(200, random);
            b = b.max(BigInteger.ONE);

            assertThat(Ids.less(a.toString(), b.toString()))
                    .as("seed %d: %s < %s", seed, a, b)
                    .isEqualTo(a.compareTo(b) < 0);
        }
    }

    @Test
    void beyond_the_range_of_a_long_nothing_wraps() {
        assertThat(Ids.less("9223372036854775807", "9223372036854775808")).isTrue();
        assertThat(Ids.less("9223372036854775808", "9223372036854775807")).isFalse();
        assertThat(Ids.less("9", "10")).isTrue();
        assertThat(Ids.less("10", "9")).isFalse();
        assertThat(Ids.less("7", "7")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "10", "1172065197118373893"})
    void digits_are_comparable(String id) {
        assertThat(Ids.comparable(id)).isTrue();
        assertThat(Ids.comparable("9".repeat(64))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "007", "-1", "+1", "1.0", "1e3", "abc", "12a", " 1", "1 ", "\u0661\u0662"})
    void another_text_is_not(String id) {
        assertThat(Ids.comparable(id)).isFalse();
        assertThat(Ids.comparable("9".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    30 20 10 | -  | true
                    10       | -  | true
                    100 99 9 | -  | true
                    30 20 20 | -  | false
                    20 30    | -  | false
                    9 10     | -  | false
                    30 a 10  | -  | false
                    30 020   | -  | false
                    30 20 10 | 31 | true
                    30 20 10 | 30 | false
                    30 20 10 | 29 | false
                    30 20 10 | a  | false
                    """)
    void a_page_descends_strictly_from_below_its_position(String ids, String below, boolean descends) {
        Page page = Page.of(Arrays.stream(ids.split(" ")).map(Orders::order).toList());

        assertThat(Ids.descending(page, new Position.Below(Optional.ofNullable(below))))
                .isEqualTo(descends);
    }

    @Test
    void an_empty_page_descends() {
        assertThat(Ids.descending(Page.EMPTY, NEWEST)).isTrue();
        assertThat(Ids.descending(Page.EMPTY, new Position.Below(Optional.of("5"))))
                .isTrue();
    }
}
