package io.github.trackflux.strategy;

import static io.github.trackflux.strategy.Samples.closedPart;
import static io.github.trackflux.strategy.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.Origin;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.Orders;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuotesTest {
    private static final TrackingOrder ORDER = order("1", "BTCUSDT", "10", "100");

    @Test
    void a_symbol_costs_what_its_last_order_was_opened_at_or_closed_in_part() {
        Quotes quotes = Quotes.NONE.after(Samples.opened(1, ORDER));
        assertThat(quotes.price("BTCUSDT")).contains(BigDecimal.valueOf(100));
        assertThat(quotes.price("ETHUSDT")).isEmpty();

        quotes = quotes.after(Samples.updated(2, ORDER, closedPart(ORDER, "1", "120"), Origin.LIVE));
        assertThat(quotes.price("BTCUSDT")).contains(BigDecimal.valueOf(120));

        quotes = quotes.after(Samples.closed(3, ORDER, Origin.LIVE));
        assertThat(quotes.price("BTCUSDT")).as("a close tells no price").contains(BigDecimal.valueOf(120));
    }

    @Test
    void an_old_price_that_is_found_late_is_no_news() {
        Quotes quotes = Quotes.NONE
                .after(Samples.opened(5, ORDER))
                .after(Samples.opened(6, since(order("2", "BTCUSDT", "1", "70"), Samples.BEGIN), Origin.LATE));

        assertThat(quotes.price("BTCUSDT")).contains(BigDecimal.valueOf(100));
    }

    private static TrackingOrder since(TrackingOrder order, Instant opened) {
        return Orders.like(order).with(OrderField.OPEN_TIME, opened).build();
    }
}
