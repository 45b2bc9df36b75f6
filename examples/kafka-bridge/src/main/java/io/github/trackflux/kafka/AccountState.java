package io.github.trackflux.kafka;

import io.github.trackflux.view.FeedState;
import java.util.Locale;

/** How an account of this worker stands. */
enum AccountState {
    SYNCING,
    LIVE,
    DEGRADED,
    STALE,
    HALTED,
    /** It is not watched: its record, its credentials or its key are wrong, until its record is written again. */
    REFUSED;

    static AccountState of(FeedState state) {
        return valueOf(state.name());
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
