package io.github.trackflux.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of {@code --json}, read back. */
record EventLine(JsonNode json) {
    static List<EventLine> all(String out) {
        return out.lines()
                .map(line -> new EventLine(JsonMapper.shared().readTree(line)))
                .toList();
    }

    String kind() {
        return json.path("event").asString();
    }

    String number() {
        return json.at("/order/trackingNo").asString("");
    }

    /** A field of the order as it is after the event; empty if it is not set. */
    Optional<String> field(String name) {
        JsonNode value = json.path("order").path(name);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
    }

    long seq() {
        return json.path("seq").asLong();
    }

    /** A moment in nanoseconds since the epoch. */
    long nanos(String name) {
        Instant instant = Instant.parse(json.path(name).asString());
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
