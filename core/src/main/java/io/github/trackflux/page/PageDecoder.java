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
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one answer of the endpoint, tolerant of every shape that its documents and clients show: a bare array or
 * {@code {trackingList, endId}}, both spellings of the entry price, numbers quoted or bare, all forms of "not set",
 * fields that nobody knows. A row that cannot be read costs that row and not the page; a body that is not what it
 * claims to be costs the page. Stateless; any number of threads may share one.
 */
public final class PageDecoder {
    /** The largest body that is read, in bytes after decompression. */
    public static final int LARGEST_BODY = 2 * 1024 * 1024;

    private static final String SUCCESS = "00000";
    private static final int MOST_ROWS = 2_000;
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
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, 0, bytes.length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProtocolException("", "the body is no JSON object");
            }
            Reply reply = envelope(parser, new RowReader(bytes));
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

    private static Reply envelope(JsonParser parser, RowReader rows) {
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

    private static @Nullable Page data(JsonParser parser, JsonToken value, RowReader rows) {
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

    private static @Nullable Page list(JsonParser parser, JsonToken value, RowReader reader) {
        if (value == JsonToken.VALUE_NULL) {
            return Page.EMPTY;
        }
        if (value == JsonToken.START_ARRAY) {
            return list(parser, reader);
        }
        parser.skipChildren();
        return null;
    }

    private static Page list(JsonParser parser, RowReader reader) {
        List<TrackingOrder> rows = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        boolean numbered = true;
        int raw = 0;
        for (JsonToken element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            if (++raw > MOST_ROWS) {
                throw new ProtocolException("", "the list has more than " + MOST_ROWS + " rows");
            }
            Optional<TrackingOrder> row = element == JsonToken.START_OBJECT ? reader.read(parser) : skip(parser);
            if (row.isPresent()) {
                rows.add(row.get());
            } else if (element == JsonToken.START_OBJECT && reader.number().isPresent()) {
                unreadable.add(reader.number().get());
            } else {
                numbered = false;
            }
        }
        return new Page(rows, raw, unreadable, Optional.empty(), numbered);
    }

    private static Optional<TrackingOrder> skip(JsonParser parser) {
        parser.skipChildren();
        return Optional.empty();
    }

    /** The server's clock is a help and no evidence: what cannot be read of it is left out. */
    private static Optional<Instant> clock(String text) {
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
