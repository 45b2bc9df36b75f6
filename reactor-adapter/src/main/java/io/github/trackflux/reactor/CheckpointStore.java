package io.github.trackflux.reactor;

import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/**
 * Keeps one checkpoint for later runs of a program: in a file, or wherever you write one of these for, by {@link
 * Checkpoint#toJson()} and {@link Checkpoint#ofJson}. One feed at a time writes to it.
 *
 * <p>Both methods are cold, and end with a {@link CheckpointException} or not in error at all. Whoever blocks does so on a
 * thread of its own.
 */
public interface CheckpointStore {
    /**
     * Completes when the checkpoint will survive a crash of the program and of the machine. If it fails, the one that was
     * saved before is still there, or this one is.
     */
    Mono<Void> save(Checkpoint checkpoint);

    /** The checkpoint that was saved last; empty if none ever was. */
    Mono<Checkpoint> load();

    /**
     * Keeps it in a file that only its owner can read, where the file system knows owners (POSIX). The file is written
     * beside it under the same name with {@code .tmp} behind it, forced to the disk, and renamed: it is always whole.
     *
     * <p><strong>Threading.</strong> Reads and writes on {@code Schedulers.boundedElastic()}.
     *
     * @param file in a directory that exists; one file for each account and query, and one program at a time
     */
    static CheckpointStore file(Path file) {
        return new FileCheckpoint(file);
    }
}
