package io.github.trackflux.reactor;

import io.github.trackflux.call.BannedException;
import io.github.trackflux.call.ClockException;
import io.github.trackflux.call.MaintenanceException;
import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TooManyRowsException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UnknownCodeException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What became of a call, or why a feed ended: a closed set, so that it can tag a metric. */
public enum Outcome {
    /** A page came. */
    SUCCESS(null),
    /** It was a call too many. */
    THROTTLED(ThrottledException.class),
    /** The exchange refuses this machine's address. */
    BANNED(BannedException.class),
    /** The exchange is being upgraded, or has suspended the service. */
    MAINTENANCE(MaintenanceException.class),
    /** The exchange failed. */
    SERVER(ServerException.class),
    /** The exchange refused with a code that is not known here. */
    UNKNOWN_CODE(UnknownCodeException.class),
    /** The exchange found the call's time wrong. */
    CLOCK(ClockException.class),
    /** It did not reach the exchange, or got no whole answer. */
    TRANSPORT(TransportException.class),
    /** The answer could not be read. */
    PROTOCOL(ProtocolException.class),
    /** There is no such page: how some servers say that the list has ended. */
    PAGE_NUMBER(PageNumberException.class),
    /** The list is longer than may be read. */
    TOO_MANY_ROWS(TooManyRowsException.class),
    /** Refused for good: key, permission, account, query or certificate. */
    REFUSED(TrackfluxException.class),
    /** Refused for a key that has meanwhile been replaced; the next call has the new one. */
    KEY_ROTATED(KeyRotatedException.class),
    /** Nobody waited for it any more, or the client was closed. */
    CANCELLED(CancellationException.class),
    /** A defect of this library; please report it. */
    DEFECT(Throwable.class);

    private final @Nullable Class<? extends Throwable> error;

    Outcome(@Nullable Class<? extends Throwable> error) {
        this.error = error;
    }

    /** The first that fits: the wider ones come last. */
    static Outcome of(Throwable thrown) {
        for (Outcome outcome : values()) {
            if (outcome.error != null && outcome.error.isInstance(thrown)) {
                return outcome;
            }
        }
        return DEFECT;
    }

    /** In lower case, as metrics write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
