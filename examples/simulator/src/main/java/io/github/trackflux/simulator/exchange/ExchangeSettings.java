package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.listing.ListOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the endpoint behaves. They may be replaced while the exchange runs.
 *
 * <p><b>Defaults</b> ({@link #defaults()}): seed 1, newest first, pages by number, 10 calls a second, closed orders gone
 * at once, a clock that is right, no quirks.
 *
 * @param seed of what is drawn per call; it counts when the exchange is made
 * @param order of the list
 * @param dialect how it pages
 * @param limit calls in any sliding second per user, 1 or more
 * @param linger how long a closed order stays in the list, in a row that says that it is closed
 * @param clockOffset how far the clock that timestamps are checked against is ahead
 * @param quirks oddities, applied in this order
 */
public record ExchangeSettings(
        long seed,
        ListOrder order,
        Dialect dialect,
        int limit,
        Duration linger,
        Duration clockOffset,
        List<Quirk> quirks) {

    /** Checks the limit and copies the quirks. */
    public ExchangeSettings {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be 1 or more calls a second, was " + limit);
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("linger must be 0 or more, was " + linger);
        }
        quirks = List.copyOf(quirks);
    }

    /** Returns the settings to start from. */
    public static ExchangeSettings defaults() {
        return new ExchangeSettings(
                1, ListOrder.NEWEST, Dialect.PAGE_NUMBER, 10, Duration.ZERO, Duration.ZERO, List.of());
    }

    /** Returns these settings with another seed. */
    public ExchangeSettings withSeed(long newSeed) {
        return new ExchangeSettings(newSeed, order, dialect, limit, linger, clockOffset, quirks);
    }

    /** Returns these settings with another order of the list. */
    public ExchangeSettings withOrder(ListOrder newOrder) {
        return new ExchangeSettings(seed, newOrder, dialect, limit, linger, clockOffset, quirks);
    }

    /** Returns these settings with another way of paging. */
    public ExchangeSettings withDialect(Dialect newDialect) {
        return new ExchangeSettings(seed, order, newDialect, limit, linger, clockOffset, quirks);
    }

    /** Returns these settings with another limit. */
    public ExchangeSettings withLimit(int calls) {
        return new ExchangeSettings(seed, order, dialect, calls, linger, clockOffset, quirks);
    }

    /** Returns these settings with closed orders shown for so long. */
    public ExchangeSettings withLinger(Duration time) {
        return new ExchangeSettings(seed, order, dialect, limit, time, clockOffset, quirks);
    }

    /** Returns these settings with another clock for timestamps and {@code requestTime}. */
    public ExchangeSettings withClockOffset(Duration ahead) {
        return new ExchangeSettings(seed, order, dialect, limit, linger, ahead, quirks);
    }

    /** Returns these settings with these quirks instead. */
    public ExchangeSettings withQuirks(List<Quirk> others) {
        return new ExchangeSettings(seed, order, dialect, limit, linger, clockOffset, others);
    }

    /** Returns these settings with these quirks added. */
    public ExchangeSettings with(Quirk... more) {
        List<Quirk> all = new ArrayList<>(quirks);
        all.addAll(List.of(more));
        return withQuirks(all);
    }
}
