package io.github.trackflux.simulator.market;

/** Is told of every change, in order, on the thread that moves the market; it must not call the market back. */
@FunctionalInterface
public interface ChangeListener {

    /**
     * Takes one change.
     *
     * @param change what happened
     */
    void changed(Change change);
}
