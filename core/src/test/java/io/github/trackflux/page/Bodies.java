package io.github.trackflux.page;

import io.github.trackflux.model.TrackingOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Bodies as the exchange answers them, and what the decoder makes of them. */
final class Bodies {
    /** The example of the endpoint's own document. */
    static final String SEED = resource("seed-response.json");

    private static final PageDecoder DECODER = new PageDecoder();

    private Bodies() {}

    /** A row of JSON: names and JSON values in turn, over a plain row; the value {@code ""} leaves the field out. */
    static String row(String... fields) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("trackingNo", "\"123\"");
        row.put("symbol", "\"BTCUSDT\"");
        row.put("posSide", "\"long\"");
        row.put("openSize", "\"0.01\"");
        for (int i = 0; i < fields.length; i += 2) {
            row.put(fields[i], fields[i + 1]);
        }
        return row.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String list(String... rows) {
        return success("[" + String.join(",", rows) + "]");
    }

    static String success(String data) {
        return "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":1634107646972,\"data\":" + data + "}";
    }

    static Reply decode(String body) {
        return decode(body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply decode(byte[] body) {
        return DECODER.decode(ByteBuffer.wrap(body));
    }

    static Page page(String body) {
        return decode(body).page().orElseThrow();
    }

    /** The only row of a list of one; the decoder must have been able to read it. */
    static TrackingOrder order(String... fields) {
        return page(list(row(fields))).rows().get(0);
    }

    private static String resource(String name) {
        try (InputStream in = Bodies.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
