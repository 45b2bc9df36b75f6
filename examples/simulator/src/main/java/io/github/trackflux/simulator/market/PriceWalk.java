package io.github.trackflux.simulator.market;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a symbol costs now: a random walk of its own for each, moved on when somebody asks. With a volatility of zero nothing
 * is drawn, and prices lie around what a symbol costs, or an order cost.
 */
final class PriceWalk {

    private static final double AROUND_A_CONSTANT = 0.01;
    private static final double AROUND_A_WALK = 0.0002;
    private static final double HOUR = 3600e9;

    private record Last(double price, long at) {}

    private final double volatility;
    private final RandomGenerator random;
    private final Map<String, Last> walks = new HashMap<>();

    PriceWalk(double volatility, RandomGenerator random) {
        this.volatility = volatility;
        this.random = random;
    }

    /** How far from it a row's price may lie, as a share of it. */
    double spread() {
        return volatility == 0 ? AROUND_A_CONSTANT : AROUND_A_WALK;
    }

    /** What it costs at that moment; it costs {@code first} when it is first asked for. */
    double price(String symbol, double first, long at) {
        if (volatility == 0) {
            return first;
        }
        Last last = walks.getOrDefault(symbol, new Last(first, at));
        double step = volatility * StrictMath.sqrt(Math.max(0, at - last.at()) / HOUR) * gaussian();
        Last next = new Last(last.price() * StrictMath.exp(step), at);
        walks.put(symbol, next);
        return next.price();
    }

    /** Twelve uniform numbers: near enough, and the same on every machine. */
    private double gaussian() {
        double sum = -6;
        for (int k = 0; k < 12; k++) {
            sum += random.nextDouble();
        }
        return sum;
    }
}
