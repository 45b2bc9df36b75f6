package io.github.trackflux.reactor.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Plays many seeds on two threads and says which broke what; {@code -Dsimulation.seed=7} plays one alone. */
public final class Seeds {
    private static final int THREADS = 2;
    private static final int DESCRIBED = 3;

    private final Findings all = new Findings();
    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());

    private Seeds() {}

    /** Plays the scenarios of these seeds. */
    public static Seeds play(
            long first, long last, Function<Long, Scenario> scenarios, Function<Scenario, Findings> play) {
        Long one = Long.getLong("simulation.seed");
        LongStream seeds = one == null ? LongStream.rangeClosed(first, last) : LongStream.of(one);
        return play(seeds.mapToObj(scenarios::apply).toList(), play);
    }

    /** Plays these scenarios. */
    public static Seeds play(List<Scenario> scenarios, Function<Scenario, Findings> play) {
        Seeds seeds = new Seeds();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                runs.add(threads.submit(() -> seeds.add(scenario, play.apply(scenario))));
            }
            for (int i = 0; i < runs.size(); i++) {
                runs.get(i).get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
        return seeds;
    }

    private synchronized void add(Scenario scenario, Findings findings) {
        all.add(findings);
        if (!findings.areClean()) {
            List<String> some =
                    findings.descriptions().stream().limit(DESCRIBED).toList();
            broken.add(scenario + "\n  " + findings.counts() + "\n  " + String.join("\n  ", some) + "\n");
        }
    }

    /** Each scenario that broke something, with what, and the last events of the order concerned. */
    public List<String> broken() {
        return broken;
    }

    /** All findings together. */
    public Findings all() {
        return all;
    }
}
