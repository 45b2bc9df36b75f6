package io.github.trackflux.simulator.market;

import java.util.random.RandomGenerator;

/**
 * When the next random thing happens, and what it is.
 *
 * <p>The four Poisson processes are drawn as one: the gap to the next event from the sum of the rates, its kind in
 * proportion to them. Since such gaps have no memory, rates that depend on the number of open orders need only be
 * looked up anew after each event. <b>Steering:</b> with n open orders of N wanted, closes run at (n/N)^8 times their
 * rate, held between 1/4 and 4: at n = N exactly as set, and where opens and closes do not balance by a fifth, n
 * settles within 3 % of N. That alone refills slowly after a burst, so opens run at 4 times their rate below 0.8 N, and
 * at a quarter above 1.25 N. A rate of zero stays zero.
 */
final class Pace {

    enum Event {
        OPEN,
        CLOSE,
        UPDATE,
        BURST
    }

    static final long NEVER = Long.MAX_VALUE;
    private static final double NANOS = 1e9;
    private static final double HOUR = 3600;

    private final Rates rates;
    private final RandomGenerator random;

    Pace(Rates rates, RandomGenerator random) {
        this.rates = rates;
        this.random = random;
    }

    /** When the next event after {@code now} is due; {@link #NEVER} if all rates are zero. */
    long nextAfter(long now, int open, int wanted) {
        double total = opens(open, wanted) + closes(open, wanted) + rates.updates() + rates.bursts() / HOUR;
        if (total <= 0) {
            return NEVER;
        }
        // StrictMath: the same gaps on every machine.
        double gap = -StrictMath.log(1 - random.nextDouble()) / total * NANOS;
        return now + (long) Math.min(gap, Long.MAX_VALUE / 4.0) + 1;
    }

    /** What the event that is due now is. */
    Event draw(int open, int wanted) {
        double opens = opens(open, wanted);
        double closes = closes(open, wanted);
        double at = random.nextDouble() * (opens + closes + rates.updates() + rates.bursts() / HOUR);
        if (at < opens) {
            return Event.OPEN;
        }
        if (at < opens + closes) {
            return Event.CLOSE;
        }
        return at < opens + closes + rates.updates() ? Event.UPDATE : Event.BURST;
    }

    private double opens(int open, int wanted) {
        double factor = open < 0.8 * wanted ? 4 : open > 1.25 * wanted ? 0.25 : 1;
        return rates.opens() * factor;
    }

    private double closes(int open, int wanted) {
        double fill = open / (double) Math.max(wanted, 1);
        double square = fill * fill;
        double fourth = square * square;
        return rates.closes() * Math.min(4, Math.max(0.25, fourth * fourth));
    }
}
