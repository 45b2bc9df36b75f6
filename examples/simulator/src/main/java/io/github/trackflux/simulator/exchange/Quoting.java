package io.github.trackflux.simulator.exchange;

/** Whether a number stands in quotes. */
public enum Quoting {
    /** {@code "47"}. */
    QUOTED,
    /** {@code 47}. */
    BARE;

    String quote(String number) {
        return this == QUOTED ? '"' + number + '"' : number;
    }
}
