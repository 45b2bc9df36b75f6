package io.github.trackflux.simulator.exchange;

/** Is told of every call and its answer, in the order in which the exchange counted them. */
@FunctionalInterface
public interface CallListener {

    /**
     * Takes one call.
     *
     * @param request as it arrived
     * @param reply as it leaves
     * @param at when it was counted and answered, nanoseconds since the epoch by the exchange's clock
     */
    void answered(Request request, Reply reply, long at);
}
