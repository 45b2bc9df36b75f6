package io.github.trackflux.reactor.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A long list of runs, played on all processors, with word of how far it is every ten seconds or so. What comes out does
 * not depend on how many processors there are.
 */
final class Workload {
    private static final long WORD = 10_000_000_000L;

    private final String name;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final List<Future<Findings>> runs = new ArrayList<>();
    private final long start = System.nanoTime();
    private double planned;
    private double played;
    private long broken;
    private long lastWord = start;

    Workload(String name) {
        this.name = name;
    }

    /** Puts a run on the list; the heavier a virtual hour of it, the more it counts for the time left. */
    void add(Scenario scenario, double weight, Function<Scenario, Findings> play) {
        double work = weight * scenario.lasting().toSeconds();
        synchronized (this) {
            planned += work;
        }
        runs.add(threads.submit(() -> {
            Findings findings = play.apply(scenario);
            played(work, findings);
            return findings;
        }));
    }

    private synchronized void played(double work, Findings findings) {
        played += work;
        broken += findings.areClean() ? 0 : 1;
        long now = System.nanoTime();
        if (now - lastWord > WORD) {
            lastWord = now;
            double seconds = (now - start) / 1e9;
            long left = (long) (seconds / played * (planned - played));
            System.err.printf(
                    Locale.ROOT,
                    "%s: %.1f %% after %s, about %s left, %d runs broken%n",
                    name,
                    100 * played / planned,
                    Duration.ofSeconds((long) seconds),
                    Duration.ofSeconds(left),
                    broken);
        }
    }

    /** What came out of each run, in the order in which they were put on the list. */
    List<Findings> findings() {
        try {
            List<Findings> all = new ArrayList<>();
            for (Future<Findings> run : runs) {
                all.add(run.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
