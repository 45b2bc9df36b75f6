package io.github.trackflux.kafka;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.watch.EventJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Events as records: CloudEvents 1.0 in binary mode, the body as {@code watch --json} writes it. Keyed by account and
 * order, on the partition of the account, so that all of an account keeps its order.
 */
final class EventRecords {
    /** What {@code src/main/resources/…/order-event.v1.schema.json} calls itself. */
    static final URI SCHEMA = URI.create("urn:trackflux:order-event:v1");

    private static final String TYPE = "io.github.trackflux.order.";

    private final EventJson json = new EventJson();
    private final String topic;
    private final int partition;

    EventRecords(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
    }

    ProducerRecord<byte[], byte[]> of(AccountName account, OrderEvent event) {
        Optional<String> number = event.subject().map(TrackingOrder::trackingNo);
        CloudEventBuilder cloud = CloudEventBuilder.v1()
                .withId(event.header().id())
                .withSource(URI.create("/trackflux/" + account.text()))
                .withType(TYPE + event.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ".v1")
                .withTime(event.header().observedAt().atOffset(ZoneOffset.UTC))
                .withDataSchema(SCHEMA)
                .withDataContentType("application/json")
                .withData(json.line(event).getBytes(StandardCharsets.US_ASCII));
        number.ifPresent(cloud::withSubject);
        byte[] key = number.map(order -> StateKey.open(account, order))
                .orElseGet(() -> StateKey.head(account))
                .text()
                .getBytes(StandardCharsets.UTF_8);
        return KafkaMessageFactory.<byte[]>createWriter(topic, partition, null, key)
                .writeBinary(cloud.build());
    }
}
