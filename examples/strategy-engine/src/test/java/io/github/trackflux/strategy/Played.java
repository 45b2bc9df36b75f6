package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A strategy that is told one thing after another, and what it traded. */
final class Played {
    final List<Decided> decided = new ArrayList<>();
    final Seat<?> seat;
    private long number;

    Played(Strategy<?> strategy) {
        seat = new Seat<>("played", strategy, BigDecimal.valueOf(10_000), decided::add);
    }

    Played tell(OrderEvent event) {
        seat.take(new Signal.Told(++number, event));
        return this;
    }

    Played stand(FeedState state) {
        number++;
        seat.take(new Signal.Stood(number, Samples.BEGIN.plusSeconds(number), state));
        return this;
    }

    /** How much is held on account of that order. */
    BigDecimal holds(String key) {
        return seat.result().account().held(key);
    }

    List<String> reasons() {
        return decided.stream().map(Decided::why).toList();
    }
}
