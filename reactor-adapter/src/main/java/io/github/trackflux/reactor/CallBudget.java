package io.github.trackflux.reactor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What permits the calls of one user of the exchange. Clients with the same API key and host share one without being
 * told. Where several keys belong to one user, whose limit they share, make one and give it to each client:
 *
 * <pre>{@code
 * CallBudget budget = CallBudget.of(10);
 * TrackingOrders.builder(oneKey).budget(budget).build();
 * TrackingOrders.builder(otherKey).budget(budget).build();
 * }</pre>
 *
 * <p>Safe for use by many threads. Lives as long as somebody holds it.
 *
 * <p>Why the exchange never counts a call too many: a call takes a slot, which comes back one second and 10 ms after its
 * answer has arrived. The server counted the call before it answered, so when the slot is free again that call has left
 * the server's second, whatever the network did on the way. A bucket that refills by the clock lets twice as many
 * through, and one that is spent at sending is undone by jitter.
 */
public final class CallBudget {
    /** What the exchange's document allows. */
    static final int DOCUMENTED = 10;

    private static final Logger LOG = LoggerFactory.getLogger(CallBudget.class);
    private static final Duration FLOOR = Duration.ofMillis(250);
    private static final Duration CAP = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration SHARED_SILENCE = Duration.ofSeconds(1);
    /** A shared permit is for now: later, other programs may have taken its place in the server's second. */
    private static final Duration SHARED_FRESH = Duration.ofMillis(100);

    private final Time time;
    private final Rate rate;
    private final Turnstile turnstile;
    private final Duration unansweredHeld;
    private final @Nullable SharedPermits shared;

    CallBudget(int callsPerSecond, Time time) {
        this(new CallBudgetBuilder().time(time).ceiling(callsPerSecond));
    }

    CallBudget(CallBudgetBuilder builder) {
        this.time = builder.time();
        this.rate = new Rate(builder.ceiling());
        this.turnstile = new Turnstile(builder.ceiling(), time, this);
        this.unansweredHeld = builder.unansweredHeld();
        this.shared = builder.shared();
    }

    /**
     * A budget of so many calls in any second.
     *
     * @param callsPerSecond 1 to 10
     */
    public static CallBudget of(int callsPerSecond) {
        return builder().callsPerSecond(callsPerSecond).build();
    }

    /** Builds a budget; see {@link CallBudgetBuilder} for what may be set. */
    public static CallBudgetBuilder builder() {
        return new CallBudgetBuilder();
    }

    /** How it stands now. */
    public BudgetState state() {
        Duration closed = turnstile.closedFor();
        Optional<Instant> until = closed.isZero()
                ? Optional.empty()
                : Optional.of(time.wall().get().plus(closed));
        synchronized (rate) {
            return new BudgetState(rate.level(), rate.ceiling(), rate.refusals(), until);
        }
    }

    /** A place of its own among all that share this budget. */
    Lane lane() {
        return new Lane(turnstile);
    }

    /** A permit, as soon as one is free and it is that lane's turn. Cancelling while waiting costs nothing. */
    Mono<Permit> acquire(Lane lane) {
        return lane.acquire().map(this::permit);
    }

    /** A permit for a call that belongs to no feed and no walk. */
    Mono<Permit> acquire() {
        return Mono.defer(() -> acquire(lane()));
    }

    private Permit permit(Pass pass) {
        synchronized (rate) {
            return new Permit(this, pass, rate.lowerings());
        }
    }

    /** How many calls a second it lets through now. */
    int size() {
        synchronized (rate) {
            return rate.level();
        }
    }

    /** Lowers the ceiling, if it is higher. A call that is out in a slot too many may end; then there is no such slot. */
    void atMost(int callsPerSecond) {
        synchronized (rate) {
            rate.atMost(callsPerSecond);
            turnstile.width(rate.level());
        }
    }

    /** For how long nothing is sent. */
    Duration closedFor() {
        return turnstile.closedFor();
    }

    Duration unansweredHeld() {
        return unansweredHeld;
    }

    /**
     * Completes when the call may really go, which whoever holds a permit must ask last: not while the exchange has asked
     * to wait, and not before the other programs that share this budget have left room for it.
     */
    Mono<Void> clearance() {
        return Mono.defer(this::cleared)
                .filter(clear -> clear)
                .repeatWhenEmpty(again -> again)
                .then();
    }

    private Mono<Boolean> cleared() {
        Duration closed = turnstile.closedFor();
        if (!closed.isZero()) {
            return later(closed);
        }
        SharedPermits permits = shared;
        return permits == null ? Mono.just(true) : cleared(permits, time.now());
    }

    private Mono<Boolean> cleared(SharedPermits permits, Duration asked) {
        return permits.take()
                .timeout(SHARED_SILENCE, time.scheduler())
                .onErrorResume(error -> {
                    LOG.debug("The shared permits cannot be asked: {}", error.toString());
                    return Mono.just(SHARED_SILENCE);
                })
                .flatMap(wait -> {
                    boolean fresh = time.now().minus(asked).compareTo(SHARED_FRESH) <= 0;
                    boolean taken = wait.isZero() && fresh;
                    return taken && turnstile.closedFor().isZero() ? Mono.just(true) : later(wait);
                });
    }

    private Mono<Boolean> later(Duration wait) {
        return Mono.delay(wait, time.scheduler()).thenReturn(false);
    }

    /** What is learned is in force before the slot is given back, so that it holds for whoever gets that. */
    void answered(long lowerings, int taken, int allowed) {
        synchronized (rate) {
            rate.allowed(time.now(), lowerings, allowed);
            rate.answered(time.now(), lowerings, taken);
            turnstile.width(rate.level());
        }
        turnstile.single(false);
    }

    void refused(long lowerings, Optional<Duration> retryAfter) {
        synchronized (rate) {
            boolean anew = rate.refused(time.now(), lowerings);
            LOG.debug("A call was one too many; {} a second from now on", rate.level());
            if (anew || retryAfter.isPresent()) {
                Duration wait = retryAfter.orElseGet(() -> time.jittered(FIRST_WAIT, rate.inARow() - 1L, LONGEST_WAIT));
                Duration most = wait.compareTo(CAP) < 0 ? wait : CAP;
                turnstile.close(time.now().plus(most.compareTo(FLOOR) > 0 ? most : FLOOR));
            }
            turnstile.width(rate.level());
        }
        turnstile.single(false);
    }

    /** Two calls that were swallowed may be counted together when the server wakes; one at a time does no harm. */
    void unanswered() {
        turnstile.single(true);
    }
}
