package io.github.trackflux.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of accounts, from the moment that Kafka assigns it to this worker until it is taken away. A thread of its
 * own does all of it, so that one partition never waits for another:
 *
 * <pre>
 * fence the predecessor, restore
 *   start, stop, rotate accounts   as their records say
 *   write what the feeds told      one transaction for all accounts of the partition
 * after any failure: ask the group whether it is still ours, and begin anew
 * </pre>
 *
 * <p>Whoever was fenced most likely slept through its session, and has a successor. It must not fence that one in turn, so
 * the group is asked first.
 */
final class OwnedPartition implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedPartition.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final int partition;
    private final BridgeConfig config;
    private final BridgeMetrics metrics;
    private final PartitionAccounts accounts;
    private final BlockingQueue<Consumer<PartitionLog>> tasks = new LinkedBlockingQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final long assigned = System.nanoTime();
    private final Thread thread;
    private volatile PartitionPhase phase = PartitionPhase.RESTORING;
    private volatile String trouble = "";
    private volatile boolean stopping;
    /** Set while the group is to be asked whether this partition is still this worker's. */
    private volatile boolean doubtful;

    private volatile @Nullable Throwable death;
    private boolean listed;

    OwnedPartition(int partition, BridgeConfig config, Feeds feeds) {
        this.partition = partition;
        this.config = config;
        this.metrics = feeds.metrics();
        this.accounts = new PartitionAccounts(feeds, this::wake);
        this.thread = new Thread(this, "accounts-" + partition);
    }

    void start() {
        thread.start();
    }

    /** An account's record was read. */
    void put(AccountName name, AccountSpec spec) {
        tasks.add(log -> accounts.put(name, spec, log));
    }

    /** An account's record cannot be used. */
    void refuse(AccountName name, String why) {
        tasks.add(log -> accounts.refuse(name, why));
    }

    /** An account's record was taken away. */
    void remove(AccountName name) {
        tasks.add(log -> accounts.remove(name, log));
    }

    /** All records that there were when this began have been read: now it is known which accounts there are. */
    void listed() {
        tasks.add(log -> {
            if (!listed) {
                listed = true;
                accounts.listed(log);
                running();
                metrics.tookOver(Duration.ofNanos(System.nanoTime() - assigned));
            }
        });
    }

    int number() {
        return partition;
    }

    /** Whether the group is to be asked, because something failed or somebody else has fenced this worker. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** The group says that this worker still has it. */
    void confirm() {
        doubtful = false;
    }

    /** What ended its thread, other than {@link #stop}: then nobody watches its accounts while this worker has them. */
    Optional<Throwable> death() {
        return Optional.ofNullable(death);
    }

    PartitionPhase phase() {
        return phase;
    }

    /** What is in the way; empty for nothing. */
    String trouble() {
        return trouble;
    }

    List<AccountStatus> statuses() {
        return accounts.statuses();
    }

    @Override
    public void run() {
        try {
            work();
        } catch (RuntimeException | Error e) {
            // Such as an Error of somebody's class, or of memory that is full.
            death = e;
            LOG.atError().addKeyValue("partition", partition).setCause(e).log("A partition's thread died");
        } finally {
            accounts.stop();
            phase = PartitionPhase.STOPPED;
        }
    }

    private void work() {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            try (PartitionLog log = PartitionLog.open(config, partition)) {
                accounts.reopened(log);
                // Whoever woke this before may have been forgotten with what failed.
                write(log);
                running();
                pause = FIRST_PAUSE;
                while (!stopping) {
                    turn(log);
                }
                // What is told already is written yet; nothing more is polled.
                accounts.stop();
                write(log);
            } catch (KafkaException e) {
                if (!stopping) {
                    failed(e);
                    pause(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            } catch (InterruptedException e) {
                stopping = true;
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue("partition", partition)
                        .setCause(e)
                        .log("A partition has a defect and is tried again");
                failed(new KafkaException(e.toString(), e));
                pause(LONGEST_PAUSE);
            }
        }
    }

    private void running() {
        phase = listed ? PartitionPhase.RUNNING : PartitionPhase.LISTING;
        if (!trouble.isEmpty()) {
            trouble = "";
            LOG.atInfo().addKeyValue("partition", partition).log("A partition goes on");
        }
    }

    private void failed(KafkaException e) {
        metrics.failed();
        phase = PartitionPhase.RETRYING;
        String why = e.getClass().getSimpleName() + ": " + e.getMessage();
        if (trouble.isEmpty()) {
            LOG.atWarn().addKeyValue("partition", partition).log("A partition begins anew: {}", why);
        }
        trouble = why;
    }

    /** Asks when the pause is over and not before: the longer ago the answer, the more likely is a successor whom this would fence. */
    private void pause(Duration pause) {
        try {
            long until = System.nanoTime() + pause.toNanos();
            while (!stopping && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            doubtful = true;
            while (!stopping && doubtful) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** Waits for something to do; what comes within the linger is done with it. */
    private void turn(PartitionLog log) throws InterruptedException {
        Consumer<PartitionLog> task = tasks.poll(1, TimeUnit.SECONDS);
        if (task == null) {
            return;
        }
        if (woken.get()) {
            TimeUnit.NANOSECONDS.sleep(config.linger().toNanos());
        }
        for (Consumer<PartitionLog> next = task; next != null; next = tasks.poll()) {
            next.accept(log);
        }
        write(log);
    }

    private void write(PartitionLog log) {
        woken.set(false);
        var batches = accounts.take();
        if (!batches.isEmpty()) {
            log.commit(batches);
            accounts.committed(batches.keySet());
            metrics.committed(batches.values());
        }
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            tasks.add(log -> {});
        }
    }

    /** Polls no more, writes what has been told, and ends. Returns at once. */
    void stop() {
        stopping = true;
        accounts.stop();
        tasks.add(log -> {});
    }

    /** Somebody else has it by now: writes nothing more. Returns at once. */
    void abandon() {
        stop();
        thread.interrupt();
    }

    /** Waits for the end; after a while no longer, since whoever comes next fences it. */
    void await(Duration patience) {
        try {
            thread.join(Math.max(1, patience.toMillis()));
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
