package io.github.trackflux.reactor;

import io.github.trackflux.call.BannedException;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.MaintenanceException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Tracker;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * One running watch of one query: asks the tracker what to read, reads it, and tells the tracker. Reads overlap; the
 * tracker is only ever touched on one serial scheduler.
 */
final class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int MOST_IN_FLIGHT = 16;
    private static final int FAILURES_FORGIVEN = 3;
    private static final Duration BAN = Duration.ofMinutes(5);

    private final Tracker tracker;
    private final PageSource source;
    private final CallBudget budget;
    private final ServerClock clock;
    private final Time time;
    private final Scheduler serial;
    private final Pacer pacer;
    private final Sinks.Many<Boolean> settled = Sinks.many().multicast().directBestEffort();
    private int failures;
    private Duration pausedUntil = Duration.ZERO;

    Feed(Tracker tracker, PageSource source, CallBudget budget, ServerClock clock, Time time, Scheduler serial) {
        this.tracker = tracker;
        this.source = source;
        this.budget = budget;
        this.clock = clock;
        this.time = time;
        this.serial = serial;
        this.pacer = new Pacer(budget.size());
    }

    /** Endless; each step as soon as its answer is in. Reads no further than its subscriber asks for. */
    Flux<FeedStep> steps() {
        return Mono.defer(this::turn)
                .repeat()
                .flatMap(this::read, MOST_IN_FLIGHT, 1)
                .publishOn(serial, 1)
                .map(Supplier::get)
                // The calls in flight when a feed ends may all be refused for the same reason; the first has been told.
                .contextWrite(LateErrors::quiet);
    }

    /** The next request, when its time has come and a permit is free; empty if there was nothing worth it. */
    private Mono<PageRequest> turn() {
        return Mono.delay(pause(), serial)
                .then(budget.whenFree())
                .publishOn(serial)
                .then(Mono.defer(() -> {
                    Duration now = time.now();
                    if (pausedUntil.compareTo(now) > 0) {
                        // It was told to keep away while it waited its turn.
                        return Mono.empty();
                    }
                    Mono<PageRequest> request = Mono.justOrEmpty(tracker.next(now));
                    return request.doOnNext(worth -> pacer.sent(now)).switchIfEmpty(idle(now));
                }));
    }

    private Duration pause() {
        Duration now = time.now();
        Duration pace = pacer.pause(now);
        Duration backoff = pausedUntil.minus(now);
        return pace.compareTo(backoff) > 0 ? pace : backoff;
    }

    private Mono<PageRequest> idle(Duration now) {
        Mono<?> due = Mono.delay(tracker.idle(now), serial);
        return Mono.firstWithSignal(due, settled.asFlux().next()).then(Mono.empty());
    }

    /** What became of a read, to be told to the tracker on its own scheduler. */
    private Mono<Supplier<FeedStep>> read(PageRequest request) {
        Duration from = time.now();
        return source.read(request)
                .<Supplier<FeedStep>>map(answer -> () -> answered(answer))
                .onErrorResume(
                        TrackfluxException.class,
                        error -> error.isTransient()
                                ? Mono.just(() -> failed(request, error, from, time.now()))
                                : Mono.error(error));
    }

    private FeedStep answered(PageAnswer answer) {
        failures = 0;
        CallTiming timing = answer.timing();
        pacer.answered(timing.received().minus(timing.sent()));
        FeedStep step = tracker.answered(answer);
        settled.tryEmitNext(true);
        return step;
    }

    private FeedStep failed(PageRequest request, TrackfluxException error, Duration from, Duration to) {
        failures++;
        Duration until = to.plus(backoff(error));
        pausedUntil = until.compareTo(pausedUntil) > 0 ? until : pausedUntil;
        LOG.debug("A page could not be had, {} in a row: {}", failures, error.getMessage());
        FeedStep step = tracker.failed(request, error, new CallTiming(from, to, clock.at(from), clock.at(to)));
        settled.tryEmitNext(true);
        return step;
    }

    private Duration backoff(TrackfluxException error) {
        if (error instanceof BannedException) {
            return BAN;
        }
        if (error instanceof MaintenanceException) {
            return Duration.ofSeconds(10).plus(time.jittered(Duration.ofSeconds(1), failures, Duration.ofSeconds(50)));
        }
        return failures < FAILURES_FORGIVEN
                ? Duration.ZERO
                : time.jittered(Duration.ofMillis(500), failures, Duration.ofSeconds(30));
    }
}
