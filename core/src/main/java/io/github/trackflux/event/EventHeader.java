package io.github.trackflux.event;

import io.github.trackflux.auth.AccountId;
import java.time.Instant;

/**
 * What every event carries.
 *
 * @param id the same for the same news: a hash of account, order, the order's own revision, kind and content
 * @param account whose order it is
 * @param sequence 1 for the first event of a feed, then without a gap; a feed that resumes goes on from its checkpoint
 * @param origin how fresh the news is
 * @param observedAt when the answer that told it had arrived, in server time
 * @param notBefore the earliest moment at which it can have happened, in server time. Of an order without an {@code openTime}
 *     it is 1970 if it existed, and if it was opened when the sweep before began, less the hold-down: a sweep can miss a row
 * @param notAfter the latest such moment, in server time
 */
public record EventHeader(
        String id,
        AccountId account,
        long sequence,
        Origin origin,
        Instant observedAt,
        Instant notBefore,
        Instant notAfter) {}
