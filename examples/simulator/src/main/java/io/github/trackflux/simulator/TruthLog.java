package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.CallListener;
import io.github.trackflux.simulator.exchange.Exchange;
import io.github.trackflux.simulator.exchange.Reply;
import io.github.trackflux.simulator.exchange.Request;
import io.github.trackflux.simulator.market.Change;
import io.github.trackflux.simulator.market.ChangeListener;
import io.github.trackflux.simulator.market.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import reactor.util.Logger;
import reactor.util.Loggers;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Everything that happened, one JSON object a line, flushed line by line.
 *
 * <pre>
 * {"t":"2026-11-23T06:00:00.123456789Z","change":"opened","trackingNo":"…", … the whole row … }
 * {"t":"2026-11-23T06:00:00.223456789Z","request":"productType=USDT-FUTURES","status":200,"code":"00000","rows":20}
 * </pre>
 *
 * Times are the exchange's; a request's is when it was counted and answered. The standing orders come first, as opened
 * when they were. A close shows the row as it would say of itself that it is closed. A request to another path shows
 * that path too. No header is ever written.
 */
final class TruthLog implements ChangeListener, CallListener, AutoCloseable {

    private static final Logger LOG = Loggers.getLogger(TruthLog.class);

    private final JsonFactory json = new JsonFactory();
    private final Path file;
    private final Writer out;
    private boolean broken;

    TruthLog(Path file) {
        this.file = file;
        try {
            this.out = Files.newBufferedWriter(file);
        } catch (IOException noFile) {
            throw new UncheckedIOException("cannot write the truth log " + file, noFile);
        }
    }

    @Override
    public void changed(Change change) {
        line(change.at(), generator -> {
            generator.writeStringProperty("change", change.kind().name().toLowerCase(Locale.ROOT));
            generator.writeStringProperty("productType", change.order().productType());
            row(generator, change.order().row());
        });
    }

    @Override
    public void answered(Request request, Reply reply, long at) {
        line(at, generator -> {
            boolean orders = request.path().equals(Exchange.ORDERS_PATH);
            generator.writeStringProperty("request", orders ? request.query() : request.toString());
            generator.writeNumberProperty("status", reply.status());
            generator.writeStringProperty("code", reply.code());
            generator.writeNumberProperty("rows", reply.rows());
        });
    }

    private static void row(JsonGenerator generator, Row row) {
        generator.writeStringProperty("trackingNo", row.trackingNo());
        generator.writeStringProperty("traderId", row.traderId());
        generator.writeStringProperty("traderName", row.traderName());
        generator.writeStringProperty("openOrderId", row.openOrderId());
        generator.writeStringProperty("closeOrderId", row.closeOrderId());
        generator.writeStringProperty("symbol", row.symbol());
        generator.writeStringProperty("posSide", row.posSide());
        generator.writeStringProperty("openLeverage", row.openLeverage());
        generator.writeStringProperty("openAvgPrice", row.openAvgPrice());
        generator.writeStringProperty("openTime", row.openTime());
        generator.writeStringProperty("openSize", row.openSize());
        generator.writeStringProperty("openMarginSz", row.openMarginSz());
        generator.writeStringProperty("openFee", row.openFee());
        generator.writeStringProperty("closeAvgPrice", row.closeAvgPrice());
        generator.writeStringProperty("closeSize", row.closeSize());
        generator.writeStringProperty("closeTime", row.closeTime());
    }

    private void line(long at, Consumer<JsonGenerator> content) {
        if (broken) {
            return;
        }
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), line)) {
            generator.writeStartObject();
            generator.writeStringProperty("t", instant(at).toString());
            content.accept(generator);
            generator.writeEndObject();
        }
        try {
            out.write(line.append('\n').toString());
            out.flush();
        } catch (IOException full) {
            broken = true;
            LOG.error("truth log {} ends here: {}", file, full.toString());
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException full) {
            LOG.error("truth log {} may lack its end: {}", file, full.toString());
        }
    }
}
