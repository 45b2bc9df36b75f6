package io.github.trackflux.simulator.wire;

import io.github.trackflux.simulator.wire.Passage.Cut;
import io.github.trackflux.simulator.wire.Passage.Fate;
import io.github.trackflux.simulator.wire.Passage.Flow;
import io.github.trackflux.simulator.wire.Passage.Rest;
import java.time.Duration;

/**
 * The known faults of the way to the exchange and back. Each applies to every call; {@link WireFault#when} limits it.
 *
 * <p><b>Bounds:</b> however a call fares, its connection is closed after {@link #LONGEST}, and an endless body after
 * {@link #ENDLESS} bytes.
 */
public final class WireFaults {

    /** How long a connection may keep its client waiting. */
    public static final Duration LONGEST = Duration.ofMinutes(1);
    /** How many bytes an endless body has. */
    public static final long ENDLESS = 1L << 30;

    private WireFaults() {}

    /** Lets a call lie for so long before it is counted and answered, also if its client has gone by then. */
    public static WireFault held(Duration time) {
        return (passage, call) -> passage.withHeld(passage.held().plus(time));
    }

    /**
     * Stalls: calls that arrive within the first part of every period lie until that part is over, and are then counted
     * all at once.
     */
    public static WireFault stalled(Duration period, Duration part) {
        return (passage, call) -> {
            long since = Math.floorMod(call.now(), period.toNanos());
            Duration left = part.minusNanos(since);
            return left.isNegative() ? passage : passage.withHeld(passage.held().plus(left));
        };
    }

    /** Never answers and never counts, on a connection that stays open: a black hole. */
    public static WireFault lost() {
        return (passage, call) -> passage.withFate(Fate.LOST);
    }

    /** Resets the connection instead of answering. */
    public static WireFault reset() {
        return (passage, call) -> passage.withFate(Fate.RESET);
    }

    /** Refuses the stream, over HTTP/2. */
    public static WireFault streamRefused() {
        return (passage, call) -> passage.withFate(Fate.STREAM_REFUSED);
    }

    /** Says that the connection goes away, over HTTP/2, and leaves the call unprocessed. */
    public static WireFault goingAway() {
        return (passage, call) -> passage.withFate(Fate.GOING_AWAY);
    }

    /** Sends so many bytes at a time; 1 for byte by byte. */
    public static WireFault sliced(int bytes) {
        return (passage, call) ->
                passage.withFlow(new Flow(bytes, passage.flow().bytesPerSecond()));
    }

    /** Sends so many bytes a second. */
    public static WireFault slow(int bytesPerSecond) {
        return (passage, call) -> passage.withFlow(new Flow(passage.flow().segment(), bytesPerSecond));
    }

    /** Puts so many blanks before the body, which is right JSON still. */
    public static WireFault padded(long bytes) {
        return (passage, call) -> passage.withPadding(bytes);
    }

    /** Puts blanks before the body that end only at {@link #ENDLESS}. */
    public static WireFault endless() {
        return padded(ENDLESS);
    }

    /** Closes the connection after so many bytes of the answer, its head included. */
    public static WireFault cutAfter(long bytes) {
        return (passage, call) -> passage.withCut(new Cut(bytes, Cut.Break.CLOSED));
    }

    /** Resets the connection after so many bytes of the answer. */
    public static WireFault resetAfter(long bytes) {
        return (passage, call) -> passage.withCut(new Cut(bytes, Cut.Break.RESET));
    }

    /** Sends so many bytes of the answer and then nothing more. */
    public static WireFault silentAfter(long bytes) {
        return (passage, call) -> passage.withCut(new Cut(bytes, Cut.Break.SILENCE));
    }

    /** Closes the kept-alive connection so long after the answer: perhaps just as the next call is sent on it. */
    public static WireFault closedAfter(Duration time) {
        return (passage, call) -> passage.withRest(new Rest(Rest.End.CLOSED, time));
    }

    /** Answers, and then reads nothing more from a connection that stays open: it is open on one side only. */
    public static WireFault deafAfterwards() {
        return (passage, call) -> passage.withRest(new Rest(Rest.End.DEAF, Duration.ZERO));
    }
}
