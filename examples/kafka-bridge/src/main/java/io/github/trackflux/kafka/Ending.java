package io.github.trackflux.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and a friendly kill: tells that the program is to end, and holds the JVM until it has. */
final class Ending {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** Listens from now on. */
    Ending() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "trackflux-end"));
    }

    private void end() {
        asked.countDown();
        var unused = within(done, PATIENCE);
    }

    /** Waits; whether the program is to end. */
    boolean isAskedWithin(Duration time) {
        return within(asked, time);
    }

    /** The program has done what it wanted to. */
    void done() {
        done.countDown();
    }

    private static boolean within(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
