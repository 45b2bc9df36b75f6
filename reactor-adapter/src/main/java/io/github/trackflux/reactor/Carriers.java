package io.github.trackflux.reactor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs tasks on a scheduler, in the order in which they came, as many at once as an elastic scheduler has threads.
 *
 * <p>Why not hand each task to the scheduler: an elastic scheduler that is short of threads puts a task behind another on
 * one thread, and behind one that blocks it would stay. Here a carrier, once it runs, takes the next task of all that wait;
 * one that is stuck in a task holds up nothing but that task.
 */
final class Carriers implements Executor {
    private final Scheduler scheduler;
    private final int most;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    Carriers(Scheduler scheduler) {
        this(scheduler, Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE);
    }

    Carriers(Scheduler scheduler, int most) {
        this.scheduler = scheduler;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (!isOneMore()) {
            return;
        }
        try {
            scheduler.schedule(this::carry);
        } catch (RejectedExecutionException e) {
            running.decrementAndGet();
            if (waiting.remove(task)) {
                throw e;
            }
        }
    }

    private boolean isOneMore() {
        return running.getAndUpdate(now -> Math.min(most, now + 1)) < most;
    }

    private void carry() {
        boolean counted = true;
        try {
            do {
                for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                    task.run();
                }
                running.decrementAndGet();
                // Whoever came between the last look and the count may have found enough of them running.
                counted = !waiting.isEmpty() && isOneMore();
            } while (counted);
        } finally {
            if (counted) {
                running.decrementAndGet();
            }
        }
    }
}
