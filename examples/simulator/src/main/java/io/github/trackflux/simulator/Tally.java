package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Reply;

/**
 * How many calls came so far, and what became of them.
 *
 * @param answered with a page or the time
 * @param throttled refused with status 429
 * @param failed anything else
 */
public record Tally(long answered, long throttled, long failed) {

    static final Tally NONE = new Tally(0, 0, 0);

    /** Returns all calls. */
    public long calls() {
        return answered + throttled + failed;
    }

    Tally with(Reply reply) {
        if (reply.status() == 429) {
            return new Tally(answered, throttled + 1, failed);
        }
        return reply.code().equals("00000")
                ? new Tally(answered + 1, throttled, failed)
                : new Tally(answered, throttled, failed + 1);
    }
}
