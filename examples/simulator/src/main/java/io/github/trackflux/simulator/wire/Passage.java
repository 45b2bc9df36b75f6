package io.github.trackflux.simulator.wire;

import java.time.Duration;

/**
 * How one call fares.
 *
 * @param fate whether the exchange gets to see it
 * @param held how long it lies at the exchange's door before it is counted and answered
 * @param padding how many blanks stand before the body; they are not compressed
 * @param flow how the bytes of the answer come
 * @param cut where the answer breaks off
 * @param rest what becomes of the connection when the answer is out
 */
public record Passage(Fate fate, Duration held, long padding, Flow flow, Cut cut, Rest rest) {

    /** Nothing happens to it. */
    public static final Passage PLAIN = new Passage(Fate.ANSWERED, Duration.ZERO, 0, Flow.FREE, Cut.NONE, Rest.KEPT);

    /** Whether the exchange gets to see a call. Only an answered call is counted. */
    public enum Fate {
        /** It is counted and answered. */
        ANSWERED,
        /** Nothing comes back, ever, and the connection stays open. */
        LOST,
        /** The connection is reset. */
        RESET,
        /** HTTP/2: this stream is refused, not processed. Else as {@link #RESET}. */
        STREAM_REFUSED,
        /** HTTP/2: the connection goes away, and with it this stream, not processed. Else as {@link #RESET}. */
        GOING_AWAY
    }

    /**
     * How bytes come.
     *
     * @param segment how many at a time, 0 for as many as there are
     * @param bytesPerSecond how many a second, 0 for as many as the connection takes
     */
    public record Flow(int segment, int bytesPerSecond) {

        /** As fast as it goes. */
        public static final Flow FREE = new Flow(0, 0);

        /** Checks that none is negative. */
        public Flow {
            if (segment < 0 || bytesPerSecond < 0) {
                throw new IllegalArgumentException(
                        "segment and bytes a second must be 0 or more: " + segment + ", " + bytesPerSecond);
            }
        }
    }

    /**
     * Where an answer breaks off.
     *
     * @param after how many bytes, its head included; negative for never
     * @param how what comes then
     */
    public record Cut(long after, Break how) {

        /** It does not. */
        public static final Cut NONE = new Cut(-1, Break.CLOSED);

        /** What comes instead of the rest. */
        public enum Break {
            /** The connection is closed in good order. */
            CLOSED,
            /** The connection is reset. */
            RESET,
            /** Nothing: the connection stays open. */
            SILENCE
        }
    }

    /**
     * What becomes of a connection.
     *
     * @param end what
     * @param after how long after the answer
     */
    public record Rest(End end, Duration after) {

        /** It serves further calls. */
        public static final Rest KEPT = new Rest(End.KEPT, Duration.ZERO);

        /** What it is like then. */
        public enum End {
            /** As before. */
            KEPT,
            /** Closed, without a word about it in the answer. */
            CLOSED,
            /** Open, and what comes on it is not read any more. */
            DEAF
        }
    }

    /** Checks that times and numbers are 0 or more. */
    public Passage {
        if (held.isNegative() || padding < 0 || rest.after().isNegative()) {
            throw new IllegalArgumentException(
                    "times and padding must be 0 or more: " + held + ", " + padding + ", " + rest.after());
        }
    }

    /** Whether its bytes differ from those of an answer without faults. */
    public boolean isShaped() {
        return !flow.equals(Flow.FREE) || cut.after() >= 0;
    }

    /** Returns this with another fate. */
    public Passage withFate(Fate newFate) {
        return new Passage(newFate, held, padding, flow, cut, rest);
    }

    /** Returns this held for so long. */
    public Passage withHeld(Duration time) {
        return new Passage(fate, time, padding, flow, cut, rest);
    }

    /** Returns this with so many blanks before the body. */
    public Passage withPadding(long bytes) {
        return new Passage(fate, held, bytes, flow, cut, rest);
    }

    /** Returns this with bytes that come otherwise. */
    public Passage withFlow(Flow newFlow) {
        return new Passage(fate, held, padding, newFlow, cut, rest);
    }

    /** Returns this broken off there. */
    public Passage withCut(Cut newCut) {
        return new Passage(fate, held, padding, flow, newCut, rest);
    }

    /** Returns this with another end of its connection. */
    public Passage withRest(Rest newRest) {
        return new Passage(fate, held, padding, flow, cut, newRest);
    }
}
