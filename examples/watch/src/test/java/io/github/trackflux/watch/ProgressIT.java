package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import java.net.URI;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT) // it mostly waits
final class ProgressIT {
    private static final int VIEWS = 15;

    @Test
    void replaying_the_events_gives_each_view() {
        try (SimulatedExchange exchange =
                        SimulatedExchange.builder().orders(120).rates(2, 2, 4).start();
                TrackingOrders orders = TrackingOrders.builder(
                                Keys.in(Run.keys(exchange)).orElseThrow())
                        .baseUrl(URI.create(exchange.url()))
                        .build();
                Stream<FeedStep> steps =
                        orders.steps(OrderQuery.of(ProductType.USDT_FUTURES)).toStream(1)) {
            Progress progress = new Progress(exchange.now(), System::nanoTime);
            Iterator<FeedStep> each = steps.iterator();
            for (int views = 0; views < VIEWS; ) {
                FeedStep step = each.next();
                progress.take(step);
                if (step.view().isPresent()) {
                    OrderView view = step.view().get();
                    views++;
                    assertThat(progress.newestFirst())
                            .containsExactlyInAnyOrderElementsOf(view.orders().values());
                    assertThat(view.sequence()).isEqualTo(progress.events());
                }
            }
        }
    }
}
