package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.TooManyRowsException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one query, without a clock or a socket: says which call is worth sending next, takes each answer, and says
 * what it changed. Whoever drives it sends the calls, as many at once as it likes, and hands in answers in any order.
 *
 * <pre>{@code
 * tracker.next(now).ifPresent(request -> send(request, answer -> emit(tracker.answered(answer))));
 * }</pre>
 *
 * <p>Serial: one thread at a time. Deterministic: the same questions and answers at the same times give the same steps.
 */
public final class Tracker {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int FEW_PROBES = 2;
    private static final int MOST_PROBES = 6;
    private static final int SUSPECTS_A_PROBE = 8;

    private final OrderQuery query;
    private final Duration every;
    private final Paging paging;
    private final List<Listing> listings;
    private final Sweeps sweeps;
    private final Attention attention;
    private final Reconciler reconciler;
    private final Pulse pulse;
    private final Silence silence;
    /** Until when a feed before this one had looked; {@code null} if there was none, and once that has been told. */
    private @Nullable Instant lookedUntil;

    private int probesInARow;

    /**
     * A watch that has seen nothing yet.
     *
     * @param account what events carry as their account
     * @param query what is watched
     * @param settings how to look, and how much to believe
     */
    public Tracker(AccountId account, OrderQuery query, TrackerSettings settings) {
        this.query = query;
        this.every = settings.every();
        this.paging = new Paging(settings.dialect());
        this.listings = Filter.of(query).stream().map(Listing::new).toList();
        this.sweeps = new Sweeps(paging, settings.every(), listings);
        this.attention = new Attention(paging, settings.every(), listings, sweeps);
        this.reconciler = new Reconciler(account, settings, paging, listings);
        this.pulse = new Pulse(listings, settings.every());
        this.silence = new Silence(settings.every());
    }

    /**
     * A watch that goes on where another ended. Its first answer tells a {@code Gap}, then what changed meanwhile, with
     * origin {@code RECOVERED}; {@code Synced} when the list has been read to its proven end again. What is open counts
     * as first seen now, so nothing is closed within the first hold-down.
     *
     * @param now monotonic, as for {@link #next}
     * @throws CheckpointException if the checkpoint is of another account or query
     */
    public static Tracker resumed(
            AccountId account, OrderQuery query, TrackerSettings settings, Checkpoint checkpoint, Duration now) {
        checkpoint.requireOf(account, query);
        Tracker tracker = new Tracker(account, query, settings);
        tracker.reconciler.resume(checkpoint.state(), now.toNanos());
        tracker.lookedUntil = checkpoint.asOf();
        return tracker;
    }

    /**
     * The call to send now, if one is worth a permit. Every request given must come back, by the same instance, through
     * {@link #answered} or {@link #failed}.
     *
     * @param now monotonic, on the clock of {@link CallTiming#sent()}
     */
    public Optional<PageRequest> next(Duration now) {
        int bound = Math.min(
                MOST_PROBES, FEW_PROBES + reconciler.ledger().suspects().size() / SUSPECTS_A_PROBE);
        if (probesInARow < bound) {
            Optional<PageRequest> probe = reconciler.probes().next(now.toNanos());
            if (probe.isPresent()) {
                probesInARow++;
                return probe;
            }
        }
        Optional<PageRequest> page = attention.next(now.toNanos());
        if (page.isPresent()) {
            probesInARow = 0;
            return page;
        }
        return reconciler.probes().next(now.toNanos());
    }

    /**
     * Whether a call may be worth sending now; if not, {@link #next} gives none. To be asked before a permit is taken, which
     * others may need.
     */
    public boolean isDue(Duration now) {
        return isBusy() || sweeps.hasNext(now.toNanos());
    }

    /** Something may be worth a call at any moment. */
    private boolean isBusy() {
        return every.compareTo(LOOK_AGAIN) < 0
                || !reconciler.ledger().suspects().isEmpty();
    }

