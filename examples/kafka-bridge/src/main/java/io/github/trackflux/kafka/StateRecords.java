package io.github.trackflux.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Records of the state topic, out of writes and into what is stored. */
final class StateRecords {
    private static final String PLACE = "place";

    private StateRecords() {}

    static ProducerRecord<byte[], byte[]> of(String topic, int partition, StoredAccount.Write write) {
        byte[] key = write.key().text().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, write.value());
        write.place()
                .ifPresent(place ->
                        record.headers().add(PLACE, Long.toString(place).getBytes(StandardCharsets.US_ASCII)));
        return record;
    }

    /** All accounts of a partition, as its records tell in their order. What nobody here wrote is passed over. */
    static final class Reading {
        private final Map<AccountName, StoredAccount> accounts = new HashMap<>();

        void take(ConsumerRecord<byte[], byte[]> record) {
            if (record.key() == null) {
                return;
            }
            Optional<StateKey> key = StateKey.of(new String(record.key(), StandardCharsets.UTF_8));
            key.ifPresent(known -> accounts.computeIfAbsent(known.account(), StoredAccount::new)
                    .restore(known, place(record), record.value()));
        }

        private static long place(ConsumerRecord<byte[], byte[]> record) {
            Header place = record.headers().lastHeader(PLACE);
            String text =
                    place == null || place.value() == null ? "" : new String(place.value(), StandardCharsets.US_ASCII);
            // Without one that can be read it sorts first, and the sum in the head tells whether that was right.
            return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
        }

        Map<AccountName, StoredAccount> accounts() {
            accounts.values().removeIf(StoredAccount::isEmpty);
            return accounts;
        }
    }
}
