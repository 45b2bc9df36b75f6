package io.github.trackflux.strategy;

import static io.github.trackflux.strategy.Samples.LIMITS;
import static io.github.trackflux.strategy.Samples.closed;
import static io.github.trackflux.strategy.Samples.closedPart;
import static io.github.trackflux.strategy.Samples.gap;
import static io.github.trackflux.strategy.Samples.opened;
import static io.github.trackflux.strategy.Samples.order;
import static io.github.trackflux.strategy.Samples.reinstated;
import static io.github.trackflux.strategy.Samples.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.Origin;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardTest {
    private static final TrackingOrder ORDER = order("1", "BTCUSDT", "10", "100");
    private static final TrackingOrder OTHER = order("2", "BTCUSDT", "10", "100");

    private final Played played = new Played(new Guard<>(new Mirror(Optional.empty(), LIMITS)));

    @Test
    void while_health_is_live_it_lets_everything_through() {
        played.stand(FeedState.LIVE).tell(opened(1, ORDER)).tell(opened(2, OTHER));
        played.tell(closed(3, ORDER, Origin.LIVE)).tell(reinstated(4, ORDER));

        assertThat(played.holds("1")).isEqualByComparingTo("1");
        assertThat(played.holds("2")).isEqualByComparingTo("1");
    }

    @ParameterizedTest
    @EnumSource(
            value = FeedState.class,
            names = {"STALE", "HALTED"})
    void nothing_is_held_on_old_news(FeedState state) {
        played.stand(FeedState.LIVE).tell(opened(1, ORDER)).tell(opened(2, OTHER));

        played.stand(FeedState.DEGRADED);
        assertThat(played.holds("1")).as("true, and perhaps late").isEqualByComparingTo("1");
        played.stand(state);

        assertThat(played.holds("1")).isZero();
        assertThat(played.holds("2")).isZero();
        assertThat(played.reasons()).endsWith("health is " + state, "health is " + state);
    }

    @Test
    void nothing_is_held_over_a_gap() {
        played.stand(FeedState.LIVE).tell(opened(1, ORDER)).tell(gap(2));

        assertThat(played.holds("1")).isZero();
        assertThat(played.reasons()).last().isEqualTo("nobody looked for a while");
    }

    @Test
    void what_was_sold_is_not_bought_again_when_news_are_fresh_and_new_orders_are() {
        played.stand(FeedState.LIVE)
                .tell(opened(1, ORDER))
                .stand(FeedState.STALE)
                .stand(FeedState.LIVE);
        played.tell(updated(2, ORDER, closedPart(ORDER, "5", "100"), Origin.LIVE))
                .tell(opened(3, OTHER));

        assertThat(played.holds("1")).isZero();
        assertThat(played.holds("2")).isEqualByComparingTo("1");
    }

    @ParameterizedTest
    @EnumSource(
            value = FeedState.class,
            names = {"SYNCING", "DEGRADED", "STALE", "HALTED"})
    void while_news_may_be_late_positions_become_smaller_and_none_is_entered_then_or_later(FeedState state) {
        played.stand(FeedState.LIVE).tell(opened(1, ORDER));
        boolean kept = state == FeedState.SYNCING || state == FeedState.DEGRADED;

        played.stand(state).tell(opened(2, OTHER));
        played.tell(updated(3, ORDER, closedPart(ORDER, "5", "100"), Origin.LIVE));
        assertThat(played.holds("1")).isEqualByComparingTo(kept ? "0.5" : "0");
        played.stand(FeedState.LIVE).tell(updated(4, OTHER, closedPart(OTHER, "5", "100"), Origin.LIVE));

        assertThat(played.holds("2")).isZero();
    }

    @Test
    void before_it_knows_how_the_feed_stands_it_enters_nothing() {
        assertThat(played.tell(opened(1, ORDER)).decided).isEmpty();
    }
}
