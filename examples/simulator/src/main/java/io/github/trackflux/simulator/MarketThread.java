package io.github.trackflux.simulator;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The one thread that the market and the rules live on.
 *
 * <p>A plain thread and none of Reactor's, since the truth log writes to a file on it.
 */
final class MarketThread implements AutoCloseable {

    private static final Logger LOG = Loggers.getLogger(MarketThread.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(this::make);
    private volatile @Nullable Thread thread;

    private Thread make(Runnable work) {
        Thread made = new Thread(work, "simulated-exchange");
        made.setDaemon(true);
        thread = made;
        return made;
    }

    /** Runs the work there and waits for it; what it throws is thrown here. */
    <T> T run(Supplier<T> work) {
        if (Thread.currentThread() == thread) {
            return work.get();
        }
        FutureTask<T> task = new FutureTask<>(work::get);
        executor.execute(task);
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException(interrupted);
        }
    }

    /** Runs the work there after so many nanoseconds, or never if it is closed before. */
    void after(long nanos, Runnable work) {
        try {
            var unused = executor.schedule(() -> guarded(work), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed");
        }
    }

    /** Runs the work there again and again. */
    void every(Duration period, Runnable work) {
        long nanos = period.toNanos();
        var unused = executor.scheduleAtFixedRate(() -> guarded(work), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("the simulated exchange failed", failed);
            throw failed;
        }
    }

    /** Stops at once and waits until what is running has ended. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("the simulated exchange did not stop within 2 seconds");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
