package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToTheEndTest {
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final List<Long> read = new ArrayList<>();

    @BeforeEach
    void three() {
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.updateEndOffsets(Map.of(PARTITION, 3L));
    }

    private void comes(long offset) {
        byte[] key = "acc-0".getBytes(StandardCharsets.UTF_8);
        kafka.schedulePollTask(() -> kafka.addRecord(new ConsumerRecord<>("topic", 0, offset, key, new byte[0])));
    }

    private void read(Duration patience) {
        ToTheEnd.read(kafka, patience, List.of(PARTITION), record -> read.add(record.offset()));
    }

    @Test
    void all_records_until_the_end_and_none_after_it() {
        comes(0);
        comes(1);
        comes(2);
        comes(3);
        read(Duration.ofSeconds(30));
        assertThat(read).containsExactly(0L, 1L, 2L);
    }

    @Test
    void when_kafka_goes_away_halfway_it_is_given_up() {
        comes(0);
        assertThatThrownBy(() -> read(Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("nothing came of [topic-0] for PT0.05S");
        assertThat(read).containsExactly(0L);
    }
}
