package io.github.trackflux.page;

import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/** Reads one row. Reused for all rows of a body; {@link #number()} tells the number of the row read last. */
final class RowReader {
    // Texts first, then numbers, then times: what a field holds is told by its place.
    private static final List<String> NAMES = List.of(
            "trackingNo",
            "traderId",
            "traderName",
            "openOrderId",
            "closeOrderId",
            "symbol",
            "posSide",
            "openLeverage",
            "openPriceAvg",
            "openAvgPrice",
            "openSize",
            "openMarginSz",
            "openFee",
            "closeAvgPrice",
            "closePriceAvg",
            "closeSize",
            "openTime",
            "closeTime");
    private static final int NUMBER = 0;
    private static final int TRADER_ID = 1;
    private static final int TRADER_NAME = 2;
    private static final int OPEN_ORDER = 3;
    private static final int CLOSE_ORDER = 4;
    private static final int SYMBOL = 5;
    private static final int SIDE = 6;
    private static final int LEVERAGE = 7;
    private static final int OPEN_PRICE = 8;
    private static final int OPEN_PRICE_TOO = 9;
    private static final int OPEN_SIZE = 10;
    private static final int MARGIN = 11;
    private static final int OPEN_FEE = 12;
    private static final int CLOSE_PRICE = 13;
    private static final int CLOSE_PRICE_TOO = 14;
    private static final int CLOSE_SIZE = 15;
    private static final int OPEN_TIME = 16;
    private static final int CLOSE_TIME = 17;
    private static final int LONGEST_NUMBER = 64;

    private final byte[] body;
    private final PropertyNameMatcher names;
    private final String[] texts = new String[LEVERAGE];
    private final @Nullable BigDecimal[] numbers = new BigDecimal[OPEN_TIME];
    private final @Nullable Instant[] times = new Instant[NAMES.size()];

    RowReader(byte[] body, PropertyNameMatcher names) {
        this.body = body;
        this.names = names;
    }

    /** Tells fields apart without making a text of their names; one for each factory of parsers. */
    static PropertyNameMatcher names(JsonFactory json) {
        return json.constructNameMatcher(NAMES.stream().map(Named::fromString).toList(), false);
    }

    /** The row that begins at the parser's token; empty if it cannot be read as an order. */
    Optional<TrackingOrder> read(JsonParser parser) {
        Arrays.fill(texts, "");
        Arrays.fill(numbers, null);
        Arrays.fill(times, null);
        Map<String, String> extra = Map.of();
        boolean sound = true;
        int seen = 0;
        int place = parser.nextNameMatch(names);
        while (place != PropertyNameMatcher.MATCH_END_OBJECT) {
            if (place < 0) {
                String name = parser.currentName();
                parser.nextToken();
                extra = extra.isEmpty() ? new HashMap<>() : extra;
                String value = json(parser);
                // Nobody could ask for one without a name, and a checkpoint has none.
                if (!name.isEmpty()) {
                    extra.put(name, value);
                }
            } else {
                JsonToken value = parser.nextToken();
                boolean once = (seen & 1 << place) == 0;
                seen |= 1 << place;
                sound &= value.isScalarValue() && once && take(parser, value, place);
                if (!once && place == NUMBER) {
                    // One that is given twice is none: a row that may be either order shows neither of them.
                    texts[NUMBER] = "";
                }
                parser.skipChildren();
            }
            place = parser.nextNameMatch(names);
        }
        return sound ? order(extra) : Optional.empty();
    }

    /** The number of the row read last, if it shows one. */
    Optional<String> number() {
        return isNumbered() ? Optional.of(texts[NUMBER]) : Optional.empty();
    }

    private boolean isNumbered() {
        return !texts[NUMBER].isBlank() && texts[NUMBER].length() <= LONGEST_NUMBER;
    }

