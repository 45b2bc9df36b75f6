package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.OrderQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that a feed must know to go on after a restart: what is open, at which revision and sequence number, what was
 * closed, and what was learned of the server. Comes with the view after each complete sweep; immutable, and cheap to get,
 * since only {@link #toJson} turns it into bytes.
 *
 * <p>The bytes are JSON in ASCII, the same for the same state, and end with the SHA-256 of all before it. That tells a
 * torn copy from a whole one; it does not tell who wrote it. Keep the bytes as they are: a store that formats JSON anew
 * breaks the sum. They hold account data and no key, secret or passphrase.
 */
public final class Checkpoint {
    /** The most bytes that are written or read. */
    public static final int LARGEST = 32 * 1024 * 1024;

    private static final Duration WORTH_SAVING = Duration.ofSeconds(10);

    private final CheckpointState state;

    Checkpoint(CheckpointState state) {
        this.state = state;
    }

    /**
     * Reads what {@link #toJson} wrote. Trusts nothing: depth, sizes and numbers are bounded.
     *
     * @throws CheckpointException if the bytes are damaged, too many, or of another version
     */
    public static Checkpoint ofJson(byte[] json) {
        return new Checkpoint(new CheckpointReader(json).read());
    }

    /**
     * This checkpoint as bytes.
     *
     * @throws CheckpointException.TooLarge if they would be more than {@link #LARGEST}
     */
    public byte[] toJson() {
        return CheckpointWriter.write(state);
    }

    /** Whose orders these are. */
    public AccountId account() {
        return state.account();
    }

    /** What was watched. */
    public OrderQuery query() {
        return state.query();
    }

    /** What was open, after which event, and when that was. */
    public OrderView view() {
        return state.view();
    }

    /** The sequence number of the last event that it holds; a feed that resumes from it goes on with the next. */
    public long sequence() {
        return state.view().sequence();
    }

    /** When the answer that led to it had arrived, in server time. */
    public Instant asOf() {
        return state.view().asOf();
    }

    /** Whether it is worth saving after another: it holds more events, or is at least ten seconds younger. */
    public boolean isNewsAfter(Checkpoint saved) {
        return sequence() != saved.sequence() || !asOf().isBefore(saved.asOf().plus(WORTH_SAVING));
    }

    /**
     * What is open in it, in the view's order, as it is told to whoever was not told before. Each has the number of the
     * last event that the checkpoint holds and was observed when that was; an order that does not say when it opened may
     * have done so at any time.
     */
    public List<OrderEvent.Existing> existing() {
        EventWriter events = new EventWriter(account());
        return state.open().stream().map(open -> existing(events, open)).toList();
    }

    private OrderEvent.Existing existing(EventWriter events, CheckpointState.Open open) {
        events.resume(sequence() - 1);
        Instant since = open.order().openTime().orElse(Instant.EPOCH);
        EventHeader header = events.header("existing", open.order(), open.revision(), Origin.LIVE, asOf(), since);
        return new OrderEvent.Existing(header, open.order());
    }

    /**
     * Checks that a feed of this account and query may go on from it.
     *
     * @throws CheckpointException.OtherAccount if it is of another account
     * @throws CheckpointException.OtherQuery if it is of a query that is not equal
     */
    public void requireOf(AccountId account, OrderQuery query) {
        if (!account().equals(account)) {
            throw new CheckpointException.OtherAccount(account(), account);
        }
        if (!query().equals(query)) {
            throw new CheckpointException.OtherQuery(query(), query);
        }
    }

    CheckpointState state() {
        return state;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint && state.equals(checkpoint.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** Without the orders. */
    @Override
    public String toString() {
        return "Checkpoint[account=" + account() + ", sequence=" + sequence() + ", asOf=" + asOf() + ", open="
                + state.open().size() + ", closed=" + state.closed().size() + "]";
    }
}
