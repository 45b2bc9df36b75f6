package io.github.trackflux.simulator.market;

/**
 * One tracking order as the endpoint spells it: every value the text that stands in the answer.
 *
 * <p>The fields are those of the response example of <em>Get Current Tracking Orders</em>, in its order, and {@code
 * openFee}, which only its table names. An order that did not change keeps the very same {@code Row} object, so a
 * reader may cache by identity.
 *
 * @param openAvgPrice called {@code openPriceAvg} in the document's table
 * @param openTime milliseconds since the epoch
 * @param closeTime milliseconds since the epoch, {@code "0"} while the order is open
 * @param openFee negative when paid
 */
public record Row(
        String trackingNo,
        String traderName,
        String openOrderId,
        String closeOrderId,
        String traderId,
        String symbol,
        String posSide,
        String openLeverage,
        String openAvgPrice,
        String openTime,
        String openSize,
        String closeAvgPrice,
        String closeSize,
        String openMarginSz,
        String closeTime,
        String openFee) {

    /** Returns this row under another trader. */
    public Row withTrader(String newTraderId, String newTraderName) {
        return new Row(
                trackingNo,
                newTraderName,
                openOrderId,
                closeOrderId,
                newTraderId,
                symbol,
                posSide,
                openLeverage,
                openAvgPrice,
                openTime,
                openSize,
                closeAvgPrice,
                closeSize,
                openMarginSz,
                closeTime,
                openFee);
    }

    /** Returns this row in another symbol: what no real order does. */
    public Row withSymbol(String newSymbol) {
        return new Row(
                trackingNo,
                traderName,
                openOrderId,
                closeOrderId,
                traderId,
                newSymbol,
                posSide,
                openLeverage,
                openAvgPrice,
                openTime,
                openSize,
                closeAvgPrice,
                closeSize,
                openMarginSz,
                closeTime,
                openFee);
    }

    /** Returns this row with another leverage and margin. */
    public Row withMargin(String leverage, String margin) {
        return new Row(
                trackingNo,
                traderName,
                openOrderId,
                closeOrderId,
                traderId,
                symbol,
                posSide,
                leverage,
                openAvgPrice,
                openTime,
                openSize,
                closeAvgPrice,
                closeSize,
                margin,
                closeTime,
                openFee);
    }

    /** Returns this row with a part of it closed. */
    public Row withClosedPart(String averagePrice, String size) {
        return new Row(
                trackingNo,
                traderName,
                openOrderId,
                closeOrderId,
                traderId,
                symbol,
                posSide,
                openLeverage,
                openAvgPrice,
                openTime,
                openSize,
                averagePrice,
                size,
                openMarginSz,
                closeTime,
                openFee);
    }

    /** Returns this row as it would say of itself that it is closed, whole, by one closing order. */
    public Row withClose(String orderId, String averagePrice, String time) {
        return new Row(
                trackingNo,
                traderName,
                openOrderId,
                orderId,
                traderId,
                symbol,
                posSide,
                openLeverage,
                openAvgPrice,
                openTime,
                openSize,
                averagePrice,
                openSize,
                openMarginSz,
                time,
                openFee);
    }
}
