package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint in parts, written to a compacted topic and read back. */
final class StoredAccountTest {
    private static final AccountName NAME = new AccountName("fund-7");
    private static final Instant THEN = Instant.parse("2026-11-26T06:00:00Z");

    private final StoredAccount stored = new StoredAccount(NAME);
    private final Map<String, StoredAccount.Write> topic = new HashMap<>();

    private static Checkpoint checkpoint(long sequence, List<String> open, List<String> closed) {
        return Checkpoints.of(NAME, sequence, THEN.plusSeconds(sequence), open, closed);
    }

    private List<String> write(Checkpoint checkpoint) {
        return keys(stored.become(StateParts.of(checkpoint.toJson())));
    }

    private List<String> keys(List<StoredAccount.Write> writes) {
        writes.forEach(write -> topic.put(write.key().text(), write));
        return writes.stream()
                .map(write -> (write.value() == null ? "-" : "") + write.key().text())
                .toList();
    }

    /** What a reader of the compacted topic gets: the last of each key, in any order. */
    private StoredAccount restored(long seed) {
        List<StoredAccount.Write> records = new ArrayList<>(topic.values());
        Collections.shuffle(records, new Random(seed));
        StateRecords.Reading reading = new StateRecords.Reading();
        for (StoredAccount.Write write : records) {
            reading.take(received(StateRecords.of("state", 0, write)));
        }
        return reading.accounts().getOrDefault(NAME, new StoredAccount(NAME));
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                "state", 0, 0, 0, null, 0, 0, sent.key(), sent.value(), sent.headers(), java.util.Optional.empty());
    }

    @Test
    void an_order_is_written_when_it_changes_and_not_again() {
        assertThat(write(checkpoint(3, List.of("1", "2"), List.of())))
                .containsExactly("fund-7/1", "fund-7/2", "fund-7");
        assertThat(write(checkpoint(4, List.of("1", "2", "3"), List.of()))).containsExactly("fund-7/3", "fund-7");
        assertThat(write(checkpoint(5, List.of("2", "3"), List.of("1"))))
                .containsExactly("fund-7#1", "-fund-7/1", "fund-7");
    }

    @Test
    void what_is_read_back_is_the_very_checkpoint_whatever_the_order_of_the_records() {
        write(checkpoint(3, List.of("9", "1", "5"), List.of("7")));
        write(checkpoint(5, List.of("9", "5", "2"), List.of("7", "1")));
        // One that was closed is open again: it goes to the end, and is closed no more.
        Checkpoint last = checkpoint(6, List.of("9", "5", "2", "1"), List.of("7"));
        write(last);
        for (long seed = 0; seed < 50; seed++) {
            assertThat(restored(seed).checkpoint()).contains(last);
        }
    }

    @Test
    void an_order_that_moves_in_the_list_keeps_its_new_place() {
        write(checkpoint(3, List.of("1", "2", "3"), List.of()));
        Checkpoint turned = checkpoint(4, List.of("3", "1", "2"), List.of());
        write(turned);
        assertThat(restored(1).checkpoint()).contains(turned);
    }

    @Test
    void a_missing_record_is_found_and_not_taken_for_a_close() {
        write(checkpoint(3, List.of("1", "2"), List.of("7")));
        for (String missing : List.of("fund-7/1", "fund-7#7")) {
            StoredAccount.Write gone = topic.remove(missing);
            StoredAccount read = restored(1);
            assertThatThrownBy(read::checkpoint).isInstanceOf(CheckpointException.Damaged.class);
            topic.put(missing, gone);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "first", "-1", "1.5", "99999999999999999999"})
    void a_place_that_cannot_be_read_comes_first(@Nullable String place) {
        Checkpoint whole = checkpoint(3, List.of("1", "2"), List.of());
        write(whole);
        StateRecords.Reading reading = new StateRecords.Reading();
        for (StoredAccount.Write write : topic.values()) {
            ProducerRecord<byte[], byte[]> sent = StateRecords.of("state", 0, write);
            if (write.key().equals(StateKey.open(NAME, "1"))) {
                sent.headers().remove("place");
                sent.headers().add("place", place == null ? null : place.getBytes(StandardCharsets.US_ASCII));
            }
            reading.take(received(sent));
        }
        assertThat(reading.accounts().get(NAME).checkpoint()).contains(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"open\":[]}", "{\"closed\":[]}", "[\"closed\":[],\"open\":[]]"})
    void a_head_that_nobody_here_wrote_is_no_checkpoint(String head) {
        stored.restore(StateKey.head(NAME), 0, head.getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(stored::checkpoint).isInstanceOf(CheckpointException.class);
    }

    @Test
    void nothing_is_left_of_an_account_that_is_forgotten() {
        write(checkpoint(3, List.of("1"), List.of("7")));
        assertThat(keys(stored.forget())).containsExactlyInAnyOrder("-fund-7/1", "-fund-7#7", "-fund-7");
        assertThat(restored(1).isEmpty()).isTrue();
        assertThat(restored(1).checkpoint()).isEmpty();
    }

    @Test
    void keys_are_read_as_they_are_written() {
        for (StateKey key :
                List.of(StateKey.head(NAME), StateKey.open(NAME, "1/2#3"), StateKey.closed(NAME, "4#5/6"))) {
            assertThat(StateKey.of(key.text())).contains(key);
        }
        assertThat(StateKey.of("some body/1")).isEmpty();
        assertThat(StateKey.of("")).isEmpty();
    }
}
