package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.strategy.MirrorState.Leg;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Does in small what a trader does, within limits. How it reads what a feed can tell:
 *
 * <table border="1">
 * <caption>what it does</caption>
 * <tr><td>{@code Existing}</td><td>enters nothing: the trader bought at another time, at another price. After a restart it
 * is what is held already, and may have become less</td></tr>
 * <tr><td>{@code Opened}</td><td>enters, if the news is {@code LIVE}. A late find, or one that was made after a restart, is
 * an entry that has been missed</td></tr>
 * <tr><td>{@code Updated}</td><td>holds less if the trader does, however late that is known; never more</td></tr>
 * <tr><td>{@code Closed}</td><td>leaves, however late that is known</td></tr>
 * <tr><td>{@code Reinstated}</td><td>takes its own leaving back, no more than it held: this is no new position. The
 * difference in price is what the false close has cost</td></tr>
 * <tr><td>{@code Synced}, {@code Gap}, health</td><td>nothing; see {@link Guard}</td></tr>
 * </table>
 *
 * <p><strong>Limits.</strong> No entry is larger than the cap. What was paid for all that is held in one symbol, long and
 * short together, never is more than the limit, in whatever order events come.
 *
 * @param trader whose orders; empty for everybody's
 * @param limits how much
 */
record Mirror(Optional<String> trader, Limits limits) implements Strategy<MirrorState> {
    private static final int QUANTITY_SCALE = 8;
    /** The least that an exchange takes. */
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(5);

    /**
     * How much may be held, in the currency of account.
     *
     * @param share of the trader's size, more than 0
     * @param cap of one entry
     * @param perSymbol of all that is held in a symbol
     */
    record Limits(BigDecimal share, BigDecimal cap, BigDecimal perSymbol) {
        Limits {
            if (share.signum() <= 0 || cap.signum() <= 0 || perSymbol.signum() <= 0) {
                throw new IllegalArgumentException(
                        "share, cap and limit must be more than 0, were " + share + ", " + cap + " and " + perSymbol);
            }
        }
    }

    @Override
    public MirrorState start() {
        return MirrorState.EMPTY;
    }

    @Override
    public Decision<MirrorState> decide(MirrorState state, Signal signal, Quotes quotes) {
        return signal instanceof Signal.Told told
                ? told.event().fold(new Turn(state, quotes))
                : Decision.nothing(state);
    }

    private boolean follows(TrackingOrder order) {
        return trader.isEmpty() || trader.equals(order.traderId());
    }

    /** What each kind of event leads to. */
    private final class Turn implements OrderEvent.Cases<Decision<MirrorState>> {
        private final MirrorState state;
        private final Quotes quotes;

        Turn(MirrorState state, Quotes quotes) {
            this.state = state;
            this.quotes = quotes;
        }

        @Override
        public Decision<MirrorState> existing(OrderEvent.Existing event) {
            return shrunk(event.order(), "less is open after a restart");
        }

        @Override
        public Decision<MirrorState> synced(OrderEvent.Synced event) {
            return Decision.nothing(state);
        }

        @Override
        public Decision<MirrorState> opened(OrderEvent.Opened event) {
            boolean missed = event.header().origin() != Origin.LIVE;
            if (missed || !follows(event.order()) || state.holds(event.order().trackingNo())) {
                return Decision.nothing(state);
            }
            return entered(event.order(), limits.share().multiply(left(event.order())), "opened");
        }

        @Override
        public Decision<MirrorState> updated(OrderEvent.Updated event) {
            return shrunk(event.after(), "closed in part");
        }

        @Override
        public Decision<MirrorState> closed(OrderEvent.Closed event) {
            String key = event.last().trackingNo();
            Leg leg = state.held().get(key);
            return leg == null
                    ? Decision.nothing(state)
                    : new Decision<>(state.closed(key), List.of(leg.target(key, BigDecimal.ZERO, "closed")));
        }

        @Override
        public Decision<MirrorState> reinstated(OrderEvent.Reinstated event) {
            String key = event.order().trackingNo();
            Leg left = state.left().get(key);
            return left == null || state.holds(key)
                    ? Decision.nothing(state)
                    : entered(event.order(), left.quantity(), "the close was taken back");
        }

        @Override
        public Decision<MirrorState> gap(OrderEvent.Gap event) {
            return Decision.nothing(state);
        }

        private Decision<MirrorState> entered(TrackingOrder order, BigDecimal wanted, String why) {
            BigDecimal price = quotes.price(order.symbol()).orElse(BigDecimal.ZERO);
            if (price.signum() <= 0 || !order.side().isKnown()) {
                return Decision.nothing(state);
            }
            BigDecimal room = limits.perSymbol().subtract(state.paidFor(order.symbol()));
            BigDecimal worth = wanted.multiply(price).min(limits.cap()).min(room);
            if (worth.compareTo(SMALLEST) < 0) {
                return Decision.nothing(state);
            }
            // Down, so that what was rounded never is more than the limit.
            BigDecimal quantity = worth.divide(price, QUANTITY_SCALE, RoundingMode.DOWN);
            if (quantity.signum() == 0) {
                return Decision.nothing(state);
            }
            Leg leg = new Leg(order.symbol(), order.side(), price, quantity, quantity, left(order));
            Target target = leg.target(order.trackingNo(), quantity, why);
            return new Decision<>(state.entered(order.trackingNo(), leg), List.of(target));
        }

        private Decision<MirrorState> shrunk(TrackingOrder order, String why) {
            Leg leg = state.held().get(order.trackingNo());
            if (leg == null || order.openSize().isEmpty() || leg.whole().signum() <= 0) {
                return Decision.nothing(state);
            }
            BigDecimal quantity =
                    leg.entered().multiply(left(order)).divide(leg.whole(), QUANTITY_SCALE, RoundingMode.DOWN);
            if (quantity.compareTo(leg.quantity()) >= 0) {
                return Decision.nothing(state);
            }
            Target target = leg.target(order.trackingNo(), quantity, why);
            return new Decision<>(state.entered(order.trackingNo(), leg.withQuantity(quantity)), List.of(target));
        }
    }

    /** How much of the trader's order is open. */
    private static BigDecimal left(TrackingOrder order) {
        BigDecimal opened = order.openSize().orElse(BigDecimal.ZERO);
        return opened.subtract(order.closeSize().orElse(BigDecimal.ZERO)).max(BigDecimal.ZERO);
    }
}
