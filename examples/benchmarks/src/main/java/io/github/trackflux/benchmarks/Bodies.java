package io.github.trackflux.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Pages of 50 rows, about 19 KB, in the form of the endpoint's own example; the same for the same number. */
public final class Bodies {
    static final int ROWS = 50;
    /** So many answers one after the other before the first comes again. */
    private static final int ANSWERS = 64;
    /** What comes off the network is in the processor's cache, and 64 pages are not. */
    private static final int FEW = 4;

    private static final long EPOCH = 1_767_225_600_000L;
    private static final String ROW = """
            {"trackingNo":"%s","traderName":"trader-%d","openOrderId":"%d","closeOrderId":"","traderId":"%s",\
            "symbol":"%s","posSide":"%s","openLeverage":"%d","openAvgPrice":"%d.%02d","openTime":"%d",\
            "openSize":"0.%04d000000000000","closeAvgPrice":"0","closeSize":"0.0000000000000000",\
            "openMarginSz":"%d.%02d","openFee":"-0.%04d","closeTime":"0"}""";
    private static final String[] SYMBOLS = {
        "BTC",
        "ETH",
        "SOL",
        "XRP",
        "DOGE",
        "1000PEPE",
        "ADA",
        "AVAX",
        "LINK",
        "DOT",
        "LTC",
        "BCH",
        "UNI",
        "ATOM",
        "ETC",
        "FIL"
    };
    private static final int TRADERS = 24;

    private Bodies() {}

    /** What has become of the list from one answer to the next. */
    public enum Change {
        NOTHING("unchanged"),
        ONE_CHANGED("1 row of 50 changed"),
        ONE_INSERTED("1 row came at the head"),
        ONE_REMOVED("1 row gone"),
        ALL_CHANGED("all 50 rows changed"),
        COLD("cold: nothing was seen before");

        private final String label;

        Change(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Answers one after the other, each changed like this against the one before, and the first against the last. */
    public static byte[][] answers(Change change) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row(1_000 + ROWS - i, 0));
        }
        byte[][] answers = new byte[change == Change.NOTHING ? FEW : ANSWERS][];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < answers.length; i++) {
            switch (change) {
                case NOTHING -> {}
                case ONE_CHANGED -> {
                    int place = random.nextInt(ROWS);
                    rows.set(place, row(1_000 + ROWS - place, i + 1));
                }
                case ONE_INSERTED -> {
                    rows.add(0, row(2_000 + i, 0));
                    rows.remove(ROWS);
                }
                case ONE_REMOVED -> {
                    // A list of several pages: one that nobody has seen comes up from the next.
                    rows.remove(random.nextInt(ROWS));
                    rows.add(row(900 - i, 0));
                }
                case ALL_CHANGED, COLD -> {
                    for (int place = 0; place < ROWS; place++) {
                        rows.set(place, row(10_000 + (long) ROWS * i + place, 0));
                    }
                }
            }
            answers[i] = body(rows, EPOCH + i);
        }
        return answers;
    }

    static byte[] body(List<String> rows, long clock) {
        String body = "{\"code\":\"00000\",\"data\":[" + String.join(",", rows)
                + "],\"msg\":\"success\",\"requestTime\":\"" + clock + "\"}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** A row of its own for each number and revision; only the margin changes. */
    static String row(long number, int revision) {
        SplittableRandom random = new SplittableRandom(number);
        return ROW.formatted(
                number(number),
                number % TRADERS,
                1_172_065_197_000_000_000L + number,
                trader(number),
                symbol(number),
                random.nextBoolean() ? "long" : "short",
                random.nextInt(1, 100),
                random.nextInt(1, 100_000),
                random.nextInt(100),
                EPOCH + number,
                random.nextInt(1, 10_000),
                random.nextInt(1, 1_000) + revision,
                random.nextInt(100),
                random.nextInt(1, 10_000));
    }

    /** The tracking number of the order of this number. */
    static String number(long number) {
        return Long.toString(1_172_065_197_118_000_000L + number);
    }

    static String trader(long number) {
        return "b0b6%012d".formatted(number % TRADERS);
    }

    static String symbol(long number) {
        return SYMBOLS[new SplittableRandom(~number).nextInt(SYMBOLS.length)] + "USDT";
    }
}
