package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.Paging.Fullness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The diff alone: what a page shows against what is open, without hints, proofs and health. In the view's own package. */
public final class RowComparison {
    private final Ledger ledger = new Ledger(new AccountId("0123456789ab"), Duration.ofSeconds(2));
    private final Presence presence = new Presence(ledger);
    private final Listing listing =
            new Listing(new Filter(ProductType.USDT_FUTURES, Optional.empty(), Optional.empty()));

    /** How many events the answer makes. */
    public int events(PageAnswer answer) {
        Reading reading = presence.read(listing, answer, Fullness.FULL);
        boolean first = answer.request().position().isFirst();
        List<Known> known = reading.known();
        if (!(reading.inPlace() && listing.roster.isUndisturbed(known, first, false))) {
            listing.roster.place(known, first, false, reading.received());
        }
        return ledger.events().take().size();
    }
}
