package io.github.trackflux.kafka;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.reactor.TrackingOrdersBuilder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Makes the clients of a worker's accounts. */
final class Feeds {
    private final BridgeConfig config;
    private final CredentialSources sources;
    private final BridgeMetrics metrics;

    Feeds(BridgeConfig config, CredentialSources sources, BridgeMetrics metrics) {
        this.config = config;
        this.sources = sources;
        this.metrics = metrics;
    }

    /**
     * Looks credentials up; may block.
     *
     * @throws IllegalArgumentException if there are none; the message repeats no secret
     */
    Credentials credentials(AccountName account, AccountSpec spec) {
        return sources.read(account, spec.credentials());
    }

    TrackingOrders client(AccountName account, AccountSpec spec, Supplier<Credentials> credentials) {
        TrackingOrdersBuilder builder = TrackingOrders.builder(credentials)
                .baseUrl(config.exchange())
                .callsPerSecond(config.callsPerSecond())
                .every(spec.every().orElse(config.every()))
                .observer(metrics.exchange());
        List<InetAddress> addresses = config.addresses();
        if (!addresses.isEmpty()) {
            // The same account always calls from the same address, whose limit it shares with the same others.
            builder.localAddress(addresses.get(Math.floorMod(account.text().hashCode(), addresses.size())));
        }
        return (spec.demo() ? builder.demoTrading() : builder).build();
    }

    Duration checkpointEvery() {
        return config.checkpointEvery();
    }

    BridgeMetrics metrics() {
        return metrics;
    }
}
