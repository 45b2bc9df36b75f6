package io.github.trackflux.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.trackflux.web.Journal.View;
import java.time.Instant;
import java.util.List;

/**
 * What is open.
 *
 * @param reason why it is told instead of events
 * @param synced whether that is all; if not, {@code existing} and {@code synced} follow
 * @param seq the number of the last event that it holds
 */
record SnapshotJson(Reason reason, boolean synced, long seq, Instant asOf, List<OrderJson> orders) {
    enum Reason {
        /** The reader is new. */
        @JsonProperty("first")
        FIRST,
        /** Events after the reader's last are no longer kept. */
        @JsonProperty("too-old")
        TOO_OLD,
        /** The reader's last event was told by another run of the service. */
        @JsonProperty("other-run")
        OTHER_RUN
    }

    static SnapshotJson of(View view, Selection wanted, Reason reason) {
        return new SnapshotJson(reason, view.isSynced(), view.sequence(), view.asOf(), orders(view, wanted));
    }

    static List<OrderJson> orders(View view, Selection wanted) {
        return view.orders().stream()
                .filter(held -> wanted.covers(held.order(), held.trader()))
                .map(held -> OrderJson.of(held.order()))
                .toList();
    }
}
