package io.github.trackflux.view;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.view.CheckpointState.Learned;
import io.github.trackflux.view.CheckpointState.Open;
import io.github.trackflux.view.CheckpointState.Recent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes a checkpoint, one field after the other in a fixed order.
 *
 * <pre>
 * {"format":"trackflux-checkpoint","version":1,"account":"…","query":{…},"sequence":7,"asOf":"…","learned":{…},
 *  "lists":[…],"open":[{"list":"USDT-FUTURES","order":{…},"revision":2,…}],"closed":[…],"sha256":"…"}
 * </pre>
 */
final class CheckpointWriter {
    static final String FORMAT = "trackflux-checkpoint";
    static final int VERSION = 1;
    /** What stands between the bytes that are summed and the sum, and after it. */
    static final String SUM = ",\"sha256\":\"";

    static final int SUM_LENGTH = 64;
    static final String END = "\"}";

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private CheckpointWriter(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(CheckpointState state) {
        Bounded bytes = new Bounded();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new CheckpointWriter(json).all(state);
        }
        return bytes.sealed();
    }

    /** The SHA-256 of the first so many bytes, in hex. */
    static String sum(byte[] bytes, int length) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes, 0, length);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void all(CheckpointState state) {
        json.writeStartObject();
        json.writeStringProperty("format", FORMAT);
        json.writeNumberProperty("version", VERSION);
        json.writeStringProperty("account", state.account().text());
        query(state.query());
        json.writeNumberProperty("sequence", state.view().sequence());
        time("asOf", state.view().asOf());
        learned(state.learned());
        json.writeArrayPropertyStart("lists");
        state.sweptFrom().forEach((type, from) -> {
            json.writeStartObject();
            json.writeStringProperty("list", type.wire());
            time("sweptFrom", from);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("open");
        state.open().forEach(open -> open(open, state.recent().get(open.order().trackingNo())));
        json.writeEndArray();
        json.writeArrayPropertyStart("closed");
        state.closed().forEach(this::closed);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void query(OrderQuery query) {
        json.writeObjectPropertyStart("query");
        json.writeArrayPropertyStart("productTypes");
        query.productTypes().forEach(type -> json.writeString(type.wire()));
        json.writeEndArray();
        text("symbol", query.symbol());
        text("traderId", query.traderId());
        json.writeEndObject();
    }

    private void learned(Learned learned) {
        json.writeObjectPropertyStart("learned");
        json.writeStringProperty("dialect", learned.dialect().name());
        json.writeBooleanProperty("descending", learned.descending());
        json.writeNumberProperty("holdDownNanos", learned.holdDown().toNanos());
        json.writeNumberProperty("quietNanos", learned.quiet().toNanos());
        json.writeEndObject();
    }

    private void open(Open open, @Nullable Recent recent) {
        json.writeStartObject();
        json.writeStringProperty("list", open.list().wire());
        json.writeNumberProperty("revision", open.revision());
        json.writeNumberProperty("proofsNeeded", open.proofsNeeded());
        json.writeName("order");
        CheckpointOrder.write(json, open.order());
        if (recent != null) {
            time("seenAt", recent.seenAt());
            json.writeArrayPropertyStart("pasts");
            recent.pasts().forEach(past -> CheckpointOrder.write(json, past));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void closed(Tombstones.Tombstone stone) {
        json.writeStartObject();
        json.writeStringProperty("trackingNo", stone.number());
        json.writeStringProperty("symbol", stone.symbol());
        text("traderId", stone.traderId());
        json.writeNumberProperty("revision", stone.revision());
        json.writeEndObject();
    }

    private void text(String name, Optional<String> value) {
        value.ifPresent(text -> json.writeStringProperty(name, text));
    }

    private void time(String name, Instant time) {
        json.writeStringProperty(name, time.toString());
    }

    /** Bytes up to the most that are kept. */
    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int b) {
            room(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            room(length);
            super.write(bytes, from, length);
        }

        private void room(int more) {
            if ((long) count + more > Checkpoint.LARGEST - SUM.length() - SUM_LENGTH) {
                throw new CheckpointException.TooLarge((long) count + more);
            }
        }

        /** All of it, with the sum in front of the last brace. */
        byte[] sealed() {
            int summed = count - 1;
            byte[] end = (SUM + sum(buf, summed) + END).getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(buf, summed + end.length);
            System.arraycopy(end, 0, all, summed, end.length);
            return all;
        }
    }
}
