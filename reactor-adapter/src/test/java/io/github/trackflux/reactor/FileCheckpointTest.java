package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import io.github.trackflux.view.FeedStep;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A file that holds the last checkpoint that was saved, whole, whatever happens. */
@Timeout(60)
class FileCheckpointTest {
    @TempDir
    private Path directory;

    /** Checkpoints of a feed, the older first. */
    private static List<Checkpoint> two() {
        VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
        FakeExchange exchange = new FakeExchange(Time.of(scheduler));
        exchange.open.addAll(Samples.orders(1, 5));
        AtomicReference<Checkpoint> last = new AtomicReference<>();
        exchange.client()
                .steps(Samples.QUERY)
                .map(FeedStep::checkpoint)
                .subscribe(checkpoint -> checkpoint.ifPresent(last::set));
        scheduler.advanceTimeBy(Duration.ofSeconds(5));
        Checkpoint one = last.get();
        exchange.open.add(0, Samples.order(6));
        scheduler.advanceTimeBy(Duration.ofSeconds(5));
        return List.of(one, last.get());
    }

    private Path file() {
        return directory.resolve("orders.checkpoint");
    }

    private CheckpointStore store() {
        return CheckpointStore.file(file());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void what_was_saved_last_is_loaded_and_nothing_else_is_left() throws IOException {
        List<Checkpoint> two = two();
        assertThat(store().load().blockOptional()).isEmpty();
        store().save(two.get(0)).block();
        store().save(two.get(1)).block();
        assertThat(store().load().block()).isEqualTo(two.get(1)).isNotEqualTo(two.get(0));
        assertThat(names()).containsExactly("orders.checkpoint");
    }

    @Test
    void nothing_is_read_or_written_before_a_subscription() throws IOException {
        store().save(two().get(0));
        store().load();
        assertThat(names()).isEmpty();
    }

    @Test
    void only_its_owner_can_read_it_whatever_was_there() throws IOException {
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Files.writeString(file(), "old");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        store().save(two().get(0)).block();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_draft_that_a_crash_left_is_replaced() throws IOException {
        List<Checkpoint> two = two();
        store().save(two.get(0)).block();
        Files.write(
                directory.resolve("orders.checkpoint.tmp"),
                Arrays.copyOf(two.get(1).toJson(), 100));
        assertThat(store().load().block()).isEqualTo(two.get(0));
        store().save(two.get(1)).block();
        assertThat(store().load().block()).isEqualTo(two.get(1));
        assertThat(names()).containsExactly("orders.checkpoint");
    }

    @Test
    void a_link_under_the_drafts_name_is_not_written_through() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "untouched");
        Files.createSymbolicLink(directory.resolve("orders.checkpoint.tmp"), victim);
        store().save(two().get(0)).block();
        assertThat(victim).hasContent("untouched");
        assertThat(names()).containsExactly("orders.checkpoint", "victim");
    }

    @Test
    void a_save_that_fails_says_so_and_leaves_what_was_there() throws IOException {
        List<Checkpoint> two = two();
        store().save(two.get(0)).block();
        // A directory in the draft's place that cannot be removed: the draft cannot be made.
        Files.createDirectories(directory.resolve("orders.checkpoint.tmp").resolve("in the way"));
        assertThatThrownBy(() -> store().save(two.get(1)).block())
                .isInstanceOf(CheckpointException.Storage.class)
                .hasMessageContainingAll(file().toString(), "could not be written")
                .hasCauseInstanceOf(IOException.class);
        assertThat(store().load().block()).isEqualTo(two.get(0));
    }

    @Test
    void a_full_disk_is_an_error_and_the_previous_copy_stands() throws IOException {
        List<Checkpoint> two = two();
        store().save(two.get(0)).block();
        // On Linux every write to this device fails as on a full disk.
        Path device = Path.of("/dev/full");
        assumeThat(device).exists();
        FileCheckpoint full =
                new FileCheckpoint(file(), (draft, attributes) -> FileChannel.open(device, StandardOpenOption.WRITE));
        assertThatThrownBy(() -> full.save(two.get(1)).block())
                .isInstanceOf(CheckpointException.Storage.class)
                .hasMessageContaining("No space left");
        assertThat(store().load().block()).isEqualTo(two.get(0));
        assertThat(names()).containsExactly("orders.checkpoint");
    }

    @Test
    void a_torn_file_is_refused_and_not_taken_for_none() throws IOException {
        byte[] json = two().get(0).toJson();
        Files.write(file(), Arrays.copyOf(json, json.length / 2));
        assertThatThrownBy(() -> store().load().block()).isInstanceOf(CheckpointException.Damaged.class);
        Files.write(file(), new byte[0]);
        assertThatThrownBy(() -> store().load().block()).isInstanceOf(CheckpointException.Damaged.class);
    }

    @Test
    void what_is_no_file_cannot_be_loaded() throws IOException {
        Files.createDirectory(file());
        assertThatThrownBy(() -> store().load().block())
                .isInstanceOf(CheckpointException.Storage.class)
                .hasMessageContaining("could not be read");
    }

    @Test
    void many_saves_at_once_leave_one_of_them_whole() throws IOException {
        List<Checkpoint> two = two();
        CheckpointStore store = store();
        Flux.range(0, 40).flatMap(i -> store.save(two.get(i % 2)), 8).blockLast();
        assertThat(store.load().block()).isIn(two);
        assertThat(names()).containsExactly("orders.checkpoint");
    }
}
