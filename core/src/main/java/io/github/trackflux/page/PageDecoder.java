package io.github.trackflux.page;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.model.TrackingOrder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * Reads one answer of the endpoint, tolerant of every shape that its documents and clients show: a bare array or
 * {@code {trackingList, endId}}, both spellings of the entry price, numbers quoted or bare, all forms of "not set",
 * fields that nobody knows. A row that cannot be read costs that row and not the page; a body that is not what it
 * claims to be costs the page. Stateless; any number of threads may share one.
 */
public final class PageDecoder {
    /** The largest body that is read, in bytes after decompression. */
    public static final int LARGEST_BODY = 2 * 1024 * 1024;

    static final String SUCCESS = "00000";
    static final int MOST_ROWS = 2_000;
    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(8 * 1024)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .maxDocumentLength(LARGEST_BODY)
                    .build())
            // UTF-8 and nothing else: of another encoding the parser could not say where a field's bytes are.
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    private final PropertyNameMatcher names = RowReader.names(json);

    /** A decoder; one is enough for a client. */
    public PageDecoder() {}

    /**
     * Reads a whole body.
     *
     * @param body valid only during this call; neither kept nor moved
     * @throws ProtocolException if it is not the exchange's envelope, or claims success without a list
     */
    public Reply decode(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return decode(bytes, bytes.length, null);
    }

    /**
     * Reads a body that fills an array up to its end.
     *
     * @param seen is shown every row, if anybody wants to see them
     */
    Reply decode(byte[] bytes, int end, @Nullable SeenRows seen) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, 0, end)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProtocolException("", "the body is no JSON object");
            }
            Reply reply = envelope(parser, new Rows(new RowReader(bytes, names), seen));
            if (parser.nextToken() != null) {
                throw new ProtocolException("", "the body goes on after its end");
            }
            return reply;
        } catch (JacksonException e) {
            // Its message quotes the body, which may hold account data; its class says enough.
            throw new ProtocolException(
                    "", "the body is not readable JSON: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Reads one row.
     *
     * @param text no more and no less than the row; not to be changed any more
     * @return null if it is not what a body could have there
     * @throws JacksonException likewise
     */
    @Nullable
    RememberedRow row(byte[] text) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            RowReader reader = new RowReader(text, names);
            Optional<TrackingOrder> order = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "the row goes on after its end");
            }
            return new RememberedRow(RememberedRow.hash(text, 0, text.length), text, order, reader.number());
        }
    }

    private record Rows(RowReader reader, @Nullable SeenRows seen) {}

    private static Reply envelope(JsonParser parser, Rows rows) {
        String code = "";
        String message = "";
        Optional<Instant> requestTime = Optional.empty();
        Page page = null;
        int seen = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            int bit = 0;
            switch (name) {
                case "code" -> {
                    bit = 1;
                    code = text(parser, value);
                }
                case "msg" -> {
                    bit = 2;
                    message = text(parser, value);
                }
                case "requestTime" -> {
                    bit = 4;
                    requestTime = clock(text(parser, value));
                }
                case "data" -> {
                    bit = 8;
                    page = data(parser, value, rows);
                }
                default -> parser.skipChildren();
            }
            seen = once(seen, bit, name);
        }
        if (!code.equals(SUCCESS)) {
            return new Reply(code, message, requestTime, Optional.empty());
        }
        if (page == null) {
            throw new ProtocolException(code, "the body claims success and has no list");
        }
        return new Reply(code, message, requestTime, Optional.of(page));
    }

    private static @Nullable Page data(JsonParser parser, JsonToken value, Rows rows) {
        if (value != JsonToken.START_OBJECT) {
            return list(parser, value, rows);
        }
        Page page = null;
        Optional<String> endId = Optional.empty();
        int seen = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken inner = parser.nextToken();
            int bit = 0;
            switch (name) {
                case "trackingList" -> {
                    bit = 1;
                    page = list(parser, inner, rows);
                }
                case "endId" -> {
                    bit = 2;
                    endId = Values.text(text(parser, inner));
                }
                default -> parser.skipChildren();
            }
            seen = once(seen, bit, name);
        }
        return page == null
                ? null
                : new Page(page.rows(), page.rawCount(), page.unreadable(), endId, page.numberedRows());
    }

    /** Marks a field as seen. Of two lists, which one is true? */
    private static int once(int seen, int bit, String name) {
        if ((seen & bit) != 0) {
            throw new ProtocolException("", "the body has \"" + name + "\" twice");
        }
        return seen | bit;
    }

    private static @Nullable Page list(JsonParser parser, JsonToken value, Rows rows) {
        if (value == JsonToken.VALUE_NULL) {
            return Page.EMPTY;
        }
        if (value == JsonToken.START_ARRAY) {
            return list(parser, rows);
        }
        parser.skipChildren();
        return null;
    }

    private static Page list(JsonParser parser, Rows rows) {
        RowReader reader = rows.reader();
        SeenRows seen = rows.seen();
        if (seen != null) {
            seen.begin(parser);
        }
        List<TrackingOrder> orders = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        boolean numbered = true;
        int raw = 0;
        for (JsonToken element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            if (++raw > MOST_ROWS) {
                throw new ProtocolException("", "the list has more than " + MOST_ROWS + " rows");
            }
            if (element != JsonToken.START_OBJECT) {
                parser.skipChildren();
                numbered = false;
                continue;
            }
            Optional<TrackingOrder> order = reader.read(parser);
            Optional<String> number = reader.number();
            if (seen != null) {
                seen.add(parser, order, number);
            }
            if (order.isPresent()) {
                orders.add(order.get());
            } else if (number.isPresent()) {
                unreadable.add(number.get());
            } else {
                numbered = false;
            }
        }
        return new Page(orders, raw, unreadable, Optional.empty(), numbered);
    }

    /** The server's clock is a help and no evidence: what cannot be read of it is left out. */
    static Optional<Instant> clock(String text) {
        try {
            return Values.time(text);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonParser parser, JsonToken value) {
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            return parser.getString();
        }
        parser.skipChildren();
        return "";
    }
}
