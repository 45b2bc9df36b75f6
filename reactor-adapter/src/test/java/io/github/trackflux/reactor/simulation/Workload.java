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
    private final List<Future<?>> runs = new ArrayList<>();
    private final long start = System.nanoTime();
    private double planned;
    private double played;
    private long broken;
    private long lastWord = start;

    Workload(String name) {
        this.name = name;
    }

    /**
     * Puts a run on the list.
     *
     * @param weight the heavier a virtual hour of it, the more it counts for the time left
     * @param all to which its findings are added, so that thousands of runs need no more memory than one
     */
    void add(Scenario scenario, double weight, Function<Scenario, Findings> play, Findings all) {
        double work = weight * scenario.lasting().toSeconds();
        synchronized (this) {
            planned += work;
        }
        runs.add(threads.submit(() -> {
            Findings findings = play.apply(scenario);
            synchronized (this) {
                all.add(findings);
                if (!findings.areClean()) {
                    System.err.println(scenario + " broke " + findings.counts() + ": " + findings.descriptions());
                }
                played(work, findings);
            }
        }));
    }

    private void played(double work, Findings findings) {
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

    /** Plays them all. */
    void await() {
        try {
            for (Future<?> run : runs) {
                run.get();
            }
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
