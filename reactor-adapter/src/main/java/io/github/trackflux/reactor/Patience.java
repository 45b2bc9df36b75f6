package io.github.trackflux.reactor;

import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.call.BannedException;
import io.github.trackflux.call.ClockException;
import io.github.trackflux.call.ConfigurationException;
import io.github.trackflux.call.MaintenanceException;
import io.github.trackflux.call.PermissionException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UnknownCodeException;
import io.github.trackflux.view.Trouble;
import io.github.trackflux.view.Trouble.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a feed bears reads that fail: how long it keeps away, what it calls its trouble, and when it gives up. Failures are
 * counted in rounds: calls that were out together when one failed are one round, since they tell one thing.
 *
 * <pre>
 * round   1, 2   3     4     5       6        7 ...
 * away    0      0-1   0-2   2.5-5   5-10     up to 30-60 s, one call at a time
 * </pre>
 *
 * <p>Only {@link #isFinal} may be asked on any thread.
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final String KEY_UNKNOWN = "40037";
    private static final Set<String> ADDRESS_REFUSED = Set.of("40018", "40038");
    private static final int FORGIVEN = 2;
    private static final int OPEN = 5;
    /** Three tries in a round: the tenth falls into this one. */
    private static final int UNKNOWN = 4;

    private static final int MOST_REPORTED = 20;

    private final Time time;
    private final boolean addressMayChange;
    private final Set<String> reported = new HashSet<>();
    private volatile boolean succeeded;
    private int rounds;
    private int refusals;
    private Duration roundEnd = Duration.ZERO;
    private Duration pausedUntil = Duration.ZERO;
    private Optional<Trouble> trouble = Optional.empty();

    /** What would end a feed and is borne for a while: as what trouble, how often, how long each time. */
    private record Grace(Kind kind, int tries, Duration each) {}

    private static final Grace KEY = new Grace(Kind.KEY, 3, Duration.ofSeconds(20));
    private static final Grace ADDRESS = new Grace(Kind.KEY, Integer.MAX_VALUE, Duration.ofMinutes(1));
    private static final Grace PARAMETER = new Grace(Kind.PARAMETER, 10, Duration.ofSeconds(30));

    /**
     * Nothing has failed yet.
     *
     * @param addressMayChange whether to bear it that this machine's address is not on the key's list
     */
    Patience(boolean addressMayChange, Time time) {
        this.addressMayChange = addressMayChange;
        this.time = time;
    }

    /** Whether this error ends a feed at once. */
    boolean isFinal(TrackfluxException error) {
        return !error.isTransient() && grace(error).isEmpty();
    }

    /** Until when nothing must be sent. */
    Duration pausedUntil() {
        return pausedUntil;
    }

    /** Whether one call alone is to find out if the exchange is back. */
    boolean isTrying() {
        return rounds >= OPEN;
    }

    /** What is in the way: also after an answer, while it is still kept away from. */
    Optional<Trouble> trouble(Duration now) {
        Duration rest = pausedUntil.minus(now);
        boolean over = rounds == 0 && (rest.isZero() || rest.isNegative());
        return over
                ? Optional.empty()
                : trouble.map(of -> new Trouble(of.kind(), of.code(), rest.isNegative() ? Duration.ZERO : rest));
    }

    void answered() {
        succeeded = true;
        rounds = 0;
        refusals = 0;
    }

    /**
     * Takes word of a read that failed.
     *
     * @throws TrackfluxException the error, if this was once too often
     */
    void failed(TrackfluxException error, Duration sent, Duration now) {
        boolean newRound = sent.compareTo(roundEnd) >= 0;
        if (newRound) {
            rounds++;
            roundEnd = now;
        }
        Optional<Grace> grace = grace(error);
        if (grace.isPresent() && newRound && ++refusals > grace.get().tries()) {
            throw error;
        }
        report(error);
        Duration wait = grace.map(of -> time.around(of.each())).orElseGet(() -> backoff(error));
        Duration until = now.plus(wait);
        if (until.compareTo(pausedUntil) >= 0) {
            pausedUntil = until;
            trouble = grace.map(Grace::kind).or(() -> kind(error)).map(kind -> new Trouble(kind, error.code(), wait));
        }
    }

    private Optional<Grace> grace(TrackfluxException error) {
        String code = error.code().orElse("");
        if (error instanceof PermissionException && addressMayChange && ADDRESS_REFUSED.contains(code)) {
            return Optional.of(ADDRESS);
        }
        if (!succeeded) {
            return Optional.empty();
        }
        if (error instanceof AuthenticationException && code.equals(KEY_UNKNOWN)) {
            return Optional.of(KEY);
        }
        return error instanceof ConfigurationException ? Optional.of(PARAMETER) : Optional.empty();
    }

    private Duration backoff(TrackfluxException error) {
        if (error instanceof BannedException banned) {
            return banned.closedFor();
        }
        if (error instanceof MaintenanceException) {
            return Duration.ofSeconds(10).plus(time.jittered(Duration.ofSeconds(1), rounds, Duration.ofSeconds(50)));
        }
        int open = error instanceof ClockException ? 1 : OPEN;
        if (rounds >= open) {
            return time.spread(Duration.ofSeconds(5), rounds - open, Duration.ofMinutes(1));
        }
        return rounds <= FORGIVEN
                ? Duration.ZERO
                : time.jittered(Duration.ofSeconds(1), rounds - FORGIVEN - 1L, Duration.ofSeconds(30));
    }

    private Optional<Kind> kind(TrackfluxException error) {
        if (error instanceof BannedException) {
            return Optional.of(Kind.BANNED);
        }
        if (error instanceof MaintenanceException) {
            return Optional.of(Kind.MAINTENANCE);
        }
        if (error instanceof ThrottledException) {
            return Optional.of(Kind.THROTTLED);
        }
        if (error instanceof ClockException) {
            return Optional.of(Kind.CLOCK);
        }
        if (rounds <= FORGIVEN) {
            return Optional.empty();
        }
        if (error instanceof TransportException) {
            return Optional.of(Kind.TRANSPORT);
        }
        if (error instanceof UnknownCodeException && rounds >= UNKNOWN) {
            return Optional.of(Kind.UNKNOWN_CODE);
        }
        boolean server = error instanceof ServerException || error instanceof UnknownCodeException;
        return Optional.of(server ? Kind.SERVER : Kind.DECODE);
    }

    /** By its code alone, once: what else the exchange says may be anything. */
    private void report(TrackfluxException error) {
        if (error instanceof UnknownCodeException && reported.size() < MOST_REPORTED) {
            error.code()
                    .filter(reported::add)
                    .ifPresent(code -> LOG.warn("The exchange refuses with {}, an unknown code", code));
        }
    }
}
