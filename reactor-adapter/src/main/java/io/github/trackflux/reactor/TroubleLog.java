package io.github.trackflux.reactor;

import io.github.trackflux.call.TrackfluxException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a feed says of its trouble, to people: once when it lasts, every five minutes while it lasts, and once when it is
 * over. Each call that failed is for debugging only. Not thread-safe.
 */
final class TroubleLog {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int WORTH_A_WORD = 3;
    /** Trouble that comes and goes is told no more often than trouble that stays. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private int failures;
    private boolean told;
    private Duration since = Duration.ZERO;
    private Duration silentUntil = Duration.ZERO;

    void failed(TrackfluxException error, Duration now) {
        if (failures++ == 0) {
            since = now;
        }
        LOG.debug("A page could not be had, {} in a row: {}", failures, error.getMessage());
        if (failures >= WORTH_A_WORD && now.compareTo(silentUntil) >= 0) {
            LOG.warn(
                    "The list could not be read {} times in a row, for {} s now; trying on: {}",
                    failures,
                    now.minus(since).toSeconds(),
                    error.getMessage());
            told = true;
            silentUntil = now.plus(SILENCE);
        }
    }

    void answered(Duration now) {
        if (told) {
            LOG.info("The list can be read again, after {} s", now.minus(since).toSeconds());
        }
        told = false;
        failures = 0;
    }
}
