package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reactor Netty's own metrics, which go to the global registry. */
@Timeout(60)
class HttpMetricsIT {
    @Test
    void the_http_clients_own_metrics_join_in_and_say_nothing_of_what_is_asked_for() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try (SimulatedExchange exchange = SimulatedExchange.builder().orders(3).start();
                TrackingOrders orders = Watched.client(exchange)
                        .httpClient(TrackfluxMetrics::http)
                        .build()) {
            orders.list(Samples.QUERY.withSymbol("BTCUSDT")).then().block(Loopback.SOON);

            List<Meter.Id> ids = registry.getMeters().stream().map(Meter::getId).toList();
            assertThat(ids.stream().map(Meter.Id::getName)).contains("reactor.netty.http.client.response.time");
            Set<String> uris = ids.stream()
                    .map(id -> id.getTag("uri"))
                    .filter(uri -> uri != null && uri.startsWith("/"))
                    .collect(Collectors.toSet());
            assertThat(uris).containsExactly("/api/v2/copy/mix-follower/query-current-orders");
            assertThat(ids.stream().flatMap(id -> id.getTags().stream()).map(Tag::getValue))
                    .noneMatch(value -> value.contains("BTCUSDT"));
        } finally {
            Metrics.removeRegistry(registry);
        }
    }
}
