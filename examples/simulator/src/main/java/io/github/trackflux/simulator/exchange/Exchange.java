package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.listing.Filter;
import io.github.trackflux.simulator.market.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * <em>Get Current Tracking Orders</em> of one follower, from the request to the bytes of the answer.
 *
 * <p>Checked are, in this order: path and method; key, passphrase, timestamp (30 s) and signature; the limit; the
 * parameters. A call that is refused by the gate or the limiter does not count towards the limit; one with wrong
 * parameters does. {@code GET /api/v2/public/time} answers without a key and without a limit.
 *
 * <p><b>Time:</b> handed in with every call, and never going back. <b>Threading:</b> none, one caller at a time.
 */
public final class Exchange {

    /** Where the orders are. */
    public static final String ORDERS_PATH = "/api/v2/copy/mix-follower/query-current-orders";
    /** Where the time is. */
    public static final String TIME_PATH = "/api/v2/public/time";

    private static final String REMAINING = "x-mbx-used-remain-limit";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json;charset=UTF-8");

    private final Market market;
    private final Pages pages;
    private final Limiter limiter = new Limiter();
    private final RowJson rowJson = new RowJson();
    private final List<CallListener> listeners = new ArrayList<>();
    private ExchangeSettings settings;
    private Gate gate;

    /** Makes an exchange that shows that market to the holder of the account. */
    public Exchange(Market market, Account account, ExchangeSettings settings) {
        this.market = market;
        this.settings = settings;
        this.gate = new Gate(List.of(account));
        this.pages = new Pages(market, settings);
    }

    /** Returns how it behaves. */
    public ExchangeSettings settings() {
        return settings;
    }

    /** Behaves otherwise from now on; the seed stays. */
    public void change(ExchangeSettings newSettings) {
        settings = newSettings;
        pages.change(newSettings);
    }

    /** Knows these keys, and no others, from now on; they are one user's and share the limit. */
    public void accounts(Account... accounts) {
        gate = new Gate(List.of(accounts));
    }

    /** Tells of every call from now on. */
    public void listen(CallListener listener) {
        listeners.add(listener);
    }

    /** Counts a call that another program of the same user made; returns whether the limit had room for it. */
    public boolean foreignCall(long now) {
        return limiter.admit(now, settings.limit());
    }

    /** Returns how many more calls would be answered now. */
    public int remaining(long now) {
        return limiter.remaining(now, settings.limit());
    }

    /**
     * Plays the market up to a moment and answers a call.
     *
     * @param request the call
     * @param now nanoseconds since the epoch
     */
    public Reply answer(Request request, long now) {
        market.advanceTo(now);
        Reply reply = decide(request, now);
        for (CallListener listener : listeners) {
            listener.answered(request, reply, now);
        }
        return reply;
    }

    /**
     * Returns a call as it arrives, before any check; one that cannot be read asks for the first page of everything.
     *
     * @param request the call
     * @param now nanoseconds since the epoch
     * @param number of the call
     * @param random what conditions draw from
     */
    public Call arrival(Request request, long now, long number, RandomGenerator random) {
        try {
            return new Call(asked(request), now, number, random);
        } catch (Refused unreadable) {
            return new Call(PageQuery.numbered(Filter.all("USDT-FUTURES"), 1, 20), now, number, random);
        }
    }

    private Reply decide(Request request, long now) {
        try {
            if (!request.method().equals("GET")) {
                throw new Refused(Refusal.NOT_FOUND);
            }
            return switch (request.path()) {
                case TIME_PATH -> new Reply(200, "00000", 0, JSON, BodyJson.serverTime(millis(now)));
                case ORDERS_PATH -> orders(request, now);
                default -> throw new Refused(Refusal.NOT_FOUND);
            };
        } catch (Refused refused) {
            return error(refused.refusal(), now, JSON);
        }
    }

    private Reply orders(Request request, long now) {
        gate.check(request, millis(now));
        boolean admitted = limiter.admit(now, settings.limit());
        Map<String, String> headers =
                Map.of("Content-Type", "application/json;charset=UTF-8", REMAINING, Integer.toString(remaining(now)));
        if (!admitted) {
            return error(Refusal.TOO_MANY_REQUESTS, now, headers);
        }
        try {
            Call call = pages.call(asked(request), now);
            Outcome outcome = pages.read(call);
            Reply reply = outcome instanceof Refusal refusal
                    ? error(refusal, now, headers)
                    : success((Page) outcome, call, headers);
            return pages.quirks().reply(reply, call);
        } catch (Refused refused) {
            return error(refused.refusal(), now, headers);
        }
    }

    private PageQuery asked(Request request) {
        Parameters parameters = Parameters.of(request.query());
        Filter filter = parameters.filter();
        return new PageQuery(filter, settings.dialect().window(parameters));
    }

    private Reply success(Page page, Call call, Map<String, String> headers) {
        QuirkSet quirks = pages.quirks();
        Envelope envelope = quirks.envelope(Envelope.of(settings.dialect()), call);
        if (!envelope.shape().showsRows()) {
            byte[] body = BodyJson.success(envelope, "", List.of(), millis(call.now()));
            return new Reply(200, "00000", 0, headers, body);
        }
        List<byte[]> written = rowJson.write(page.rows(), quirks.style(RowStyle.documented(), call));
        List<byte[]> rows = quirks.json(written, page.rows(), call);
        byte[] body = BodyJson.success(envelope, page.endId(), rows, millis(call.now()));
        return new Reply(200, "00000", rows.size(), headers, body);
    }

    private Reply error(Refusal refusal, long now, Map<String, String> headers) {
        return new Reply(refusal.status(), refusal.code(), 0, headers, BodyJson.error(refusal, millis(now)));
    }

    private long millis(long now) {
        return Math.floorDiv(now, 1_000_000L) + settings.clockOffset().toMillis();
    }
}
