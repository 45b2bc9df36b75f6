package io.github.trackflux.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event as its record tells it. */
record Told(ConsumerRecord<String, byte[]> record, JsonNode json) {
    static Told of(ConsumerRecord<String, byte[]> record) {
        return new Told(record, JsonMapper.shared().readTree(record.value()));
    }

    /** By account, in the order of the partition. */
    static Map<String, List<Told>> byAccount(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, List<Told>> accounts = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Told told = of(record);
            accounts.computeIfAbsent(told.account(), account -> new ArrayList<>())
                    .add(told);
        }
        return accounts;
    }

    String account() {
        return record.key().split("/", 2)[0];
    }

    String kind() {
        return json.get("event").asString();
    }

    long seq() {
        return json.get("seq").asLong();
    }

    /** The order's number; empty if none is concerned. */
    String number() {
        return json.at("/order/trackingNo").asString("");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    long nanos(String field) {
        return nanos(Instant.parse(json.get(field).asString()));
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
