package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import org.junit.jupiter.api.Test;

/** Groups are made when one is first asked for, and are then what they would have been from the beginning. */
class ListingTest {
    private final Listing listing =
            new Listing(Filter.of(OrderQuery.of(Script.USDT)).get(0));
    private final Known first = known(1);
    private final Known second = known(2);

    private Known known(int number) {
        Known known = new Known(listing, row(number).order(), 0, 1);
        listing.add(known);
        return known;
    }

    @Test
    void nobody_is_in_a_group_before_one_is_asked_for() {
        assertThat(first.groups).isEmpty();
        assertThat(listing.groups(first))
                .extracting(group -> group.filter.kind())
                .containsExactly(Filter.Kind.TRADER, Filter.Kind.SYMBOL, Filter.Kind.BOTH);
        assertThat(second.groups).hasSize(3);
    }

    @Test
    void the_first_answer_to_a_narrower_filter_covers_all_that_it_should_show() {
        assertThat(listing.covered(listing.filter.withSymbol("BTCUSDT"))).containsExactly(first, second);
    }

    @Test
    void who_was_suspected_or_had_gone_before_counts_as_such() {
        listing.suspect(first, 5);
        listing.remove(second);
        assertThat(listing.groups(first)).allSatisfy(group -> {
            assertThat(group.members).containsExactly(first);
            assertThat(group.live()).isZero();
        });
        listing.clear(first);
        assertThat(listing.groups(first)).extracting(Group::live).containsOnly(1);
    }

    @Test
    void who_comes_after_joins_at_once() {
        listing.groups(first);
        assertThat(known(3).groups).hasSize(3).extracting(Group::live).containsOnly(3);
    }
}
