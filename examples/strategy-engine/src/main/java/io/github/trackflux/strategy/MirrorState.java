package io.github.trackflux.strategy;

import io.github.trackflux.model.PositionSide;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a mirror remembers.
 *
 * @param held what it holds, by tracking order
 * @param left what it held of orders that have closed, the latest last: should a close be taken back. Bounded
 */
record MirrorState(Map<String, Leg> held, Map<String, Leg> left) {
    static final MirrorState EMPTY = new MirrorState(Map.of(), Map.of());
    private static final int REMEMBERED = 256;

    /**
     * One position.
     *
     * @param price at which it was entered
     * @param entered how much was entered
     * @param quantity how much of that is held
     * @param whole how much of the trader's order was open when it was entered
     */
    record Leg(
            String symbol,
            PositionSide side,
            BigDecimal price,
            BigDecimal entered,
            BigDecimal quantity,
            BigDecimal whole) {
        Target target(String key, BigDecimal wanted, String why) {
            return new Target(key, symbol, side, wanted, why);
        }

        Leg withQuantity(BigDecimal less) {
            return new Leg(symbol, side, price, entered, less, whole);
        }
    }

    boolean holds(String key) {
        return held.containsKey(key);
    }

    /** What was paid for all that is held in a symbol, on both sides. */
    BigDecimal paidFor(String symbol) {
        return held.values().stream()
                .filter(leg -> leg.symbol().equals(symbol))
                .map(leg -> leg.quantity().multiply(leg.price()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    MirrorState entered(String key, Leg leg) {
        return new MirrorState(Copies.with(held, key, leg), left);
    }

    MirrorState closed(String key) {
        LinkedHashMap<String, Leg> remembered = new LinkedHashMap<>(left);
        Leg leg = held.get(key);
        if (leg != null) {
            remembered.remove(key);
            remembered.put(key, leg);
        }
        if (remembered.size() > REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
        return new MirrorState(Copies.without(held, key), Collections.unmodifiableMap(remembered));
    }
}
