package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.exchange.Quirk.OnEnvelope;
import io.github.trackflux.simulator.exchange.Quirk.OnHiding;
import io.github.trackflux.simulator.exchange.Quirk.OnLag;
import io.github.trackflux.simulator.exchange.Quirk.OnPage;
import io.github.trackflux.simulator.exchange.Quirk.OnQuery;
import io.github.trackflux.simulator.exchange.Quirk.OnRefusal;
import io.github.trackflux.simulator.exchange.Quirk.OnReply;
import io.github.trackflux.simulator.exchange.Quirk.OnRowJson;
import io.github.trackflux.simulator.exchange.Quirk.OnStyle;
import io.github.trackflux.simulator.listing.Filter;
import io.github.trackflux.simulator.listing.Window;
import io.github.trackflux.simulator.market.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The known oddities of the exchange. Each applies to every call; {@link Quirk#when} limits it. */
public final class Quirks {

    /** What stands for a trader whose id is not shown. */
    public static final String MASK = "**********";

    private Quirks() {}

    /** Answers with an error: {@link Refusal#SERVER_ERROR} for HTTP 500, {@link Refusal#TOO_MANY_REQUESTS} for a storm. */
    public static Quirk refusal(Refusal refusal) {
        return (OnRefusal) call -> Optional.of(refusal);
    }

    /** Shows at most so many rows, whatever was asked for. */
    public static Quirk pageSizeCapped(int size) {
        return (OnQuery) (query, call) -> query.window().size() <= size
                ? query
                : query.withWindow(query.window().withSize(size));
    }

    /** Shows pages of that size, whatever was asked for. */
    public static Quirk pageSizeForced(int size) {
        return (OnQuery) (query, call) -> query.withWindow(query.window().withSize(size));
    }

    /** Shows the first page, whichever was asked for. */
    public static Quirk pageNoIgnored() {
        return (OnQuery) (query, call) -> query.withWindow(
                query.window() instanceof Window.Numbered page
                        ? new Window.Numbered(1, page.pageSize())
                        : query.window());
    }

    /** Answers an empty page behind the first one with the error 40209. */
    public static Quirk errorPastTheEnd() {
        return (OnPage)
                (page, call) -> page.rows().isEmpty() && call.asked().pageNo() > 1 ? Refusal.NO_SUCH_PAGE : page;
    }

    /** Shows all orders, whatever symbol or trader was asked for. */
    public static Quirk filterIgnored() {
        return (OnQuery)
                (query, call) -> query.withFilter(Filter.all(query.filter().productType()));
    }

    /** Shows nothing for such filters, as for a symbol in another case, with a {@code $}, or a masked trader. */
    public static Quirk filterFindsNothing(Predicate<Filter> which) {
        return (OnPage) (page, call) -> which.test(call.asked().filter()) ? new Page(List.of()) : page;
    }

    /** Shows an empty list. */
    public static Quirk spuriousEmpty() {
        return (OnPage) (page, call) -> new Page(List.of());
    }

    /** Shows ten asterisks for every trader's id. */
    public static Quirk tradersMasked() {
        return (OnPage) (page, call) -> new Page(page.rows().stream()
                .map(row -> row.withTrader(MASK, row.traderName()))
                .toList());
    }

    /** Answers from one of several copies of the list, drawn for each call, so much behind; zero is none. */
    public static Quirk replicas(Duration... lags) {
        List<Duration> copies = List.of(lags);
        return (OnLag) (lag, call) -> copies.get(call.random().nextInt(copies.size()));
    }

    /** Leaves an order out of the whole list for so long after each of its updates, as an index that is rewritten does. */
    public static Quirk rowsDroppedAfterUpdate(Duration time) {
        long nanos = time.toNanos();
        return (OnHiding) call ->
                Optional.of(order -> order.changedAt() > order.openedAt() && call.now() - order.changedAt() < nanos);
    }

    /** Shows the page's last row twice, the second copy with another margin. */
    public static Quirk rowRepeated() {
        return (OnPage) (page, call) -> {
            if (page.rows().isEmpty()) {
                return page;
            }
            List<Row> rows = new ArrayList<>(page.rows());
            Row last = rows.get(rows.size() - 1);
            rows.add(last.withMargin(last.openLeverage(), last.openMarginSz() + "1"));
            return new Page(rows);
        };
    }

    /** Gives the opening price that name. */
    public static Quirk priceName(RowStyle.PriceName name) {
        return (OnStyle) (style, call) -> style.withPriceName(name);
    }

    /** Writes the numbers in rows in quotes or bare. */
    public static Quirk numbers(Quoting quoting) {
        return (OnStyle) (style, call) -> style.withNumbers(quoting);
    }

    /** Adds a field to every row, its value already JSON. */
    public static Quirk extraField(String field, String json) {
        return (OnStyle) (style, call) -> style.with(field, json);
    }

    /** Leaves a field out of every row. */
    public static Quirk fieldOmitted(String field) {
        return (OnStyle) (style, call) -> style.without(field);
    }

    /** Makes one row of the page unreadable, all but its number. */
    public static Quirk unreadableRow() {
        return broken("{\"trackingNo\":\"%s\",\"symbol\":{\"BTC\":[1]},\"openTime\":\"soon\",\"openSize\":[]}");
    }

    /** Makes one row of the page unreadable, its number too. */
    public static Quirk numberlessRow() {
        return broken("{\"trackingNo\":null,\"symbol\":{\"BTC\":[1]},\"openTime\":\"soon\",\"openSize\":[]}");
    }

    private static Quirk broken(String form) {
        return (OnRowJson) (json, rows, call) -> {
            if (json.isEmpty()) {
                return json;
            }
            int victim = call.random().nextInt(json.size());
            List<byte[]> changed = new ArrayList<>(json);
            String broken = form.replace("%s", rows.get(victim).trackingNo());
            changed.set(victim, broken.getBytes(StandardCharsets.UTF_8));
            return changed;
        };
    }

    /** Gives {@code data} that shape. */
    public static Quirk data(Envelope.Shape shape) {
        return (OnEnvelope) (envelope, call) -> envelope.withShape(shape);
    }

    /** Adds a header, such as {@code Retry-After}, or changes one. */
    public static Quirk header(String name, String value) {
        return (OnReply) (reply, call) -> reply.withHeader(name, value);
    }

    /** Writes {@code requestTime} in quotes or bare. */
    public static Quirk requestTime(Quoting quoting) {
        return (OnEnvelope) (envelope, call) -> envelope.withRequestTime(quoting);
    }
}
