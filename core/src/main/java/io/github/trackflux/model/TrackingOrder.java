package io.github.trackflux.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One open copy-trading position of the follower, as one answer of <em>Get Current Tracking Orders</em> showed it.
 *
 * <p>Numbers are normalised: {@code 0.0010} and {@code 0.001} are the same state. "Not set" is {@link Optional#empty()},
 * whichever way the exchange says it ({@code ""}, {@code null}, {@code "-1"} for times, {@code "0"} for the close
 * fields). The endpoint shows no mark price, no profit, and nothing at all of an order that is gone.
 *
 * @param trackingNo the field "trackingNo", the order's number; unique, never used again
 * @param traderId the field "traderId"; the exchange may mask it with asterisks
 * @param traderName the field "traderName", chosen by the trader: treat it as hostile text
 * @param openOrderId the field "openOrderId"
 * @param closeOrderId the field "closeOrderId"
 * @param symbol the field "symbol", the trading pair
 * @param side the field "posSide"
 * @param leverage the field "openLeverage"
 * @param openPrice the field "openPriceAvg" or the field "openAvgPrice", the average entry price
 * @param openTime the field "openTime"
 * @param openSize the field "openSize"
 * @param margin the field "openMarginSz"
 * @param openFee the field "openFee"; negative when paid
 * @param closePrice the field "closeAvgPrice" or the field "closePriceAvg"
 * @param closeSize the field "closeSize"; set while the position is partly closed
 * @param closeTime the field "closeTime"
 * @param extra fields that this version does not know, as their JSON text
 */
public record TrackingOrder(
        String trackingNo,
        Optional<String> traderId,
        Optional<String> traderName,
        Optional<String> openOrderId,
        Optional<String> closeOrderId,
        String symbol,
        PositionSide side,
        Optional<BigDecimal> leverage,
        Optional<BigDecimal> openPrice,
        Optional<Instant> openTime,
        Optional<BigDecimal> openSize,
        Optional<BigDecimal> margin,
        Optional<BigDecimal> openFee,
        Optional<BigDecimal> closePrice,
        Optional<BigDecimal> closeSize,
        Optional<Instant> closeTime,
        Map<String, String> extra) {

    private static final int LARGEST_SCALE = 64;

    /**
     * An order with its numbers normalised.
     *
     * @throws IllegalArgumentException if a number has a scale beyond 64
     */
    public TrackingOrder {
        leverage = normal(leverage);
        openPrice = normal(openPrice);
        openSize = normal(openSize);
        margin = normal(margin);
        openFee = normal(openFee);
        closePrice = normal(closePrice);
        closeSize = normal(closeSize);
        extra = Map.copyOf(extra);
    }

    private static Optional<BigDecimal> normal(Optional<BigDecimal> number) {
        // One of no scale is normal already, and the scale says so for free.
        return number.isEmpty() || number.get().scale() == 0 ? number : Optional.of(normal(number.get()));
    }

    /** Equal numbers become equal objects, and print plainly. */
    private static BigDecimal normal(BigDecimal number) {
        // Before any arithmetic: 1E1000000 is a short text and a long number.
        if (Math.abs((long) number.scale()) > LARGEST_SCALE) {
            throw new IllegalArgumentException("scale must be -64 to 64, was " + number.scale());
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Whether the row itself says that nothing of the position is left: closed at a time, and not less than was opened. */
    public boolean saysClosed() {
        return closeTime.isPresent()
                && closeSize.isPresent()
                && openSize.isPresent()
                && closeSize.get().compareTo(openSize.get()) >= 0;
    }

    /** Whether both show the same state: equal in every field of {@link OrderField}, whatever name or extra they carry. */
    @SuppressWarnings("ReferenceEquality") // the shortcut for a row that was read once and shown often
    public boolean sameState(TrackingOrder other) {
        return this == other || OrderField.differences(this, other).isEmpty();
    }

    /** All fields in one line that is fit for a log: text that others chose is cut, and has no control characters. */
    @Override
    public String toString() {
        return "TrackingOrder[trackingNo=" + LogText.of(trackingNo) + ", traderId=" + LogText.of(traderId)
                + ", traderName=" + LogText.of(traderName) + ", openOrderId=" + LogText.of(openOrderId)
                + ", closeOrderId=" + LogText.of(closeOrderId) + ", symbol=" + LogText.of(symbol) + ", side=" + side
                + ", leverage=" + shown(leverage) + ", openPrice=" + shown(openPrice) + ", openTime=" + shown(openTime)
                + ", openSize=" + shown(openSize) + ", margin=" + shown(margin) + ", openFee=" + shown(openFee)
                + ", closePrice=" + shown(closePrice) + ", closeSize=" + shown(closeSize) + ", closeTime="
                + shown(closeTime) + ", extra=" + LogText.of(extra) + "]";
    }

    private static String shown(Optional<?> value) {
        return value.map(Object::toString).orElse("-");
    }

    /** Whether the trader's id can be used to ask for this trader's orders: set, and not masked. */
    public boolean hasUsableTrader() {
        return traderId.isPresent() && traderId.get().indexOf('*') < 0;
    }

    /** The trader's id if it can be used to ask for this trader's orders; empty if it is not set, or masked. */
    public Optional<String> usableTrader() {
        return hasUsableTrader() ? traderId : Optional.empty();
    }
}
