package io.github.trackflux.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Asks Kafka for a sign of life every few seconds: a worker over which nothing happens would not notice that it is away. */
final class Reachability implements AutoCloseable {
    private static final long EVERY_SECONDS = 3;

    private final Admin admin;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kafka-reachability");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean reached = true;
    private volatile long since = System.nanoTime();

    Reachability(Admin admin) {
        this.admin = admin;
        var unused = timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        boolean now = answers();
        if (now != reached) {
            since = System.nanoTime();
            reached = now;
        }
    }

    private boolean answers() {
        try {
            admin.describeCluster().clusterId().get(EVERY_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return reached;
        }
    }

    boolean isReached() {
        return reached;
    }

    /** For how long it has been so. */
    Duration since() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
