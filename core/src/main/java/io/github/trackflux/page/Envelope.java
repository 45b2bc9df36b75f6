package io.github.trackflux.page;

import static io.github.trackflux.page.PlainScan.ascii;

import java.time.Instant;
import java.util.Optional;

/**
 * Reads what stands around the rows of a successful answer of the plain form that nearly all have. It need not understand
 * every body, only be right about those that it says it has read: at anything else, such as an escape, a field with more
 * than a plain value, or a name that comes twice, it gives up, and {@link PageDecoder} reads the body.
 */
final class Envelope {
    private static final byte[] CODE = ascii("code");
    private static final byte[] SUCCESS = ascii(PageDecoder.SUCCESS);
    private static final byte[] MESSAGE = ascii("msg");
    private static final String USUAL_MESSAGE = "success";
    private static final byte[] USUAL = ascii(USUAL_MESSAGE);
    private static final byte[] TIME = ascii("requestTime");
    private static final byte[] DATA = ascii("data");
    private static final byte[] LIST = ascii("trackingList");
    private static final byte[] END_ID = ascii("endId");
    private static final int LIST_BIT = 16;

    private final RowMatcher rows;
    private final PlainScan scan;

    private int seen;
    private boolean success;
    private String message = "";
    private Optional<Instant> requestTime = Optional.empty();
    private Optional<String> endId = Optional.empty();

    /** An envelope that is not read yet, around rows that are. */
    Envelope(RowMatcher rows) {
        this.rows = rows;
        this.scan = new PlainScan(rows.kept().bytes, rows.kept().length);
    }

    /** Whether this is an answer that it can read; if not, nothing of what it read counts. */
    boolean read() {
        return scan.take('{') && members(false) && scan.isOver() && success && (seen & LIST_BIT) != 0;
    }

    Optional<String> endId() {
        return endId;
    }

    Reply reply(RememberedPage page) {
        return new Reply(PageDecoder.SUCCESS, message, requestTime, page.page);
    }

    private boolean members(boolean inData) {
        do {
            if (!scan.text() || !(inData ? ofData() : ofEnvelope())) {
                return false;
            }
        } while (scan.take(','));
        return scan.take('}');
    }

    private boolean ofEnvelope() {
        if (scan.is(CODE)) {
            boolean sound = once(1) && value();
            success = sound && scan.is(SUCCESS);
            return success;
        }
        if (scan.is(MESSAGE)) {
            boolean sound = once(2) && value();
            message = !sound || scan.is(USUAL) ? USUAL_MESSAGE : scan.value();
            return sound;
        }
        if (scan.is(TIME)) {
            boolean sound = once(4) && value();
            requestTime = sound ? PageDecoder.clock(scan.value()) : Optional.empty();
            return sound;
        }
        if (scan.is(DATA)) {
            return once(8) && scan.take(':') && (scan.take('{') ? members(true) : list());
        }
        return value();
    }

    private boolean ofData() {
        if (scan.is(LIST)) {
            return scan.take(':') && list();
        }
        if (scan.is(END_ID)) {
            boolean sound = once(32) && value();
            endId = sound ? Values.text(scan.value()) : Optional.empty();
            return sound;
        }
        return value();
    }

    private boolean value() {
        return scan.take(':') && scan.scalar();
    }

    private boolean once(int bit) {
        boolean first = (seen & bit) == 0;
        seen |= bit;
        return first;
    }

    /** The list is where its rows were looked for, or else this is another. */
    private boolean list() {
        if (!once(LIST_BIT) || !scan.take('[') || scan.at() != rows.begin()) {
            return false;
        }
        scan.moveTo(rows.rest());
        return scan.take(']');
    }
}
