package io.github.trackflux.reactor;

import io.github.trackflux.call.BannedException;
import io.github.trackflux.call.ThrottledException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What a host permits one address of this machine, whichever user calls: so many calls in any second, and none while it
 * has banned that address. The exchange allows 6,000 calls a minute and address, and blocks it for five minutes beyond.
 */
final class HostBudget {
    static final int DEFAULT = 90;
    static final int DOCUMENTED = 100;
    /** As this machine itself is. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(HostBudget.class);
    private static final Duration FIRST_BAN = Duration.ofMinutes(5);
    private static final Duration LONGEST_BAN = Duration.ofHours(1);
    /** The host counts over a minute. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final int FEW = 3;

    private final Time time;
    private final Turnstile turnstile;
    private int callsPerSecond;
    private Duration closedUntil = Duration.ZERO;
    private Duration ban = Duration.ZERO;
    private Duration refusedSince = Duration.ZERO;
    private int refusals;

    HostBudget(int callsPerSecond, Time time) {
        this.time = time;
        this.callsPerSecond = callsPerSecond;
        this.turnstile = new Turnstile(callsPerSecond, time, this);
    }

    /** A place of its own among the clients of this host. */
    Lane lane() {
        return new Lane(turnstile);
    }

    /** A pass, as soon as one is free and it is this lane's turn; an error at once while the host is closed. */
    Mono<Pass> acquire(Lane lane) {
        return lane.acquire().handle((pass, sink) -> {
            if (closedFor().isZero()) {
                sink.next(pass);
            } else {
                pass.unused();
                sink.error(new BannedException("", "no call was sent; the exchange refuses this machine's address"));
            }
        });
    }

    /** The same error, which says how long it is closed. */
    BannedException explained(BannedException error) {
        return new BannedException(error.code().orElse(""), String.valueOf(error.getMessage()), closedFor());
    }

    /** For how long nothing is sent. */
    synchronized Duration closedFor() {
        Duration left = closedUntil.minus(time.now());
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized int callsPerSecond() {
        return callsPerSecond;
    }

    /** Is told a lower limit. */
    synchronized void atMost(int calls) {
        callsPerSecond = Math.min(callsPerSecond, calls);
        turnstile.width(callsPerSecond);
    }

    /** It answered somebody. */
    synchronized void answered() {
        refusals = 0;
    }

    /** It answered a call with this. */
    synchronized void failed(Throwable error) {
        if (error instanceof BannedException) {
            banned();
        } else if (error instanceof ThrottledException) {
            refused();
        } else {
            refusals = 0;
        }
    }

    /** One call too many: the user's usually, but the host's own count if for a minute it let nobody through. */
    private void refused() {
        refusedSince = refusals == 0 ? time.now() : refusedSince;
        refusals++;
        if (refusals >= FEW && time.now().minus(refusedSince).compareTo(MINUTE) >= 0) {
            banned();
        }
    }

    /** Closes for five minutes; for twice as long as before if that was not long ago. */
    private void banned() {
        Duration now = time.now();
        if (closedUntil.compareTo(now) > 0) {
            // One of the calls that were on their way when the first was refused.
            return;
        }
        boolean again = !ban.isZero() && now.minus(closedUntil).compareTo(LONGEST_BAN) < 0;
        Duration twice = ban.multipliedBy(2);
        ban = !again ? FIRST_BAN : twice.compareTo(LONGEST_BAN) < 0 ? twice : LONGEST_BAN;
        closedUntil = now.plus(ban);
        refusals = 0;
        // Whoever comes meanwhile must find it closed, even if all clients are gone: a task holds this.
        time.scheduler().schedule(this::closedFor, ban.toMillis(), TimeUnit.MILLISECONDS);
        LOG.warn("The exchange refuses this machine's address; nothing is sent to it for {}", ban);
    }
}
