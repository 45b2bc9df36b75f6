package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.trackflux.model.ProductType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
    private static final String PATH = "/api/v2/copy/mix-follower/query-current-orders?";
    private static final Filter ALL = Walks.ALL;

    @Test
    void a_numbered_page_is_asked_for_in_the_seeds_words() {
        assertThat(target(ALL, new Position.Numbered(3), 20))
                .isEqualTo(PATH + "pageNo=3&pageSize=20&productType=USDT-FUTURES");
    }

    @Test
    void a_page_below_an_id_is_asked_for_in_the_later_words() {
        assertThat(target(ALL, new Position.Below(Optional.empty()), 100))
                .isEqualTo(PATH + "limit=100&productType=USDT-FUTURES");
        assertThat(target(ALL, new Position.Below(Optional.of("1172065197118373893")), 100))
                .isEqualTo(PATH + "idLessThan=1172065197118373893&limit=100&productType=USDT-FUTURES");
    }

    @Test
    void a_filter_adds_its_parameters_and_no_empty_ones() {
        Filter both = new Filter(ProductType.COIN_FUTURES, Optional.of("$MYROUSDT"), Optional.of("a1b2c3"));

        assertThat(target(both, new Position.Numbered(1), 50))
                .isEqualTo(PATH + "pageNo=1&pageSize=50&productType=COIN-FUTURES&symbol=$MYROUSDT&traderId=a1b2c3");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 51, 100})
    void a_numbered_page_has_1_to_50_rows(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PageRequest(ALL, new Position.Numbered(1), size))
                .withMessage("page size must be 1 to 50, was " + size);
    }

    @Test
    void the_smallest_and_the_largest_page_can_be_asked_for() {
        for (Dialect dialect : Dialect.values()) {
            assertThat(new PageRequest(ALL, dialect.first(), 1).size()).isEqualTo(1);
            assertThat(new PageRequest(ALL, dialect.first(), dialect.largestPage()).size())
                    .isEqualTo(dialect == Dialect.PAGE_NUMBER ? 50 : 100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void a_page_below_an_id_has_1_to_100_rows(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PageRequest(ALL, new Position.Below(Optional.empty()), size))
                .withMessage("page size must be 1 to 100, was " + size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void pages_are_numbered_from_1(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Position.Numbered(number))
                .withMessage("page number must be at least 1, was " + number);
    }

    @Test
    void each_dialect_begins_at_its_first_position() {
        for (Dialect dialect : Dialect.values()) {
            assertThat(dialect.first().isFirst()).isTrue();
            assertThat(dialect.first().dialect()).isEqualTo(dialect);
            assertThat(dialect.other().other()).isEqualTo(dialect);
            assertThat(dialect.other()).isNotEqualTo(dialect);
        }
        assertThat(new Position.Numbered(2).isFirst()).isFalse();
        assertThat(new Position.Below(Optional.of("1")).isFirst()).isFalse();
    }

    private static String target(Filter filter, Position position, int size) {
        return new PageRequest(filter, position, size).toCall().target();
    }
}
