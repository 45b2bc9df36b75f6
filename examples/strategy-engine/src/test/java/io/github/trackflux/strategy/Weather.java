package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Signals at random, in an order that no feed would tell: closes before opens, reinstatements of what never closed, the same
 * order twice, prices that jump, health that flickers. What holds here holds whatever happens.
 */
final class Weather {
    private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "PEPEUSDT");
    private static final List<Origin> ORIGINS =
            List.of(Origin.LIVE, Origin.LIVE, Origin.LIVE, Origin.LATE, Origin.RECOVERED);
    private static final List<FeedState> STATES = List.of(FeedState.values());
    private static final List<String> PRICES = List.of("68000", "3400", "0.00001");

    private final SplittableRandom random;
    private long number;

    Weather(long seed) {
        random = new SplittableRandom(seed);
    }

    List<Signal> signals(int count) {
        List<Signal> signals = new ArrayList<>();
        while (signals.size() < count) {
            signals.add(next());
        }
        return signals;
    }

    private Signal next() {
        number++;
        if (random.nextInt(12) == 0) {
            FeedState state = random.nextInt(2) == 0 ? FeedState.LIVE : STATES.get(random.nextInt(STATES.size()));
            return new Signal.Stood(number, Samples.BEGIN.plusSeconds(number), state);
        }
        return new Signal.Told(number, event());
    }

    private OrderEvent event() {
        TrackingOrder order = order();
        Origin origin = ORIGINS.get(random.nextInt(ORIGINS.size()));
        return switch (random.nextInt(20)) {
            case 0 -> Samples.existing(number, order);
            case 1 -> Samples.synced(number);
            case 2 -> Samples.gap(number);
            case 3, 4 -> Samples.reinstated(number, order);
            case 5, 6, 7, 8 -> Samples.closed(number, order, origin);
            case 9, 10, 11, 12 -> Samples.updated(number, order, part(order), origin);
            default -> Samples.opened(number, order, origin);
        };
    }

    private TrackingOrder order() {
        int which = random.nextInt(40);
        int symbol = which % SYMBOLS.size();
        PositionSide side = which % 2 == 0 ? PositionSide.LONG : PositionSide.SHORT;
        String price = new BigDecimal(PRICES.get(symbol))
                .multiply(BigDecimal.valueOf(random.nextInt(1, 30_000), 4))
                .toPlainString();
        String size = BigDecimal.valueOf(random.nextInt(1, 10_000_000), random.nextInt(0, 6))
                .toPlainString();
        return Samples.order("" + which, which % 5 == 0 ? "bert" : "anna", SYMBOLS.get(symbol), side, size, price, "0");
    }

    private TrackingOrder part(TrackingOrder order) {
        BigDecimal closed = order.openSize().orElseThrow().multiply(BigDecimal.valueOf(random.nextInt(1, 1100), 3));
        BigDecimal price = order.openPrice().orElseThrow().multiply(BigDecimal.valueOf(random.nextInt(1, 3000), 3));
        return Samples.closedPart(order, closed.toPlainString(), price.toPlainString());
    }
}
