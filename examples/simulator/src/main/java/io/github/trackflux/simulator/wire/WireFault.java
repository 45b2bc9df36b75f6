package io.github.trackflux.simulator.wire;

import io.github.trackflux.simulator.exchange.Call;
import java.util.function.Predicate;

/**
 * One thing that may happen to a call on its way. {@link WireFaults} has the known ones.
 *
 * <p>Faults apply in the order in which they are set, each to what the one before it made of the call. Like quirks they
 * hold no state, and {@link #when} limits them with the same conditions.
 */
@FunctionalInterface
public interface WireFault {

    /**
     * Returns what happens instead.
     *
     * @param passage what would happen without this fault
     * @param call as it arrives, before any check; its number counts arrivals, refused ones too
     */
    Passage passage(Passage passage, Call call);

    /** Returns this fault for some calls only. */
    default WireFault when(Predicate<Call> condition) {
        return (passage, call) -> condition.test(call) ? passage(passage, call) : passage;
    }
}
