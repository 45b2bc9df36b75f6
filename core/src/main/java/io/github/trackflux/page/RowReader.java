package io.github.trackflux.page;

import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one row. Reused for all rows of a body; {@link #number()} tells the number of the row read last. */
final class RowReader {
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
            "openTime",
            "openSize",
            "openMarginSz",
            "openFee",
            "closeAvgPrice",
            "closePriceAvg",
            "closeSize",
            "closeTime");
    private static final Map<String, Integer> PLACES = places();
    private static final int LONGEST_NUMBER = 64;

    private final byte[] body;
    private final String[] texts = new String[NAMES.size()];

    RowReader(byte[] body) {
        this.body = body;
    }

    /** The row that begins at the parser's token; empty if it cannot be read as an order. */
    Optional<TrackingOrder> read(JsonParser parser) {
        Arrays.fill(texts, "");
        Map<String, String> extra = Map.of();
        boolean sound = true;
        int seen = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            Integer place = PLACES.get(name);
            if (place == null) {
                extra = extra.isEmpty() ? new HashMap<>() : extra;
                extra.put(name, json(parser));
            } else {
                boolean once = (seen & 1 << place) == 0;
                sound &= value.isScalarValue() && once;
                seen |= 1 << place;
                // A number that is given twice is none: a row that may be either order shows neither of them.
                boolean given = value.isScalarValue() && value != JsonToken.VALUE_NULL && once;
                texts[place] = given ? wellFormed(parser.getString()) : "";
                parser.skipChildren();
            }
        }
        return sound ? order(extra) : Optional.empty();
    }

    /** The number of the row read last, if it shows one. */
    Optional<String> number() {
        return Values.text(texts[0]).filter(number -> number.length() <= LONGEST_NUMBER);
    }

    private Optional<TrackingOrder> order(Map<String, String> extra) {
        if (number().isEmpty() || text("symbol").isBlank()) {
            return Optional.empty();
        }
        try {
            Optional<BigDecimal> openPrice = Values.number(text("openPriceAvg"));
            Optional<BigDecimal> openAgain = Values.number(text("openAvgPrice"));
            Optional<BigDecimal> closePrice = Values.closing(text("closeAvgPrice"));
            Optional<BigDecimal> closeAgain = Values.closing(text("closePriceAvg"));
            Map<String, String> withOpen = withConflict(extra, "openAvgPrice", openPrice, openAgain);
            return Optional.of(new TrackingOrder(
                    text("trackingNo"),
                    Values.text(text("traderId")),
                    Values.text(text("traderName")),
                    Values.text(text("openOrderId")),
                    Values.text(text("closeOrderId")),
                    text("symbol"),
                    PositionSide.of(text("posSide")),
                    Values.number(text("openLeverage")),
                    openPrice.or(() -> openAgain),
                    Values.time(text("openTime")),
                    Values.size(text("openSize")),
                    Values.number(text("openMarginSz")),
                    Values.number(text("openFee")),
                    closePrice.or(() -> closeAgain),
                    Values.closing(text("closeSize")),
                    Values.time(text("closeTime")),
                    withConflict(withOpen, "closePriceAvg", closePrice, closeAgain)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The second spelling is kept, as JSON like every other extra, where it says something else than the first. */
    private Map<String, String> withConflict(
            Map<String, String> extra, String name, Optional<BigDecimal> first, Optional<BigDecimal> second) {
        if (first.isEmpty() || second.isEmpty() || first.get().compareTo(second.get()) == 0) {
            return extra;
        }
        Map<String, String> all = new HashMap<>(extra);
        all.put(name, '"' + text(name).strip() + '"');
        return all;
    }

    private String text(String name) {
        return texts[PLACES.getOrDefault(name, 0)];
    }

    /** Half a character, as in a name cut short, is no reason to lose the order, and nothing that could be written again. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
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

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (String name : NAMES) {
            places.put(name, places.size());
        }
        return places;
    }
}
