package io.github.trackflux.reactor.simulation;

import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Position;
import io.github.trackflux.simulator.exchange.Dialect;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Outcome;
import io.github.trackflux.simulator.exchange.PageQuery;
import io.github.trackflux.simulator.exchange.Pages;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.simulator.listing.Filter;
import io.github.trackflux.simulator.listing.Window;
import io.github.trackflux.simulator.market.Market;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The exchange without bytes: reads what a request asks for and shows it as the decoder would. */
final class PlainServer {
    private static final int UNASKED = 20;

    private final Pages pages;
    private final Rows rows;
    private final Map<PageRequest, Page> last = new HashMap<>();
    private ExchangeSettings settings;

    PlainServer(Market market, ExchangeSettings settings, Rows rows) {
        this.pages = new Pages(market, settings);
        this.settings = settings;
        this.rows = rows;
    }

    ExchangeSettings settings() {
        return settings;
    }

    void change(ExchangeSettings newSettings) {
        settings = newSettings;
        pages.change(newSettings);
    }

    /** Plays the market up to now and answers. */
    Outcome answer(PageRequest request, long now) {
        return pages.read(new PageQuery(filter(request), window(request)), now);
    }

    /** The page that this was answered with last, if it shows the same: the decoder remembers pages, too. */
    Page page(PageRequest request, io.github.trackflux.simulator.exchange.Page shown) {
        return last.merge(request, page(shown), (before, now) -> before.equals(now) ? before : now);
    }

    private Page page(io.github.trackflux.simulator.exchange.Page shown) {
        Optional<String> endId =
                settings.dialect() == Dialect.ID_CURSOR && !shown.rows().isEmpty()
                        ? Optional.of(shown.endId())
                        : Optional.empty();
        return new Page(rows.orders(shown.rows()), shown.rows().size(), List.of(), endId, true);
    }

    static TrackfluxException error(Refusal refusal) {
        return new io.github.trackflux.call.Refusal(refusal.status(), refusal.code(), refusal.msg(), Optional.empty())
                .toException();
    }

    private static Filter filter(PageRequest request) {
        return new Filter(
                request.filter().productType().wire(),
                request.filter().symbol().orElse(null),
                request.filter().traderId().orElse(null));
    }

    /** A parameter of the other dialect is not looked at. */
    private Window window(PageRequest request) {
        if (request.position() instanceof Position.Numbered numbered) {
            return settings.dialect() == Dialect.PAGE_NUMBER
                    ? new Window.Numbered(numbered.number(), request.size())
                    : Window.Cursor.first(UNASKED);
        }
        Optional<String> below = ((Position.Below) request.position()).id();
        if (settings.dialect() == Dialect.PAGE_NUMBER) {
            return new Window.Numbered(1, UNASKED);
        }
        return below.map(id -> Window.Cursor.below(Long.parseLong(id), request.size()))
                .orElseGet(() -> Window.Cursor.first(request.size()));
    }
}