    /**
     * How long nothing will be worth sending unless an answer comes first; at most as long as the cadence.
     *
     * @return more than zero
     */
    public Duration idle(Duration now) {
        Duration round = Duration.ofNanos(sweeps.nextRound()).minus(now);
        boolean soon = isBusy() || round.isNegative() || round.isZero();
        return soon ? LOOK_AGAIN : round.compareTo(every) < 0 ? round : every;
    }

    /** Takes word of how many calls a second can be sent now; ten until told. Ages are measured by it, and nothing else. */
    public void rate(double callsPerSecond) {
        pulse.rate(callsPerSecond);
    }

    /**
     * Takes an answer.
     *
     * @throws TooManyRowsException if the list is longer than can be walked
     */
    public FeedStep answered(PageAnswer answer) {
        PageRequest request = answer.request();
        Optional<Sweeps.Run> run = sweeps.settle(request);
        Listing listing = run.map(Sweeps.Run::listing)
                .or(() -> attention.settle(request))
                .orElseGet(() -> reconciler.probes().listing(request));
        heard(answer.timing());
        reconciler.answered(listing, answer);
        pulse.answered(answer.timing());
        run.ifPresent(of -> of.sweep().answered(answer));
        return run.isPresent() ? progress(run.get(), answer.timing()) : step(Optional.empty(), answer.timing());
    }

    /**
     * Takes word that a call got no answer, retries included.
     *
     * @param timing when it was sent and when it was given up
     */
    public FeedStep failed(PageRequest request, TrackfluxException error, CallTiming timing) {
        Optional<Sweeps.Run> run = sweeps.settle(request);
        if (run.isEmpty()) {
            if (attention.settle(request).isPresent()) {
                return step(Optional.empty(), timing);
            }
            if (error instanceof PageNumberException && !request.position().isFirst()) {
                // Of what is left, only a walk over a group asks for a second page, and only after a full one.
                return answered(new PageAnswer(request, Page.EMPTY, timing));
            }
            reconciler.probes().failed(request, timing.received().toNanos());
            return step(Optional.empty(), timing);
        }
        if (error instanceof PageNumberException) {
            run.get().sweep().refused(request);
        } else {
            run.get().sweep().failed();
        }
        return progress(run.get(), timing);
    }

    private FeedStep progress(Sweeps.Run run, CallTiming timing) {
        Sweep sweep = run.sweep();
        if (sweep.state() == Sweep.State.OPEN || !sweeps.ended(run)) {
            return step(Optional.empty(), timing);
        }
        if (sweep.asked() >= Sweep.MOST_PAGES) {
            throw new TooManyRowsException("", "the list goes on after " + sweep.asked() + " pages");
        }
        boolean blank = run.listing().isBlank(sweep);
        pulse.swept(run.listing(), sweep.state(), blank, timing);
        Duration age = sweep.start().map(timing.received()::minus).orElse(Duration.ZERO);
        Instant startAt = timing.receivedAt().minus(age);
        reconciler.swept(run.listing(), sweep, startAt, timing.receivedAt());
        boolean seen = sweep.state() != Sweep.State.BROKEN && !blank;
        return step(seen ? reconciler.checkpoint(query, timing) : Optional.empty(), timing);
    }

    /** Notices how long nobody has looked, which is to be told before what this answer tells. */
    private void heard(CallTiming timing) {
        Ledger ledger = reconciler.ledger();
        Optional<Silence.Span> silent = silence.heard(timing);
        if (lookedUntil != null) {
            ledger.resumed(lookedUntil, timing);
            lookedUntil = null;
        } else if (ledger.hasBaseline()) {
            silent.ifPresent(ledger.events()::silent);
        }
    }

    private FeedStep step(Optional<Checkpoint> checkpoint, CallTiming timing) {
        Ledger ledger = reconciler.ledger();
        if (paging.isIgnored()) {
            ledger.note(Anomaly.PAGING_IGNORED);
        }
        if (paging.isCapped()) {
            ledger.note(Anomaly.PAGE_SIZE_CAPPED);
        }
        FeedHealth health = pulse.health(ledger, timing);
        return new FeedStep(ledger.events().take(), checkpoint.map(Checkpoint::view), checkpoint, health);
    }
}