    private boolean take(JsonParser parser, JsonToken value, int place) {
        if (value == JsonToken.VALUE_NULL) {
            return true;
        }
        char[] text = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int length = parser.getStringLength();
        if (length > LONGEST_NUMBER) {
            // Refuses what is too long, which the characters alone do not.
            parser.getString();
        }
        try {
            if (place < LEVERAGE) {
                texts[place] = wellFormed(text, from, length);
            } else if (place < OPEN_TIME) {
                numbers[place] = Values.number(text, from, length);
            } else {
                times[place] = Values.time(text, from, length);
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private Optional<TrackingOrder> order(Map<String, String> extra) {
        boolean negative = isNegative(OPEN_SIZE)
                || isNegative(CLOSE_SIZE)
                || isNegative(CLOSE_PRICE)
                || isNegative(CLOSE_PRICE_TOO);
        if (!isNumbered() || texts[SYMBOL].isBlank() || negative) {
            return Optional.empty();
        }
        Map<String, String> withOpen = withConflict(extra, numbers[OPEN_PRICE], OPEN_PRICE_TOO);
        BigDecimal openPrice = numbers[OPEN_PRICE] != null ? numbers[OPEN_PRICE] : numbers[OPEN_PRICE_TOO];
        BigDecimal closing = unlessZero(CLOSE_PRICE);
        BigDecimal closingToo = unlessZero(CLOSE_PRICE_TOO);
        Map<String, String> all = closingToo == null ? withOpen : withConflict(withOpen, closing, CLOSE_PRICE_TOO);
        try {
            return Optional.of(new TrackingOrder(
                    texts[NUMBER],
                    text(TRADER_ID),
                    text(TRADER_NAME),
                    text(OPEN_ORDER),
                    text(CLOSE_ORDER),
                    texts[SYMBOL],
                    PositionSide.of(texts[SIDE]),
                    Optional.ofNullable(numbers[LEVERAGE]),
                    Optional.ofNullable(openPrice),
                    Optional.ofNullable(times[OPEN_TIME]),
                    Optional.ofNullable(numbers[OPEN_SIZE]),
                    Optional.ofNullable(numbers[MARGIN]),
                    Optional.ofNullable(numbers[OPEN_FEE]),
                    Optional.ofNullable(closing != null ? closing : closingToo),
                    Optional.ofNullable(unlessZero(CLOSE_SIZE)),
                    Optional.ofNullable(times[CLOSE_TIME]),
                    all));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> text(int place) {
        return Values.text(texts[place]);
    }

    private boolean isNegative(int place) {
        BigDecimal number = numbers[place];
        return number != null && number.signum() < 0;
    }

    /** A number where zero says "not set". */
    private @Nullable BigDecimal unlessZero(int place) {
        BigDecimal number = numbers[place];
        return number == null || number.signum() == 0 ? null : number;
    }

    /** The second spelling is kept, as JSON like every other extra, where it says something else than the first. */
    private Map<String, String> withConflict(Map<String, String> extra, @Nullable BigDecimal first, int second) {
        BigDecimal other = numbers[second];
        if (first == null || other == null || first.compareTo(other) == 0) {
            return extra;
        }
        Map<String, String> all = new HashMap<>(extra);
        all.put(NAMES.get(second), '"' + other.toString() + '"');
        return all;
    }

    /** Half a character, as in a name cut short, is no reason to lose the order, and nothing that could be written again. */
    private static String wellFormed(char[] text, int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all |= text[i];
        }
        String whole = new String(text, from, length);
        boolean halves = all >= Character.MIN_SURROGATE && whole.chars().anyMatch(c -> Character.isSurrogate((char) c));
        return halves ? new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : whole;
    }

    /** The JSON text of the value that begins at the parser's token. */
    private String json(JsonParser parser) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        // Scalars are read lazily: only asking for the text moves the parser to the end of it.
        if (parser.currentToken().isScalarValue()) {
            parser.getString();
        }
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
}
