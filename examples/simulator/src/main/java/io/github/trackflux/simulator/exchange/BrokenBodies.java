package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.exchange.Quirk.OnReply;
import io.github.trackflux.simulator.exchange.Quirk.OnRowJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Answers that are not what they claim to be, by accident or on purpose: quirks for clients that must survive anything.
 * Each applies to every call; {@link Quirk#when} limits it.
 */
public final class BrokenBodies {

    private static final int MIB = 1 << 20;

    private BrokenBodies() {}

    /** Status 200 and a page for people, as a gateway in trouble sends it. */
    public static Quirk html() {
        byte[] page = bytes("<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>");
        return (OnReply) (reply, call) -> new Reply(200, "", 0, Map.of("Content-Type", "text/html"), page);
    }

    /** Status 302, to that URL. */
    public static Quirk redirect(String location) {
        return (OnReply) (reply, call) -> new Reply(302, "", 0, Map.of("Location", location), new byte[0]);
    }

    /** Status 429 that asks to wait: seconds, a date, or anything. */
    public static Quirk throttled(String retryAfter) {
        return (OnReply) (reply, call) -> {
            byte[] body = BodyJson.error(Refusal.TOO_MANY_REQUESTS, Math.floorDiv(call.now(), 1_000_000L));
            return new Reply(429, "429", 0, reply.headers(), body).withHeader("Retry-After", retryAfter);
        };
    }

    /** A status alone, without a body that says more, as a firewall or a balancer sends it. */
    public static Quirk bare(int status) {
        return (OnReply) (reply, call) -> new Reply(status, "", 0, Map.of(), new byte[0]);
    }

    /** Sets a header of the answer. */
    public static Quirk header(String name, String value) {
        return (OnReply) (reply, call) -> reply.withHeader(name, value);
    }

    /** A small body that unpacks to so many mebibytes of blanks before the answer itself. */
    public static Quirk gzipBomb(int mebibytes) {
        // The blanks are packed once; gzip streams may follow one another.
        byte[] blanks = new byte[MIB];
        Arrays.fill(blanks, (byte) ' ');
        byte[] bomb = zipped(blanks, mebibytes);
        return (OnReply) (reply, call) -> {
            byte[] answer = zipped(reply.body(), 1);
            byte[] both = Arrays.copyOf(bomb, bomb.length + answer.length);
            System.arraycopy(answer, 0, both, bomb.length, answer.length);
            return body(reply, both).withHeader("Content-Encoding", "gzip");
        };
    }

    /** Says that the body is packed, which it is not. */
    public static Quirk notPacked() {
        return (OnReply) (reply, call) -> reply.withHeader("Content-Encoding", "gzip");
    }

    /** An unknown field beside the list that is arrays in arrays, so deep. */
    public static Quirk deep(int depth) {
        return unknownField("[".repeat(depth) + "]".repeat(depth));
    }

    /** An unknown field beside the list with this value, already JSON. */
    public static Quirk unknownField(String json) {
        return text(body -> body.substring(0, body.length() - 1) + ",\"unknown\":" + json + "}");
    }

    /** A body cut in half by its sender, so that its length is right and its JSON is not. */
    public static Quirk half() {
        return (OnReply) (reply, call) -> body(reply, Arrays.copyOf(reply.body(), reply.body().length / 2));
    }

    /** No body at all. */
    public static Quirk nothing() {
        return (OnReply) (reply, call) -> body(reply, new byte[0]);
    }

    /** A byte order mark before the body. */
    public static Quirk byteOrderMark() {
        return text(body -> "\ufeff" + body);
    }

    /** {@code data} twice: first empty, then as it is. */
    public static Quirk dataTwice() {
        return text(body -> body.replaceFirst("\"data\":", "\"data\":[],\"data\":"));
    }

    /** A byte that is no UTF-8 in the middle of the body. */
    public static Quirk notUtf8() {
        return (OnReply) (reply, call) -> {
            byte[] body = reply.body().clone();
            body[body.length / 2] = (byte) 0xff;
            return body(reply, body);
        };
    }

    /** Another value of a field of every row, already JSON: {@code NaN}, {@code 1E1000000}, half a character. */
    public static Quirk field(String field, String json) {
        Pattern known = Pattern.compile("\"" + Pattern.quote(field) + "\":(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^,}]*)");
        String other = Matcher.quoteReplacement("\"" + field + "\":" + json);
        return rows(row -> known.matcher(row).replaceFirst(other));
    }

    /** A field of every row again, with this value. */
    public static Quirk fieldTwice(String field, String json) {
        return rows(row -> row.substring(0, row.length() - 1) + ",\"" + field + "\":" + json + "}");
    }

    private static Quirk rows(UnaryOperator<String> change) {
        return (OnRowJson) (json, rows, call) -> {
            List<byte[]> changed = new ArrayList<>(json.size());
            json.forEach(row -> changed.add(bytes(change.apply(new String(row, StandardCharsets.UTF_8)))));
            return changed;
        };
    }

    private static Quirk text(UnaryOperator<String> change) {
        return (OnReply) (reply, call) -> body(reply, bytes(change.apply(reply.text())));
    }

    private static Reply body(Reply reply, byte[] body) {
        return new Reply(reply.status(), reply.code(), reply.rows(), reply.headers(), body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] bytes, int times) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < times; i++) {
                zip.write(bytes);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
