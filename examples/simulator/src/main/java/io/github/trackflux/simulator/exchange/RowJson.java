package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.market.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/** Spells rows in JSON, remembering what it spelled: a row that did not change is written once. */
final class RowJson {

    private static final int REMEMBERED = 32_768;

    /** What was spelled last of an order. */
    private static final class Known {

        private final Row row;
        private final RowStyle style;
        private final byte[] json;

        Known(Row row, RowStyle style, byte[] json) {
            this.row = row;
            this.style = style;
            this.json = json;
        }

        boolean is(Row asked, RowStyle askedStyle) {
            return row.equals(asked) && style.equals(askedStyle);
        }
    }

    private final Map<String, Known> known = new LinkedHashMap<>(256, 0.75f, true);

    List<byte[]> write(List<Row> rows, RowStyle style) {
        List<byte[]> json = new ArrayList<>(rows.size());
        for (Row row : rows) {
            json.add(write(row, style));
        }
        return json;
    }

    private byte[] write(Row row, RowStyle style) {
        Known before = known.get(row.trackingNo());
        if (before != null && before.is(row, style)) {
            return before.json;
        }
        byte[] json = new Spelling(style).row(row).getBytes(StandardCharsets.UTF_8);
        known.put(row.trackingNo(), new Known(row, style, json));
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        return json;
    }

    /** One row being written, field by field in the order of the document's example. */
    private static final class Spelling {

        private final RowStyle style;
        private final StringBuilder out = new StringBuilder(512);

        Spelling(RowStyle style) {
            this.style = style;
        }

        String row(Row row) {
            out.append('{');
            text("trackingNo", row.trackingNo());
            text("traderName", row.traderName());
            text("openOrderId", row.openOrderId());
            text("closeOrderId", row.closeOrderId());
            text("traderId", row.traderId());
            text("symbol", row.symbol());
            text("posSide", row.posSide());
            number("openLeverage", row.openLeverage());
            if (style.priceName() != RowStyle.PriceName.OPEN_PRICE_AVG) {
                number("openAvgPrice", row.openAvgPrice());
            }
            if (style.priceName() != RowStyle.PriceName.OPEN_AVG_PRICE) {
                number("openPriceAvg", row.openAvgPrice());
            }
            number("openTime", row.openTime());
            number("openSize", row.openSize());
            number("closeAvgPrice", row.closeAvgPrice());
            number("closeSize", row.closeSize());
            number("openMarginSz", row.openMarginSz());
            number("closeTime", row.closeTime());
            number("openFee", row.openFee());
            style.extra().forEach(this::raw);
            return out.append('}').toString();
        }

        private void text(String name, String value) {
            StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
            JsonStringEncoder.getInstance().quoteAsString(value, quoted);
            raw(name, quoted.append('"'));
        }

        private void number(String name, String value) {
            if (style.numbers() == Quoting.QUOTED || value.isEmpty()) {
                text(name, value);
            } else {
                raw(name, value);
            }
        }

        private void raw(String name, CharSequence json) {
            if (!style.omitted().contains(name)) {
                out.append(out.length() == 1 ? "\"" : ",\"")
                        .append(name)
                        .append("\":")
                        .append(json);
            }
        }
    }
}
