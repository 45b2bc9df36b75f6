package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint holds. Its lists are shared with the ledger's and with other checkpoints as long as nothing changes.
 *
 * @param open in the view's order
 * @param recent what is known more of some of them, by number
 * @param closed oldest first
 * @param sweptFrom when the last complete sweep of each list began, in server time; what is open was seen since then
 */
record CheckpointState(
        AccountId account,
        OrderQuery query,
        OrderView view,
        List<Open> open,
        Map<String, Recent> recent,
        List<Tombstones.Tombstone> closed,
        Map<ProductType, Instant> sweptFrom,
        Learned learned) {

    /** An open order. A new one is made only when the order changes. */
    record Open(ProductType list, TrackingOrder order, int revision, int proofsNeeded) {}

    /**
     * An order that the last sweep did not show, or that changed within the last hold-down.
     *
     * @param seenAt when the call was sent that showed its state last
     * @param pasts states that a lagging replica may still show
     */
    record Recent(Instant seenAt, List<TrackingOrder> pasts) {}

    /**
     * What the server has shown of its ways. Only what makes a feed more careful, or costs calls to find out: how full a
     * page gets, and which filters work, are grounds of proof, and a server may have changed while nobody looked.
     *
     * @param descending whether every answer came strictly descending by id
     * @param holdDown the hold-down in force
     * @param quiet for how long it has been
     */
    record Learned(Dialect dialect, boolean descending, Duration holdDown, Duration quiet) {}
}
