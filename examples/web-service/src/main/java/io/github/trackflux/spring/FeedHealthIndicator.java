package io.github.trackflux.spring;

import io.github.trackflux.reactor.LiveOrders;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * How the feed stands, in Spring Boot's words, so that what they mean over HTTP is right by default: {@code LIVE} and {@code
 * DEGRADED} are up (what is told is true, and may be late), {@code SYNCING} is out of service, {@code STALE} and {@code
 * HALTED} are down (do not act on what you know). Says whether the orders are made up.
 */
final class FeedHealthIndicator implements HealthIndicator {
    private final LiveOrders live;
    private final boolean simulated;

    FeedHealthIndicator(LiveOrders live, boolean simulated) {
        this.live = live;
        this.simulated = simulated;
    }

    @Override
    public Health health() {
        return live.currentHealth()
                .map(FeedHealthIndicator::health)
                .orElseGet(() -> Health.outOfService().withDetail("state", "NOT_STARTED"))
                .withDetail("simulated", simulated)
                .build();
    }

    private static Health.Builder health(FeedHealth feed) {
        Health.Builder health = Health.status(status(feed.state()))
                .withDetail("state", feed.state())
                .withDetail("open", feed.open())
                .withDetail("suspects", feed.suspects())
                .withDetail("sweptAgo", feed.freshness().sweptAgo())
                .withDetail("callsPerSecond", feed.callsPerSecond());
        feed.trouble().ifPresent(trouble -> health.withDetail("trouble", trouble.kind()));
        if (!feed.anomalies().isEmpty()) {
            health.withDetail("anomalies", feed.anomalies());
        }
        return health;
    }

    static Status status(FeedState state) {
        return switch (state) {
            case LIVE, DEGRADED -> Status.UP;
            case SYNCING -> Status.OUT_OF_SERVICE;
            case STALE, HALTED -> Status.DOWN;
        };
    }
}
