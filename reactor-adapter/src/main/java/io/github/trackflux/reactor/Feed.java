package io.github.trackflux.reactor;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Tracker;
import io.github.trackflux.view.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * One running watch of one query: asks the tracker what to read, reads it, and tells the tracker. Reads overlap; the
 * tracker is only ever touched on one serial scheduler.
 */
final class Feed {
    private static final int MOST_IN_FLIGHT = 16;
    /** So many answers may wait for their subscriber before no further call is made: what waits grows old. */
    private static final int MOST_WAITING = 1;

    private final Tracker tracker;
    private final PageSource source;
    private final CallBudget budget;
    private final Lane lane;
    private final ServerClock clock;
    private final Time time;
    private final Scheduler serial;
    private final Pacer pacer;
    private final Patience patience;
    private final TroubleLog log = new TroubleLog();
    private final Sinks.Many<Boolean> settled = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger waiting = new AtomicInteger();
    private Time.Moment lastAnswer;
    private int out;

    Feed(
            Tracker tracker,
            PageSource source,
            CallBudget budget,
            ServerClock clock,
            Time time,
            Scheduler serial,
            Patience patience) {
        this.tracker = tracker;
        this.source = source;
        this.budget = budget;
        this.lane = budget.lane();
        this.clock = clock;
        this.time = time;
        this.serial = serial;
        this.pacer = new Pacer(budget::size);
        this.patience = patience;
        this.lastAnswer = time.moment();
    }

    /** Endless; each step as soon as its answer is in. Reads no further than its subscriber asks for. */
    Flux<FeedStep> steps() {
        return Flux.using(() -> lane, this::reads, Lane::end)
                .publishOn(serial, 1)
                .map(Supplier::get)
                .onErrorMap(Feed::isDefect, Feed::closed)
                // The calls in flight when a feed ends may all be refused for the same reason; the first has been told.
                .contextWrite(LateErrors::quiet);
    }

    private Flux<Supplier<FeedStep>> reads(Lane lane) {
        return Mono.defer(this::turn)
                .repeat()
                .flatMap(this::read, MOST_IN_FLIGHT, 1)
                .contextWrite(lane::writeTo);
    }

    /** The next request, when its time has come and a permit is free; empty if there was nothing worth it. */
    private Mono<PageRequest> turn() {
        return Mono.delay(pause(), serial).then(Mono.defer(() -> {
            Duration now = time.now();
            // Else a permit would be taken and given back for each answer of a feed that has time.
            return tracker.isDue(now) ? request() : idle(now);
        }));
    }

    private Mono<PageRequest> request() {
        return Mono.defer(this::room).then(lane.reserve()).publishOn(serial).then(Mono.defer(() -> {
            Duration now = time.now();
            if (patience.pausedUntil().compareTo(now) > 0) {
                // It was told to keep away while it waited its turn.
                lane.release();
                return Mono.empty();
            }
            if (patience.isTrying() && out > 0) {
                return idle(now);
            }
            Mono<PageRequest> request = Mono.justOrEmpty(tracker.next(now));
            return request.doOnNext(worth -> sent(now)).switchIfEmpty(Mono.defer(() -> idle(now)));
        }));
    }

    /** Completes when its subscriber keeps up: until then it takes no permit, which others may need. */
    private Mono<Void> room() {
        return hasRoom()
                ? Mono.empty()
                : settled.asFlux().filter(again -> hasRoom()).next().then();
    }

    private boolean hasRoom() {
        return out < MOST_IN_FLIGHT && waiting.get() <= MOST_WAITING;
    }

    private void sent(Duration now) {
        pacer.sent(now);
        out++;
    }

    private Duration pause() {
        Duration now = time.now();
        Duration pace = pacer.pause(now);
        Duration backoff = patience.pausedUntil().minus(now);
        return pace.compareTo(backoff) > 0 ? pace : backoff;
    }

    private Mono<PageRequest> idle(Duration now) {
        lane.release();
        Mono<?> due = Mono.delay(tracker.idle(now), serial);
        return Mono.firstWithSignal(due, settled.asFlux().next()).then(Mono.empty());
    }

    /** What became of a read, to be told to the tracker on its own scheduler. */
    private Mono<Supplier<FeedStep>> read(PageRequest request) {
        Duration from = time.now();
        return source.read(request)
                .<Supplier<FeedStep>>map(answer -> () -> answered(answer))
                .onErrorResume(TrackfluxException.class, error -> {
                    Duration to = time.now();
                    return patience.isFinal(error)
                            ? Mono.error(error)
                            : Mono.just(() -> failed(request, error, from, to));
                })
                .doOnNext(told -> waiting.incrementAndGet());
    }

    private FeedStep answered(PageAnswer answer) {
        CallTiming timing = answer.timing();
        pacer.answered(timing.received().minus(timing.sent()));
        heard();
        return settled(tracker.answered(answer), timing.received());
    }

    private FeedStep failed(PageRequest request, TrackfluxException error, Duration from, Duration to) {
        if (error instanceof PageNumberException && !request.position().isFirst()) {
            // Where the list ends, or of a page that was looked at by itself. Neither good nor bad: the first page
            // tells.
            lastAnswer = time.moment();
        } else {
            patience.failed(error, from, to);
            log.failed(error, to);
        }
        // A machine that slept learns the server's time with its next answer only.
        Instant at = clock.at(to).plus(time.asleep(lastAnswer));
        return settled(tracker.failed(request, error, new CallTiming(from, to, clock.at(from), at)), to);
    }

    private void heard() {
        patience.answered();
        log.answered(time.now());
        lastAnswer = time.moment();
    }

    private FeedStep settled(FeedStep step, Duration came) {
        Duration now = time.now();
        out--;
        waiting.decrementAndGet();
        tracker.rate(pacer.rate());
        settled.tryEmitNext(true);
        // Its subscriber may have taken its time.
        FeedHealth health = step.health().after(now.minus(came));
        return step.withHealth(health.withTrouble(patience.trouble(now).or(this::throttled)));
    }

    /** Also while a call waits to be tried again, or another feed of this user was refused. */
    private Optional<Trouble> throttled() {
        Duration closed = budget.closedFor();
        return closed.isZero()
                ? Optional.empty()
                : Optional.of(new Trouble(Trouble.Kind.THROTTLED, Optional.empty(), closed));
    }

    private static boolean isDefect(Throwable error) {
        return error instanceof RuntimeException && !(error instanceof TrackfluxException);
    }

    /** Whatever the tracker knew may be wrong now: better to say nothing more. */
    static Throwable closed(Throwable defect) {
        String name = defect.getClass().getSimpleName();
        return new IllegalStateException("the feed has a defect and ended (" + name + "); please report it", defect);
    }
}
