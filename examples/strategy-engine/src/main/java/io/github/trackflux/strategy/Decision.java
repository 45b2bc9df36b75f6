package io.github.trackflux.strategy;

import java.util.List;

/**
 * What a strategy makes of a signal.
 *
 * @param state from now on
 * @param targets what it wants to hold now; what is not named stays
 */
record Decision<S>(S state, List<Target> targets) {
    Decision {
        targets = List.copyOf(targets);
    }

    static <S> Decision<S> nothing(S state) {
        return new Decision<>(state, List.of());
    }
}
