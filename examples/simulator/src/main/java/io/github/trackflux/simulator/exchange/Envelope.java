package io.github.trackflux.simulator.exchange;

/**
 * What is around the rows of an answer.
 *
 * @param shape of {@code data}
 * @param requestTime quoted in the seed's document, bare in every captured body
 */
public record Envelope(Shape shape, Quoting requestTime) {

    /** What {@code data} can be. */
    public enum Shape {
        /** {@code [rows]}. */
        ARRAY,
        /** {@code {"trackingList":[rows],"endId":"…"}}. */
        TRACKING_LIST,
        /** {@code {"trackingList":null,"endId":""}}. */
        NULL_LIST,
        /** {@code null}. */
        NULL,
        /** {@code {}}. */
        EMPTY_OBJECT,
        /** No {@code data} at all. */
        MISSING;

        boolean showsRows() {
            return this == ARRAY || this == TRACKING_LIST;
        }
    }

    /** Returns what a server of that dialect puts around the rows. */
    public static Envelope of(Dialect dialect) {
        return new Envelope(dialect == Dialect.PAGE_NUMBER ? Shape.ARRAY : Shape.TRACKING_LIST, Quoting.QUOTED);
    }

    /** Returns this with {@code data} of another shape. */
    public Envelope withShape(Shape newShape) {
        return new Envelope(newShape, requestTime);
    }

    /** Returns this with the time quoted or bare. */
    public Envelope withRequestTime(Quoting quoting) {
        return new Envelope(shape, quoting);
    }
}
