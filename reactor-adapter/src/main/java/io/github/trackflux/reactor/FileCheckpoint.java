package io.github.trackflux.reactor;

import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A checkpoint in a file. Whoever reads it finds the last one that was saved whole, whenever the power went. */
final class FileCheckpoint implements CheckpointStore {
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Path draft;
    private final boolean isPosix;
    private final Opening drafts;

    /** How a file is made to write to, that was not there. */
    @FunctionalInterface
    interface Opening {
        FileChannel open(Path file, FileAttribute<?>... attributes) throws IOException;
    }

    FileCheckpoint(Path file) {
        this(file, (draft, attributes) -> FileChannel.open(draft, NEW, attributes));
    }

    FileCheckpoint(Path file, Opening drafts) {
        this.drafts = drafts;
        this.file = file.toAbsolutePath();
        this.draft = this.file.resolveSibling(file.getFileName() + ".tmp");
        this.isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public Mono<Void> save(Checkpoint checkpoint) {
        return Mono.<Void>fromRunnable(() -> write(checkpoint.toJson())).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Checkpoint> load() {
        return Mono.fromCallable(this::bytes)
                .onErrorResume(NoSuchFileException.class, missing -> Mono.empty())
                .onErrorMap(IOException.class, error -> failed("read", error))
                .map(Checkpoint::ofJson)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // One more than is allowed: that there is more is all that needs to be known of what is too large.
            return in.readNBytes(Checkpoint.LARGEST + 1);
        }
    }

    private synchronized void write(byte[] json) {
        try {
            // Left by a program that died while it wrote; or somebody else's, which must not be written through.
            Files.deleteIfExists(draft);
            try {
                writeDraft(json);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Files.deleteIfExists(draft);
                throw e;
            }
            if (isPosix) {
                // The rename itself; elsewhere a directory cannot be opened.
                try (FileChannel directory = FileChannel.open(directory(), StandardOpenOption.READ)) {
                    directory.force(true);
                }
            }
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void writeDraft(byte[] json) throws IOException {
        FileAttribute<?>[] ownerOnly = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel = drafts.open(draft, ownerOnly)) {
            ByteBuffer left = ByteBuffer.wrap(json);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private Path directory() {
        Path directory = file.getParent();
        return directory == null ? file : directory;
    }

    private CheckpointException failed(String what, IOException error) {
        return new CheckpointException.Storage(
                "the checkpoint in " + file + " could not be " + what + ": " + error, error);
    }
}
