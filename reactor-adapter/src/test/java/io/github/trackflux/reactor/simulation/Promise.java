package io.github.trackflux.reactor.simulation;

import java.time.Duration;
import java.util.Set;

/**
 * What is promised of a run.
 *
 * @param lag how far an answer may be behind
 * @param calmAfter from when on no fault is active any more, from the start
 * @param bound how soon after that what is believed must be true
 * @param excused what a fault breaks that breaks what the proofs assume
 */
public record Promise(Duration lag, Duration calmAfter, Duration bound, Set<Invariant> excused) {
    /** Everything, from the start. */
    public static final Promise ALL = new Promise(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60), Set.of());

    public Promise withLag(Duration behind) {
        return new Promise(behind, calmAfter, bound, excused);
    }
}
