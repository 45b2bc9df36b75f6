package io.github.trackflux.reactor;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Orders, pages and answers for tests. */
final class Samples {
    static final OrderQuery QUERY = OrderQuery.of(ProductType.USDT_FUTURES);
    static final Filter FILTER = Filter.of(QUERY).get(0);

    private Samples() {}

    /** An open order; orders of one number are equal. */
    static TrackingOrder order(int number) {
        return order(number, "1");
    }

    static TrackingOrder order(int number, String size) {
        return new TrackingOrder(
                Integer.toString(number),
                Optional.of("trader" + number % 8),
                Optional.of("name"),
                Optional.of("open" + number),
                Optional.empty(),
                number % 3 == 0 ? "ETHUSDT" : "BTCUSDT",
                PositionSide.of("long"),
                Optional.of(BigDecimal.TEN),
                Optional.of(new BigDecimal("39827.1")),
                Optional.of(Instant.ofEpochMilli(1_627_567_376_984L)),
                Optional.of(new BigDecimal(size)),
                Optional.of(BigDecimal.ONE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** Orders by number, in the order in which they are asked for. */
    static List<TrackingOrder> orders(int first, int last) {
        int step = first <= last ? 1 : -1;
        return IntStream.iterate(first, i -> i != last + step, i -> i + step)
                .mapToObj(Samples::order)
                .toList();
    }

    static PageRequest firstPage() {
        return new PageRequest(FILTER, Dialect.PAGE_NUMBER.first(), 50);
    }

    static PageAnswer answer(PageRequest request, Page page) {
        return answer(request, page, Duration.ZERO, Duration.ZERO);
    }

    static PageAnswer answer(PageRequest request, Page page, Duration sent, Duration received) {
        Instant sentAt = Instant.EPOCH.plus(sent);
        return new PageAnswer(request, page, new CallTiming(sent, received, sentAt, Instant.EPOCH.plus(received)));
    }
}
