package io.github.trackflux.watch;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.OrderEvent.Closed;
import io.github.trackflux.event.OrderEvent.Existing;
import io.github.trackflux.event.OrderEvent.Gap;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.event.OrderEvent.Reinstated;
import io.github.trackflux.event.OrderEvent.Synced;
import io.github.trackflux.event.OrderEvent.Updated;
import io.github.trackflux.event.Proof;
import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * An event as one line of JSON, version 1: ASCII only, so that no name that a trader chose can move a terminal's cursor,
 * and no field without a value.
 *
 * <pre>
 * {"v":1,"event":"updated","seq":12,"id":"…","account":"…","origin":"live",
 *  "observedAt":"…","notBefore":"…","notAfter":"…","order":{…},"before":{…},"changed":["closeSize"]}
 * </pre>
 */
public final class EventJson {
    private static final int VERSION = 1;

    private final JsonFactory factory = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .characterEscapes(new DeleteEscaped())
            .build();

    /** Holds nothing of an event; safe for all threads. */
    public EventJson() {}

    /** The line, without its end. */
    public String line(OrderEvent event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            event.fold(new Fields(json));
            json.writeEndObject();
        }
        return line.toString();
    }

    /** What each kind of event has; answers with the generator for want of anything better. */
    private record Fields(JsonGenerator json) implements OrderEvent.Cases<JsonGenerator> {
        @Override
        public JsonGenerator existing(Existing event) {
            header("existing", event.header());
            return order(event);
        }

        @Override
        public JsonGenerator synced(Synced event) {
            header("synced", event.header());
            return json.writeNumberProperty("open", event.open());
        }

        @Override
        public JsonGenerator opened(Opened event) {
            header("opened", event.header());
            return order(event);
        }

        @Override
        public JsonGenerator updated(Updated event) {
            header("updated", event.header());
            order(event);
            new OrderJson(json).write("before", event.before());
            json.writeArrayPropertyStart("changed");
            event.changed().forEach(field -> json.writeString(field.label()));
            return json.writeEndArray();
        }

        @Override
        public JsonGenerator closed(Closed event) {
            header("closed", event.header());
            order(event);
            Proof proof = event.proof();
            json.writeObjectPropertyStart("proof");
            json.writeStringProperty("kind", word(proof.kind()));
            json.writeStringProperty("sentAt", proof.sentAt().toString());
            json.writeStringProperty("receivedAt", proof.receivedAt().toString());
            return json.writeEndObject();
        }

        @Override
        public JsonGenerator reinstated(Reinstated event) {
            header("reinstated", event.header());
            return order(event);
        }

        @Override
        public JsonGenerator gap(Gap event) {
            header("gap", event.header());
            json.writeStringProperty("from", event.from().toString());
            return json.writeStringProperty("to", event.to().toString());
        }

        private void header(String kind, EventHeader header) {
            json.writeNumberProperty("v", VERSION);
            json.writeStringProperty("event", kind);
            json.writeNumberProperty("seq", header.sequence());
            json.writeStringProperty("id", header.id());
            json.writeStringProperty("account", header.account().text());
            json.writeStringProperty("origin", word(header.origin()));
            json.writeStringProperty("observedAt", header.observedAt().toString());
            json.writeStringProperty("notBefore", header.notBefore().toString());
            json.writeStringProperty("notAfter", header.notAfter().toString());
        }

        private JsonGenerator order(OrderEvent event) {
            event.subject().ifPresent(order -> new OrderJson(json).write("order", order));
            return json;
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }
}
