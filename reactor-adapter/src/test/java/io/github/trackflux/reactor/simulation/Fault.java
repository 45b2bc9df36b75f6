package io.github.trackflux.reactor.simulation;

import static io.github.trackflux.reactor.simulation.Invariant.NO_LOST_CLOSE;
import static io.github.trackflux.reactor.simulation.Invariant.NO_MISSED_OPEN;
import static io.github.trackflux.reactor.simulation.Invariant.STATE;

import io.github.trackflux.page.Dialect;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.exchange.Envelope.Shape;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.exchange.Quoting;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.simulator.exchange.RowStyle;
import io.github.trackflux.simulator.listing.ListOrder;
import java.time.Duration;

/**
 * What goes wrong at an exchange, on the way to it, or on this machine. Every invariant is promised under each of them,
 * but for those that its comment excuses: there the exchange breaks what a proof rests on.
 */
enum Fault {
    /** The row at the end of a page closes, or the one that begins the next, again and again. */
    CLOSES_AT_BORDERS {
        @Override
        void strike(Draft draft) {
            int off = draft.random.nextInt(2);
            draft.often(draft.untilCalm(), 300, 900, world -> Hands.closeAt(world.market(), 49 + off, 50));
        }
    },
    /** Several orders open at once, at the head of a newest-first list. */
    OPENS_IN_BURSTS {
        @Override
        void strike(Draft draft) {
            draft.often(draft.untilCalm(), 1000, 4000, world -> Hands.open(world.market(), 6));
        }
    },
    /** A trader closes everything in one moment, perhaps a hundred orders. */
    CLOSES_IN_BURSTS {
        @Override
        void strike(Draft draft) {
            draft.often(draft.untilCalm(), 6000, 25000, world -> Hands.closeTrader(world.market()));
        }
    },
    /** The list is a page long, then one row longer or shorter, to and fro; also two and three pages. */
    AROUND_A_PAGE {
        @Override
        void strike(Draft draft) {
            int rows = draft.oneOf(49, 50, 51, 99, 100, 101, 150);
            draft.market = draft.market.withOrders(rows).withRates(0.1, 0.1, 0.5);
            draft.often(draft.untilCalm(), 200, 700, world -> Hands.hover(world.market(), rows));
        }
    },
    /** Every order closes; later others open. */
    EMPTIES {
        @Override
        void strike(Draft draft) {
            draft.market = draft.market.withOrders(draft.oneOf(1, 4, 30, 60)).withRates(0.2, 0.2, 0.2);
            long at = draft.span(Duration.ofSeconds(20)).from();
            draft.at(at, world -> {
                world.market().steerTo(0);
                Hands.closeAll(world.market());
            });
            draft.at(
                    at + draft.between(2000, 20000).toNanos(),
                    world -> world.market().steerTo(30));
        }
    },
    /** An empty list and success, for half a second, shorter than the empty guard. */
    EMPTY_FOR_A_MOMENT {
        @Override
        void strike(Draft draft) {
            for (int i = 0; i < 4; i++) {
                draft.quirk(Quirks.spuriousEmpty().when(draft.during(Duration.ofMillis(500))));
            }
        }
    },
    /** The same for longer than any guard. Excused: false closes; they are taken back. */
    EMPTY_FOR_LONG {
        @Override
        void strike(Draft draft) {
            draft.misleads();
            draft.quirk(Quirks.spuriousEmpty().when(draft.during(Duration.ofSeconds(draft.oneOf(10, 30)))));
        }
    },
    /** {@code data} is null, or its list is, now and then. */
    NULL_DATA {
        @Override
        void strike(Draft draft) {
            draft.quirk(draft.shared(Quirks.data(draft.oneOf(Shape.NULL, Shape.NULL_LIST)), 0.05));
        }
    },
    /** {@code data} is missing or an empty object, now and then. */
    MISSING_DATA {
        @Override
        void strike(Draft draft) {
            draft.quirk(draft.shared(Quirks.data(draft.oneOf(Shape.MISSING, Shape.EMPTY_OBJECT)), 0.2));
        }
    },
    /** Oldest first, or by update. */
    OTHER_ORDER {
        @Override
        void strike(Draft draft) {
            ListOrder order = draft.oneOf(ListOrder.OLDEST, ListOrder.UPDATED);
            draft.exchange(exchange -> exchange.withOrder(order));
        }
    },
    /** Orders of the same second come in another order each time. Excused: that three sweeps see everything. */
    UNSTABLE_ORDER {
        @Override
        void strike(Draft draft) {
            draft.excuse(NO_MISSED_OPEN);
            draft.exchange(exchange -> exchange.withOrder(ListOrder.UNSTABLE));
        }
    },
    /** The order changes in mid-run, again and again. */
    ORDER_FLIPS {
        @Override
        void strike(Draft draft) {
            ListOrder calm = draft.exchange.order();
            draft.oftenDrawn(draft.untilCalm(), 2000, 15000, () -> {
                ListOrder next = draft.oneOf(ListOrder.values());
                return world -> world.change(world.exchange().withOrder(next));
            });
            draft.at(
                    Draft.CALM.toNanos(), world -> world.change(world.exchange().withOrder(calm)));
        }
    },
    /** Each call is answered by one of two copies, one of them behind by less than the hold-down. */
    LAGGING_REPLICA {
        @Override
        void strike(Draft draft) {
            draft.lag = draft.between(100, 1900);
            draft.tracker = draft.tracker.withHoldDown(Duration.ofSeconds(2));
            draft.quirk(Quirks.replicas(Duration.ZERO, draft.lag));
        }
    },
    /** The same, behind by more. Excused: false closes; they are taken back. */
    REPLICA_BEYOND_HOLD_DOWN {
        @Override
        void strike(Draft draft) {
            draft.misleads();
            draft.lag = draft.between(3000, 10000);
            Draft.Span span = draft.untilCalm();
            draft.quirk(Quirks.replicas(Duration.ZERO, draft.lag)
                    .when(Calls.between(span.exchangeFrom(), span.exchangeUntil())));
        }
    },
    /** Pages hold fewer rows than were asked for. */
    CAPPED_PAGES {
        @Override
        void strike(Draft draft) {
            draft.quirk(Quirks.pageSizeCapped(draft.oneOf(20, 49)));
        }
    },
    /** The same from some moment on: what was the whole list is its beginning now. */
    CAP_FALLS {
        @Override
        void strike(Draft draft) {
            Draft.Span span = draft.span(Duration.ofSeconds(30));
            draft.quirk(Quirks.pageSizeCapped(draft.oneOf(20, 25))
                    .when(Calls.between(span.exchangeFrom(), Long.MAX_VALUE)));
        }
    },
    /** Every page number shows the first page. Excused, on lists of more than a page: whatever is not on it. */
    PAGE_NUMBER_IGNORED {
        @Override
        void strike(Draft draft) {
            draft.excuse(NO_LOST_CLOSE, NO_MISSED_OPEN, STATE);
            draft.quirk(Quirks.pageNoIgnored());
        }
    },
    /** Pages hold sixty rows, whatever was asked for. Excused on long lists: closes in groups of 50 to 60. */
    OVERFULL_PAGES {
        @Override
        void strike(Draft draft) {
            draft.unprovable();
            draft.quirk(Quirks.pageSizeForced(60));
        }
    },
    /** Symbol and trader are not looked at. Excused on a busy list: that every close is told. */
    FILTER_IGNORED {
        @Override
        void strike(Draft draft) {
            draft.hinders();
            draft.quirk(Quirks.filterIgnored());
        }
    },
    /** Some kind of filter finds nothing, ever. Excused on a busy list: that every close is told. */
    FILTER_FINDS_NOTHING {
        @Override
        void strike(Draft draft) {
            draft.hinders();
            int kind = draft.random.nextInt(4);
            draft.quirk(Quirks.filterFindsNothing(filter -> switch (kind) {
                case 0 -> filter.symbol() != null;
                case 1 -> filter.traderId() != null;
                case 2 -> filter.narrows();
                default -> filter.symbol() != null && filter.symbol().startsWith("$");
            }));
        }
    },
    /** A kind of filter that works finds nothing any more, for a while. Excused as before. */
    FILTER_BREAKS {
        @Override
        void strike(Draft draft) {
            draft.hinders();
            int kind = draft.random.nextInt(3);
            Draft.Span span = draft.untilCalm();
            draft.quirk(Quirks.filterFindsNothing(filter -> switch (kind) {
                        case 0 -> filter.symbol() != null;
                        case 1 -> filter.traderId() != null;
                        default -> filter.narrows();
                    })
                    .when(Calls.between(span.exchangeFrom(), span.exchangeUntil())));
        }
    },
    /** Ten asterisks stand for every trader, and find nothing. Excused on a busy list: that every close is told. */
    TRADERS_MASKED {
        @Override
        void strike(Draft draft) {
            draft.hinders();
            draft.quirk(Quirks.tradersMasked());
        }
    },
    /** The last row of a page comes twice, the second time with another content. */
    ROWS_REPEATED {
        @Override
        void strike(Draft draft) {
            draft.quirk(draft.shared(Quirks.rowRepeated(), 0.2));
        }
    },
    /** A number that has been known for a while is shown under another symbol, now and then. */
    OTHER_IDENTITY {
        @Override
        void strike(Draft draft) {
            // A row that does not fit the filter that was asked with: the filter is never trusted again.
            draft.hinders();
            Draft.Span late = new Draft.Span(Duration.ofSeconds(10).toNanos(), Draft.CALM.toNanos());
            draft.quirk(draft.shared(Hands.otherIdentity(), 0.1, late));
        }
    },
    /** Closed orders stay in the list for a while, in rows that say so. */
    ROWS_SAY_CLOSED {
        @Override
        void strike(Draft draft) {
            draft.exchange(exchange -> exchange.withLinger(draft.between(300, 5000)));
        }
    },
    /** An index loses a row for 300 ms whenever it is rewritten. Excused: false closes; they are taken back. */
    INDEX_DROPS {
        @Override
        void strike(Draft draft) {
            draft.misleads();
            Draft.Span span = draft.untilCalm();
            draft.quirk(Quirks.rowsDroppedAfterUpdate(Duration.ofMillis(300))
                    .when(Calls.between(span.exchangeFrom(), span.exchangeUntil())));
        }
    },
    /** A page behind the last is an error. */
    ERROR_PAST_THE_END {
        @Override
        void strike(Draft draft) {
            draft.quirk(Quirks.errorPastTheEnd());
        }
    },
    /** Some calls fail, or all for some seconds. */
    SERVER_ERRORS {
        @Override
        void strike(Draft draft) {
            Quirk error = Quirks.refusal(Refusal.SERVER_ERROR);
            draft.quirk(draft.shared(error, draft.oneOf(0.02, 0.1, 0.3)));
            draft.quirk(error.when(draft.during(Duration.ofSeconds(3))));
        }
    },
    /** Calls are refused as too many, for seconds, though they are not. */
    THROTTLED {
        @Override
        void strike(Draft draft) {
            Quirk refusal = Quirks.refusal(Refusal.TOO_MANY_REQUESTS);
            draft.quirk(refusal.when(draft.during(draft.between(500, 20000))));
        }
    },
    /** Another program of the same user eats a part of the limit. */
    LIMIT_SHARED {
        @Override
        void strike(Draft draft) {
            draft.often(draft.untilCalm(), 100, 1000, World::foreignCall);
        }
    },
    /** The exchange says that it is being upgraded. */
    MAINTENANCE {
        @Override
        void strike(Draft draft) {
            draft.quirk(Quirks.refusal(Refusal.MAINTENANCE).when(draft.during(draft.between(1000, 15000))));
        }
    },
    /** The server pages by id cursor; that is to be found out. */
    OTHER_DIALECT {
        @Override
        void strike(Draft draft) {
            draft.exchange(exchange -> exchange.withDialect(io.github.trackflux.simulator.exchange.Dialect.ID_CURSOR));
        }
    },
    /** The server pages by id cursor, and that is known. */
    DIALECT_PINNED {
        @Override
        void strike(Draft draft) {
            OTHER_DIALECT.strike(draft);
            draft.tracker = draft.tracker.withDialect(Dialect.ID_CURSOR);
        }
    },
    /** Names, quotes and fields are other than documented. */
    SPELLINGS {
        @Override
        void strike(Draft draft) {
            draft.quirk(Quirks.priceName(draft.oneOf(RowStyle.PriceName.values())));
            draft.quirk(Quirks.numbers(draft.oneOf(Quoting.values())));
            draft.quirk(Quirks.requestTime(draft.oneOf(Quoting.values())));
            draft.quirk(Quirks.extraField("followType", "{\"deep\":[1,null]}"));
            draft.quirk(Quirks.fieldOmitted(draft.oneOf("openFee", "closeOrderId", "traderName")));
        }
    },
    /** Rows cannot be read, some not even by their number. */
    UNREADABLE_ROWS {
        @Override
        void strike(Draft draft) {
            draft.quirk(draft.shared(Quirks.unreadableRow(), 0.1));
            draft.quirk(draft.shared(Quirks.numberlessRow(), 0.1));
        }
    },
    /** Calls take up to three seconds, so that many are out at once and answers overtake each other. */
    SLOW_NETWORK {
        @Override
        void strike(Draft draft) {
            draft.network = draft.network.troubled(RoundTrip.millis(1550, 1450), 0, Draft.CALM);
        }
    },
    /** Answers overtake each other. */
    ANSWERS_REORDERED {
        @Override
        void strike(Draft draft) {
            draft.network = draft.network.troubled(RoundTrip.millis(320, 310), 0, Draft.CALM);
        }
    },
    /** Calls or their answers are lost. */
    CALLS_LOST {
        @Override
        void strike(Draft draft) {
            draft.network = draft.network.troubled(draft.network.troubled(), draft.oneOf(0.01, 0.1), Draft.CALM);
        }
    },
    /** The program is killed again and again, at any step, and goes on from a checkpoint that may be some steps old. */
    KILLED {
        @Override
        void strike(Draft draft) {
            Draft.Span span = new Draft.Span(0, Draft.CALM.minusSeconds(12).toNanos());
            draft.oftenDrawn(span, 1000, 20000, () -> {
                Duration down = draft.between(20, draft.oneOf(300, 3000, 12000));
                return world -> world.kill(down);
            });
        }
    },
    /** This machine's clock is wrong by more than the exchange accepts. */
    CLOCK_WRONG {
        @Override
        void strike(Draft draft) {
            draft.skew = Duration.ofSeconds(draft.oneOf(-40, 40, 86_400));
        }
    };

    abstract void strike(Draft draft);
}
