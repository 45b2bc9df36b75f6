package io.github.trackflux.reactor;

import java.time.Duration;

/** The production pace of calls, for simulations that have no Reactor in them. */
public final class SimulatedPace {
    private final Pacer pacer;

    public SimulatedPace(int slots) {
        this.pacer = new Pacer(() -> slots);
    }

    public Duration pause(Duration now) {
        return pacer.pause(now);
    }

    public void sent(Duration at) {
        pacer.sent(at);
    }

    public void answered(Duration took) {
        pacer.answered(took);
    }
}
