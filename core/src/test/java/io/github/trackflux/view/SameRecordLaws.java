package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Page;
import io.github.trackflux.view.Storm.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decoder that remembers saves work and changes nothing: records that are the same objects are read like equal ones. */
class SameRecordLaws {
    private static final long SEED = Long.getLong("trackflux.seed", 20261126L);
    private static final int STORMS = 4;

    @ParameterizedTest
    @EnumSource(Order.class)
    void the_same_events_come_of_rows_that_are_found_again_and_of_rows_that_are_read_anew(Order order) {
        holds(order, 120);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void also_of_a_list_that_fits_one_page_and_is_empty_now_and_then(Order order) {
        holds(order, 5);
    }

    private static void holds(Order order, int orders) {
        for (long seed = SEED; seed < SEED + STORMS; seed++) {
            Map<TrackingOrder, TrackingOrder> known = new HashMap<>();
            Map<Page, Page> pages = new HashMap<>();
            UnaryOperator<Page> remembering = page ->
                    pages.computeIfAbsent(with(page, row -> known.computeIfAbsent(row, same -> same)), same -> same);

            List<OrderEvent> found = events(seed, order, orders, remembering);

            assertThat(found)
                    .as("-Dtrackflux.seed=%d", seed)
                    .isNotEmpty()
                    .isEqualTo(events(seed, order, orders, page -> with(page, SameRecordLaws::copy)));
        }
    }

    private static List<OrderEvent> events(long seed, Order order, int orders, UnaryOperator<Page> reading) {
        Storm storm = new Storm(seed);
        storm.order = order;
        storm.orders = orders;
        storm.lag = 2;
        storm.failures = 0.05;
        storm.bursts = 0.03;
        storm.reading = reading;
        return storm.run(30, 5).events();
    }

    private static Page with(Page page, UnaryOperator<TrackingOrder> change) {
        List<TrackingOrder> rows = page.rows().stream().map(change).toList();
        return new Page(rows, page.rawCount(), page.unreadable(), page.endId(), page.numberedRows());
    }

    private static TrackingOrder copy(TrackingOrder row) {
        return new TrackingOrder(
                row.trackingNo(),
                row.traderId(),
                row.traderName(),
                row.openOrderId(),
                row.closeOrderId(),
                row.symbol(),
                row.side(),
                row.leverage(),
                row.openPrice(),
                row.openTime(),
                row.openSize(),
                row.margin(),
                row.openFee(),
                row.closePrice(),
                row.closeSize(),
                row.closeTime(),
                row.extra());
    }
}
