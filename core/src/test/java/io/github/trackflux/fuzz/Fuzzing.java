package io.github.trackflux.fuzz;

import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.Random;

/** Feeds a target one mutation after the other: it must read or refuse each, and take little memory for it. */
public final class Fuzzing {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SHOWN = 4_000;

    private final FuzzTarget target;
    private final long seed;
    private final Mutator mutator;
    private long inputs;
    private long read;
    private long most;

    public Fuzzing(FuzzTarget target, long seed) {
        this.target = target;
        this.seed = seed;
        this.mutator = new Mutator(target.seeds(), target.tokens(), new Random(seed));
    }

    /** The seed that was asked for with {@code -Dtrackflux.seed}, or that one. */
    public static long seed(long otherwise) {
        return Long.getLong("trackflux.seed", otherwise);
    }

    /** Feeds it so many inputs more. */
    public Fuzzing feed(int count) {
        for (int i = 0; i < count; i++) {
            feed(mutator.next());
        }
        return this;
    }

    private void feed(byte[] input) {
        inputs++;
        long bytes = bytesToRead(input);
        long bound = target.mostBytes(input.length);
        // The first time on a new path, classes are loaded; that is not the input's doing.
        for (int again = 0; bytes > bound && again < 3; again++) {
            bytes = Math.min(bytes, bytesToRead(input));
        }
        if (bytes > bound) {
            fail(described(input) + ": took " + bytes + " bytes");
        }
        most = Math.max(most, bytes);
    }

    private long bytesToRead(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            target.read(input);
            read++;
        } catch (Throwable error) {
            if (!target.isRefusal(error)) {
                fail(described(input), error);
            }
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private String described(byte[] input) {
        String hex = HexFormat.of().formatHex(input, 0, Math.min(input.length, SHOWN));
        return "%s, -Dtrackflux.seed=%d, input %d of %d bytes: %s"
                .formatted(target.name(), seed, inputs, input.length, hex);
    }

    /** The share of inputs that it could read. */
    public double share() {
        return (double) read / inputs;
    }

    @Override
    public String toString() {
        return "%s: %,d inputs, %.0f %% read, the rest refused, at most %,d KiB for one"
                .formatted(target.name(), inputs, 100 * share(), most >> 10);
    }
}
