package io.github.trackflux.simulator.market;

import io.github.trackflux.simulator.market.Crowd.Instrument;
import io.github.trackflux.simulator.market.Crowd.Trader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;

/** Draws what rows say: new orders, partial closes, changes of margin, closes. */
final class RowDraft {

    private static final int[] LEVERAGES = {5, 10, 20, 25, 47, 50, 75, 100, 125};
    private static final long FIRST_NUMBER = 1_000_000_000_000_000_000L;
    private static final int SIZE_SCALE = 4;
    private static final int SHOWN_SIZE_SCALE = 16;

    private final RandomGenerator random;
    private final PriceWalk walk;
    private long lastNumber;

    RowDraft(RandomGenerator random, double volatility) {
        this.random = random;
        this.walk = new PriceWalk(volatility, random);
    }

    /** A number of 19 digits that was never given before: the milliseconds, then 20 bits that look random. */
    long nextNumber(long at) {
        lastNumber = Math.max(lastNumber + 1, id(at));
        return lastNumber;
    }

    Row open(long number, long at, Trader trader, Instrument instrument) {
        int leverage = LEVERAGES[random.nextInt(LEVERAGES.length)];
        BigDecimal price = price(walk.price(instrument.symbol(), instrument.price(), at));
        BigDecimal notional = BigDecimal.valueOf(leverage * (10L + random.nextInt(500)));
        BigDecimal size = notional.divide(price, SIZE_SCALE, RoundingMode.DOWN).max(BigDecimal.valueOf(10, SIZE_SCALE));
        String orderId = Long.toString(id(at));
        String side = random.nextBoolean() ? "long" : "short";
        return row(
                number,
                at,
                trader,
                orderId,
                new NewOrder(instrument.symbol(), trader.id(), side, size, price, leverage));
    }

    Row open(long number, long at, Trader trader, NewOrder wanted) {
        return row(number, at, trader, Long.toString(id(at)), wanted);
    }

    private static Row row(long number, long at, Trader trader, String orderId, NewOrder wanted) {
        BigDecimal worth = wanted.size().multiply(wanted.price());
        BigDecimal margin = worth.divide(BigDecimal.valueOf(wanted.leverage()), 4, RoundingMode.HALF_UP);
        BigDecimal fee = worth.multiply(new BigDecimal("-0.0006"));
        return new Row(
                Long.toString(number),
                trader.name(),
                orderId,
                "",
                trader.id(),
                wanted.symbol(),
                wanted.side(),
                Integer.toString(wanted.leverage()),
                wanted.price().toPlainString(),
                Long.toString(Math.floorDiv(at, 1_000_000L)),
                shownSize(wanted.size()),
                "0",
                shownSize(BigDecimal.ZERO),
                margin.toPlainString(),
                "0",
                fee.setScale(8, RoundingMode.HALF_UP).toPlainString());
    }

    /** Six in ten a partial close, three a change of margin, one of leverage. Never the same row again. */
    Row update(Row row, long at) {
        int dice = random.nextInt(10);
        BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(-SIZE_SCALE);
        BigDecimal left = new BigDecimal(row.openSize()).subtract(new BigDecimal(row.closeSize()));
        if (dice < 6 && left.compareTo(step.add(step)) >= 0) {
            BigDecimal part = left.multiply(BigDecimal.valueOf(10 + random.nextInt(31), 2))
                    .setScale(SIZE_SCALE, RoundingMode.DOWN)
                    .max(step);
            return row.withClosedPart(closePrice(row, at), shownSize(new BigDecimal(row.closeSize()).add(part)));
        }
        BigDecimal margin = new BigDecimal(row.openMarginSz());
        String more =
                margin.add(BigDecimal.valueOf(1 + random.nextInt(50_000), 4)).toPlainString();
        String leverage =
                dice == 9 ? Integer.toString(LEVERAGES[random.nextInt(LEVERAGES.length)]) : row.openLeverage();
        return row.withMargin(leverage, more);
    }

    Row close(Row row, long at) {
        return row.withClose(Long.toString(id(at)), closePrice(row, at), Long.toString(Math.floorDiv(at, 1_000_000L)));
    }

    private String closePrice(Row row, long at) {
        double opened = Double.parseDouble(row.openAvgPrice());
        return price(walk.price(row.symbol(), opened, at)).toPlainString();
    }

    private long id(long at) {
        return FIRST_NUMBER + (Math.floorDiv(at, 1_000_000L) << 20) + random.nextInt(1 << 20);
    }

    /** Within the spread of what is given. */
    private BigDecimal price(double about) {
        int scale = about >= 1000 ? 1 : about >= 1 ? 4 : 8;
        BigDecimal price = new BigDecimal(about * (1 + walk.spread() * (2 * random.nextDouble() - 1)));
        return price.setScale(scale, RoundingMode.HALF_UP).max(BigDecimal.ONE.scaleByPowerOfTen(-scale));
    }

    private static String shownSize(BigDecimal size) {
        return size.setScale(SHOWN_SIZE_SCALE, RoundingMode.DOWN).toPlainString();
    }
}
