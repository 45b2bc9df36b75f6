package io.github.trackflux.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One answer as it leaves: status, headers, bytes, and what they say for whoever does not want to parse them. */
public final class Reply {

    private final int status;
    private final String code;
    private final int rows;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * Makes an answer.
     *
     * @param status of HTTP
     * @param code that the body carries, or empty if it carries none
     * @param rows how many rows the body shows
     * @param headers without {@code Content-Length}
     * @param body not copied
     */
    public Reply(int status, String code, int rows, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.code = code;
        this.rows = rows;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns the code that the body carries; empty if it carries none. */
    public String code() {
        return code;
    }

    /** Returns how many rows the body shows. */
    public int rows() {
        return rows;
    }

    /** Returns the headers. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the bytes, not a copy. */
    public byte[] body() {
        return body;
    }

    /** Returns the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns this answer with one more header, or another value of one that it has. */
    public Reply withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Reply(status, code, rows, more, body);
    }

    @Override
    public String toString() {
        return status + " " + code + ", " + rows + " rows, " + body.length + " bytes";
    }
}
