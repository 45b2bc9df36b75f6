package io.github.trackflux.suite;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for secrets in what it is shown, and remembers where it found some; never what. Safe for all threads. */
final class SecretScan {
    private static final int MOST = 20;
    private static final int AROUND = 60;
    /** Where the tests themselves are, and what holds no text of theirs. */
    private static final Set<String> NOT_WRITTEN_BY_TESTS = Set.of("classes", "test-classes");

    private final List<String> secrets;
    private final List<String> found = new ArrayList<>();

    SecretScan(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** Looks at a text. */
    void look(String where, String text) {
        for (String secret : secrets) {
            int at = text.indexOf(secret);
            if (at >= 0) {
                String around = text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + AROUND));
                found(where + ": " + masked(around));
            }
        }
    }

    private synchronized void found(String what) {
        if (found.size() < MOST) {
            found.add(what);
        }
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "[SECRET]");
        }
        return masked;
    }

    /** What was found since the last time. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(found);
        found.clear();
        return taken;
    }

    /** Looks at all that is written there, and passes it on. */
    PrintStream through(String where, PrintStream to) {
        return new PrintStream(new Looking(where, to), true, Charset.defaultCharset());
    }

    /** Looks at every file there that is younger than that, but for compiled classes, packed ones and what agents measure. */
    void lookAtFiles(Path directory, long since) {
        try {
            Files.walkFileTree(directory, new Written(directory, since));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that goes away meanwhile is a report that the build, another process, has replaced; CI reads all at the end. */
    private final class Written extends SimpleFileVisitor<Path> {
        private final Path root;
        private final long since;

        Written(Path root, long since) {
            this.root = root;
            this.since = since;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean skipped = root.equals(directory.getParent())
                    && NOT_WRITTEN_BY_TESTS.contains(directory.getFileName().toString());
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = file.getFileName().toString();
            boolean young = attributes.lastModifiedTime().toMillis() >= since;
            if (attributes.isRegularFile() && young && !name.endsWith(".jar") && !name.endsWith(".exec")) {
                lookAtFile(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, failure);
        }
    }

    void lookAtFile(Path file) throws IOException {
        try {
            look(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            // As above.
        }
    }

    /** Bytes are looked at line by line, so that a secret may come in pieces. */
    private final class Looking extends OutputStream {
        private static final int LONGEST_LINE = 16 * 1024;

        private final String where;
        private final PrintStream to;
        private final byte[] line = new byte[LONGEST_LINE];
        private int length;

        Looking(String where, PrintStream to) {
            this.where = where;
            this.to = to;
        }

        @Override
        public synchronized void write(int b) {
            to.write(b);
            keep((byte) b);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            to.write(bytes, from, count);
            for (int i = from; i < from + count; i++) {
                keep(bytes[i]);
            }
        }

        private void keep(byte b) {
            line[length++] = b;
            if (b == '\n' || length == line.length) {
                look(
                        where + " of " + Thread.currentThread().getName(),
                        new String(line, 0, length, StandardCharsets.UTF_8));
                // A secret may lie across two pieces of a very long line.
                int kept = b == '\n' ? 0 : 64;
                System.arraycopy(line, length - kept, line, 0, kept);
                length = kept;
            }
        }

        /** Also what no line end has come for yet. */
        @Override
        public synchronized void flush() {
            to.flush();
            if (length > 0) {
                look(
                        where + " of " + Thread.currentThread().getName(),
                        new String(line, 0, length, StandardCharsets.UTF_8));
            }
        }
    }
}
