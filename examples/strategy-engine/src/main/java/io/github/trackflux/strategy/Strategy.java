package io.github.trackflux.strategy;

/**
 * A pure function from a state and a signal to a decision: no clock, no chance, no thread, and nothing that it changes. So a
 * recorded day can be played again and gives the same decisions, and a restart is a replay of what was recorded before it.
 *
 * <p>Called for one signal after another, by one thread at a time. What it throws stops it, and no other.
 *
 * @param <S> what it remembers; immutable
 */
interface Strategy<S> {
    /** What it remembers before the first signal. */
    S start();

    /**
     * Decides.
     *
     * @param state as the last decision left it
     * @param signal what has become known
     * @param quotes what each symbol last cost, this signal included; what it wants is filled at these
     */
    Decision<S> decide(S state, Signal signal, Quotes quotes);
}
