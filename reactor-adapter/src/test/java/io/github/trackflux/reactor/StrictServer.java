package io.github.trackflux.reactor;

import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Counts calls over a sliding second, wherever on their way it pleases, and refuses each one too many. May stall: what
 * comes meanwhile is counted all at once when it wakes, also if its client has given up. In virtual time.
 */
final class StrictServer implements PageSource {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration GIVEN_UP = Duration.ofSeconds(5);

    int limit = 10;
    double roundTripMillis = 80;
    double jitterMillis = 60;
    boolean tellsRemaining;
    int remainingLie = -1;
    Duration stalledUntil = Duration.ZERO;
    Optional<Duration> retryAfter = Optional.empty();

    /** When each call was refused, and when each was answered. */
    final List<Duration> refused = new ArrayList<>();

    final List<Duration> answered = new ArrayList<>();
    int counted;

    private final Deque<Long> admitted = new ArrayDeque<>();
    private final Random random;
    private final Time time;

    StrictServer(long seed, Time time) {
        this.random = new Random(seed);
        this.time = time;
    }

    @Override
    public Mono<PageAnswer> read(PageRequest request) {
        return Mono.deferContextual(context -> Mono.<PageAnswer>create(sink ->
                        later(way(), () -> arrived(request, context.<Permit>getOrEmpty(Permit.class), sink)))
                .timeout(GIVEN_UP, time.scheduler())
                .onErrorMap(TimeoutException.class, error -> new TransportException("no answer in time", error)));
    }

    /** A call of somebody else on the same limit; returns whether there was room for it. */
    boolean foreign() {
        return admit();
    }

    private void arrived(PageRequest request, Optional<Permit> permit, MonoSink<PageAnswer> sink) {
        Duration stall = stalledUntil.minus(time.now());
        if (stall.toNanos() > 0) {
            later(stall.toNanos(), () -> arrived(request, permit, sink));
            return;
        }
        counted++;
        boolean fine = admit();
        int left = remainingLie < 0 ? Math.max(0, limit - admitted.size()) : remainingLie;
        if (!fine) {
            refused.add(time.now());
        }
        later(way(), () -> {
            if (tellsRemaining || remainingLie >= 0) {
                permit.ifPresent(paid -> paid.left(left));
            }
            if (fine) {
                answered.add(time.now());
                sink.success(Samples.answer(request, Page.EMPTY, Duration.ZERO, Duration.ZERO));
            } else {
                sink.error(new ThrottledException("429", "too many", retryAfter));
            }
        });
    }

    private boolean admit() {
        long now = time.now().toNanos();
        while (!admitted.isEmpty() && now - admitted.peekFirst() >= SECOND) {
            admitted.removeFirst();
        }
        boolean fine = admitted.size() < limit;
        if (fine) {
            admitted.addLast(now);
        }
        return fine;
    }

    private long way() {
        double millis = roundTripMillis / 2 + (random.nextDouble() - 0.5) * jitterMillis;
        return (long) (Math.max(0, millis) * 1e6);
    }

    private void later(long nanos, Runnable event) {
        time.scheduler().schedule(event, nanos, TimeUnit.NANOSECONDS);
    }

    long refusedSince(Duration moment) {
        return refused.stream().filter(at -> at.compareTo(moment) >= 0).count();
    }

    long answeredSince(Duration moment) {
        return answered.stream().filter(at -> at.compareTo(moment) >= 0).count();
    }
}
