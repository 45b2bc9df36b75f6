package io.github.trackflux.reactor.simulation;

import io.github.trackflux.simulator.exchange.Page;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.market.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What plans do to a market by hand, and to a page. Nothing here is left to chance. */
final class Hands {
    private static final long SETTLED = Duration.ofSeconds(10).toNanos();

    private Hands() {}

    /** Closes the order in that place of a newest-first list, and in every so many places after it. */
    static void closeAt(Market market, int place, int distance) {
        List<OrderState> newest = newestFirst(market);
        for (int i = place; i < newest.size(); i += distance) {
            market.close(newest.get(i).trackingNo());
        }
    }

    static void open(Market market, int count) {
        for (int i = 0; i < count; i++) {
            int place = market.size() + i;
            List<String> traders = market.traderIds();
            List<String> symbols = market.symbols();
            market.open(symbols.get(place * 7 % symbols.size()), traders.get(place * 3 % traders.size()));
        }
    }

    /** Closes all orders of the trader with the most. */
    static void closeTrader(Market market) {
        market.closeAll(market.traderIds().get(0));
    }

    static void closeAll(Market market) {
        market.traderIds().forEach(market::closeAll);
    }

    /** One row more or less, about that many. */
    static void hover(Market market, int rows) {
        if (market.size() > rows) {
            market.close(newestFirst(market).get(rows / 2).trackingNo());
        } else {
            open(market, 1);
        }
    }

    /** Shows the first row that is not new under another symbol. */
    static Quirk otherIdentity() {
        return (Quirk.OnPage) (page, call) -> {
            List<Row> rows = new ArrayList<>(page.rows());
            for (int i = 0; i < rows.size(); i++) {
                if (Long.parseLong(rows.get(i).openTime()) * 1_000_000 < call.now() - SETTLED) {
                    rows.set(i, rows.get(i).withSymbol("OTHERUSDT"));
                    break;
                }
            }
            return new Page(rows);
        };
    }

    private static List<OrderState> newestFirst(Market market) {
        return market.openOrders().stream()
                .sorted(Comparator.comparingLong(OrderState::number).reversed())
                .toList();
    }
}
