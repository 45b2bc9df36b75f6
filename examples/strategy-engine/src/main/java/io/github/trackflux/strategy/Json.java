package io.github.trackflux.strategy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.view.FeedState;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signals, headers and decisions as lines of JSON: ASCII only, so that a name that a trader chose moves no cursor, and a
 * character is a byte; no field without a value.
 */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .changeDefaultPropertyInclusion(always -> always.withValueInclusion(Include.NON_ABSENT))
            .addMixIn(OrderEvent.class, Kinds.class)
            .addMixIn(PositionSide.class, Text.class)
            .addMixIn(AccountId.class, Text.class)
            .build();

    private Json() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = OrderEvent.Existing.class, name = "existing"),
        @JsonSubTypes.Type(value = OrderEvent.Synced.class, name = "synced"),
        @JsonSubTypes.Type(value = OrderEvent.Opened.class, name = "opened"),
        @JsonSubTypes.Type(value = OrderEvent.Updated.class, name = "updated"),
        @JsonSubTypes.Type(value = OrderEvent.Closed.class, name = "closed"),
        @JsonSubTypes.Type(value = OrderEvent.Reinstated.class, name = "reinstated"),
        @JsonSubTypes.Type(value = OrderEvent.Gap.class, name = "gap")
    })
    private interface Kinds {}

    /** A value that is one text. */
    private abstract static class Text {
        @SuppressWarnings("UnusedVariable") // only its form counts: it stands for the value's own constructor
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Text(String text) {}

        @JsonValue
        abstract String text();
    }

    /** A signal's line: its number, and one of the three that it can be. */
    private record Line(
            long n,
            Optional<Instant> at,
            Optional<OrderEvent> event,
            Optional<FeedState> health,
            Optional<String> cut) {
        static Line of(Signal signal) {
            if (signal instanceof Signal.Told told) {
                Optional<OrderEvent> event = Optional.of(told.event());
                return new Line(told.number(), Optional.empty(), event, Optional.empty(), Optional.empty());
            }
            Optional<FeedState> health =
                    signal instanceof Signal.Stood stood ? Optional.of(stood.state()) : Optional.empty();
            Optional<String> cut = signal instanceof Signal.Cut off ? Optional.of(off.strategy()) : Optional.empty();
            return new Line(signal.number(), Optional.of(signal.at()), Optional.empty(), health, cut);
        }

        Signal signal() {
            if (event.isPresent()) {
                return new Signal.Told(n, event.get());
            }
            Instant when = at.orElseThrow(() -> new RecordingException("it says neither what happened nor when"));
            return cut.isPresent()
                    ? new Signal.Cut(n, when, cut.get())
                    : new Signal.Stood(
                            n, when, health.orElseThrow(() -> new RecordingException("it says nothing that happened")));
        }
    }

    static String line(Signal signal) {
        return MAPPER.writeValueAsString(Line.of(signal));
    }

    static String line(Header header) {
        return MAPPER.writeValueAsString(header);
    }

    static String line(Decided decided) {
        return MAPPER.writeValueAsString(decided);
    }

    /** Throws what Jackson does, or a {@link RecordingException}, if the line is none. */
    static Signal signal(String line) {
        return MAPPER.readValue(line, Line.class).signal();
    }

    static Header header(String line) {
        Header header = MAPPER.readValue(line, Header.class);
        if (header.v() != Header.VERSION) {
            throw new RecordingException(
                    "it has version " + header.v() + ", and only " + Header.VERSION + " can be read");
        }
        return header;
    }
}
