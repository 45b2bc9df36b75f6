package io.github.trackflux.simulator.market;

/**
 * How often things happen, each a Poisson process of its own.
 *
 * @param opens new orders a second
 * @param closes closes of a random open order a second; short-lived orders close by themselves on top of it
 * @param updates changes of a random open order a second
 * @param bursts moments an hour at which one trader closes everything
 */
public record Rates(double opens, double closes, double updates, double bursts) {

    /** Checks that every rate is zero or more, and finite. */
    public Rates {
        check("opens", opens);
        check("closes", closes);
        check("updates", updates);
        check("bursts", bursts);
    }

    private static void check(String name, double rate) {
        if (!(rate >= 0 && rate <= 1e6)) {
            throw new IllegalArgumentException(name + " must be between 0 and 1,000,000, was " + rate);
        }
    }
}
