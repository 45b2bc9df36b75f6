package io.github.trackflux.model;

import java.util.Locale;

/** The exchange's families of futures; one call asks for one of them. Source: the parameter {@code productType}. */
public enum ProductType {
    /** Futures settled in USDT. */
    USDT_FUTURES,
    /** Futures settled in the coin itself. */
    COIN_FUTURES,
    /** Futures settled in USDC. */
    USDC_FUTURES;

    /** The text that the exchange uses, such as {@code USDT-FUTURES}. */
    public String wire() {
        return name().replace('_', '-');
    }

    /**
     * Reads the exchange's text in either case, with a hyphen or an underscore.
     *
     * @throws IllegalArgumentException if there is no such product type
     */
    public static ProductType parse(String text) {
        String name = text.trim().toUpperCase(Locale.ROOT).replace('-', '_');
        for (ProductType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "product type must be USDT-FUTURES, COIN-FUTURES or USDC-FUTURES, was " + text);
    }

    @Override
    public String toString() {
        return wire();
    }
}
