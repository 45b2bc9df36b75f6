package io.github.trackflux.kafka;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Trouble;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** One account that is watched: its feed, asked for one step at a time, and what Kafka does not have of it yet. */
final class AccountFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountFeed.class);

    private final AccountName name;
    private final AccountSpec spec;
    private final AtomicReference<Credentials> credentials;
    private final TrackingOrders orders;
    private final Outbox outbox;
    private final Runnable wake;
    private final Steps steps = new Steps();
    private volatile FeedHealth health = FeedHealth.NEW;
    private volatile long heard = System.nanoTime();
    private volatile @Nullable String ended;

    /**
     * A feed that has not begun.
     *
     * @param from where an earlier one ended; {@code null} to begin anew
     * @param wake tells the partition that there is something to write
     */
    AccountFeed(Feeds feeds, AccountName name, AccountSpec spec, @Nullable Checkpoint from, Runnable wake) {
        this.name = name;
        this.spec = spec;
        this.credentials = new AtomicReference<>(feeds.credentials(name, spec));
        this.orders = feeds.client(name, spec, credentials::get);
        this.outbox = new Outbox(from, feeds.checkpointEvery());
        this.wake = wake;
    }

    /** Begins to watch. */
    void start(@Nullable Checkpoint from) {
        Flux<FeedStep> feed = from == null ? orders.steps(spec.query()) : orders.steps(spec.query(), from);
        feed.subscribe(steps);
    }

    AccountSpec spec() {
        return spec;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Signs with these from now on. */
    void rotate(Credentials fresh) {
        credentials.set(fresh);
    }

    boolean isEnded() {
        return ended != null;
    }

    /** Kafka has what was taken out of the outbox, or will be given it again: a feed that was held up may go on. */
    void relieve() {
        steps.goOn();
    }

    AccountStatus status() {
        String why = ended;
        if (why != null) {
            return AccountStatus.refused(name, why);
        }
        FeedHealth now = health.after(Duration.ofNanos(System.nanoTime() - heard));
        String trouble = now.trouble().map(Trouble::kind).map(Enum::name).orElse("");
        return new AccountStatus(name, AccountState.of(now.state()), outbox.waiting(), trouble);
    }

    /** Stops at once: the calls in flight are given up. */
    @Override
    public void close() {
        steps.dispose();
        orders.close();
    }

    private final class Steps extends BaseSubscriber<FeedStep> {
        private final AtomicBoolean heldUp = new AtomicBoolean();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnNext(FeedStep step) {
            health = step.health();
            heard = System.nanoTime();
            outbox.offer(step);
            if (outbox.isNews()) {
                wake.run();
            }
            if (outbox.hasRoom()) {
                request(1);
            } else {
                heldUp.set(true);
                // It may have been emptied a moment ago, before anybody could see that this waits.
                goOn();
            }
        }

        private void goOn() {
            if (outbox.hasRoom() && heldUp.compareAndSet(true, false)) {
                request(1);
            }
        }

        @Override
        protected void hookOnError(Throwable error) {
            boolean inWords = error instanceof TrackfluxException || error instanceof CheckpointException;
            ended = inWords ? String.valueOf(error.getMessage()) : error.toString();
            LOG.atError()
                    .addKeyValue("account", name)
                    .addKeyValue("error", error.getClass().getSimpleName())
                    .log("An account is not watched any more: {}", ended);
        }
    }
}
