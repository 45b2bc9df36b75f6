package io.github.trackflux.view;

import java.time.Duration;

/**
 * How old the news of a feed are, as of the health that carries this.
 *
 * @param period how long a sweep takes at the present rate, and no less than its cadence and a second: what ages are
 *     measured by
 * @param sweptAgo since the last complete sweep, of the list that was swept longest ago if there are several; since the
 *     feed began if there was none
 * @param seenAgo since an answer last showed the list or a part of it; since the feed began if none did
 */
public record Freshness(Duration period, Duration sweptAgo, Duration seenAgo) {
    private static final int LIVE = 3;
    private static final int DEGRADED = 10;

    /** The shortest period: below it a hiccup of the network would count as trouble. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Of a feed that begins now. */
    public static final Freshness NEW = new Freshness(SHORTEST, Duration.ZERO, Duration.ZERO);

    /** The same, when nothing was heard for so long. */
    Freshness after(Duration silence) {
        return new Freshness(period, sweptAgo.plus(silence), seenAgo.plus(silence));
    }

    boolean isLive() {
        return sweptAgo.compareTo(period.multipliedBy(LIVE)) <= 0;
    }

    boolean isStale() {
        return sweptAgo.compareTo(period.multipliedBy(DEGRADED)) > 0;
    }

    boolean isSilent() {
        return seenAgo.compareTo(period.multipliedBy(DEGRADED)) > 0;
    }
}
