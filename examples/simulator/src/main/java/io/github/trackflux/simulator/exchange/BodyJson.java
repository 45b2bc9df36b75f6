package io.github.trackflux.simulator.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/** Puts bodies together: {@code code}, {@code msg}, {@code requestTime}, {@code data}. */
final class BodyJson {

    private BodyJson() {}

    static byte[] success(Envelope envelope, String endId, List<byte[]> rows, long nowMillis) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(
                256 + rows.stream().mapToInt(row -> row.length + 1).sum());
        write(out, "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":");
        write(out, envelope.requestTime().quote(Long.toString(nowMillis)));
        switch (envelope.shape()) {
            case ARRAY -> {
                write(out, ",\"data\":");
                array(out, rows);
            }
            case TRACKING_LIST -> {
                write(out, ",\"data\":{\"trackingList\":");
                array(out, rows);
                write(out, ",\"endId\":\"" + endId + "\"}");
            }
            case NULL_LIST -> write(out, ",\"data\":{\"trackingList\":null,\"endId\":\"\"}");
            case NULL -> write(out, ",\"data\":null");
            case EMPTY_OBJECT -> write(out, ",\"data\":{}");
            case MISSING -> {}
        }
        write(out, "}");
        return out.toByteArray();
    }

    /** An error as captured from the exchange: the time bare, {@code data} null. */
    static byte[] error(Refusal refusal, long nowMillis) {
        String body = "{\"code\":\"%s\",\"msg\":\"%s\",\"requestTime\":%d,\"data\":null}"
                .formatted(escaped(refusal.code()), escaped(refusal.msg()), nowMillis);
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        return out.toString();
    }

    static byte[] serverTime(long nowMillis) {
        String body = "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":%1$d,\"data\":{\"serverTime\":\"%1$d\"}}"
                .formatted(nowMillis);
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static void array(ByteArrayOutputStream out, List<byte[]> rows) {
        out.write('[');
        for (int k = 0; k < rows.size(); k++) {
            if (k > 0) {
                out.write(',');
            }
            out.writeBytes(rows.get(k));
        }
        out.write(']');
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.UTF_8));
    }
}
