package io.github.trackflux.kafka;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is open, rebuilt from a topic: all that a reader of it has to know. Hand it the records of the state topic alone,
 * from its beginning, each partition in order, and read them at {@code read_committed}.
 *
 * <p>The events topic alone tells the same only within its retention, from an account's first event on, and while that
 * account is neither taken away nor watched anew: no event says that an order is watched no more.
 */
public final class OpenOrders {
    private final Map<String, JsonNode> open = new TreeMap<>();

    /** Of the state topic: a key with a slash is an open order, and gone when its value is. */
    public void state(ConsumerRecord<String, byte[]> record) {
        if (!record.key().matches("[A-Za-z0-9._-]+/.*")) {
            return; // what the bridge needs to go on
        }
        if (record.value() == null) {
            open.remove(record.key());
        } else {
            open.put(record.key(), JsonMapper.shared().readTree(record.value()).get("order"));
        }
    }

    /** Of the events topic: the order as it is after the event, unless it is closed. */
    public void event(ConsumerRecord<String, byte[]> record) {
        JsonNode event = JsonMapper.shared().readTree(record.value());
        if (event.get("event").asString().equals("closed")) {
            open.remove(record.key());
        } else if (event.has("order")) {
            open.put(record.key(), event.get("order"));
        }
    }

    /** The orders by {@code account/trackingNo}, as JSON. */
    public Map<String, JsonNode> orders() {
        return open;
    }
}
