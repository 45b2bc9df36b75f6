package io.github.trackflux.reactor;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Real threads, on which time passes a hundred times as fast. */
final class FastTime implements Scheduler {
    private static final int FACTOR = 100;

    private final Scheduler scheduler;
    private final UnaryOperator<Runnable> tasks;
    private final long origin = System.nanoTime();

    private FastTime(Scheduler scheduler, UnaryOperator<Runnable> tasks) {
        this.scheduler = scheduler;
        this.tasks = tasks;
    }

    /** Time that passes fast. */
    static Time on(Scheduler scheduler) {
        return on(scheduler, task -> task);
    }

    /** The same, with every task wrapped. */
    static Time on(Scheduler scheduler, UnaryOperator<Runnable> tasks) {
        FastTime fast = new FastTime(scheduler, tasks);
        return new Time(
                fast,
                () -> fast.now(TimeUnit.NANOSECONDS),
                () -> Instant.EPOCH.plusNanos(fast.now(TimeUnit.NANOSECONDS)),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert((System.nanoTime() - origin) * FACTOR, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return scheduler.schedule(tasks.apply(task));
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return scheduler.schedule(tasks.apply(task), unit.toNanos(delay) / FACTOR, TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        Worker worker = scheduler.createWorker();
        return new Worker() {
            @Override
            public Disposable schedule(Runnable task) {
                return worker.schedule(tasks.apply(task));
            }

            @Override
            public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
                return worker.schedule(tasks.apply(task), unit.toNanos(delay) / FACTOR, TimeUnit.NANOSECONDS);
            }

            @Override
            public void dispose() {
                worker.dispose();
            }

            @Override
            public boolean isDisposed() {
                return worker.isDisposed();
            }
        };
    }

    @Override
    public void dispose() {
        // The scheduler is not its own.
    }
}
