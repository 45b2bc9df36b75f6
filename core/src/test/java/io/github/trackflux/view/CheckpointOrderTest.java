package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One order in a checkpoint, field by field. */
class CheckpointOrderTest {
    private static TrackingOrder order() {
        return new TrackingOrder(
                "7",
                Optional.of("T1"),
                Optional.of("Ann"),
                Optional.of("o7"),
                Optional.of("c7"),
                "BTCUSDT",
                PositionSide.SHORT,
                Optional.of(new BigDecimal("10")),
                Optional.of(new BigDecimal("65000.5")),
                Optional.of(Instant.parse("2026-01-01T00:00:01Z")),
                Optional.of(new BigDecimal("0.001")),
                Optional.of(new BigDecimal("6.5")),
                Optional.of(new BigDecimal("0.01")),
                Optional.of(new BigDecimal("66000")),
                Optional.of(new BigDecimal("0.0005")),
                Optional.of(Instant.parse("2026-01-01T00:00:02Z")),
                Map.of("followType", "1"));
    }

    private static byte[] written(TrackingOrder order) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            CheckpointOrder.write(json, order);
        }
        return out.toByteArray();
    }

    private static TrackingOrder read(byte[] json) {
        try (CheckpointParser parser = new CheckpointParser(json)) {
            return CheckpointOrder.read(parser);
        }
    }

    private static byte[] withFee(String text) {
        return new String(written(order()), StandardCharsets.US_ASCII)
                .replace("\"0.01\"", '"' + text + '"')
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void every_field_is_read_back() {
        assertThat(read(written(order()))).isEqualTo(order());
    }

    @Test
    void a_number_has_a_bounded_length() {
        assertThat(read(withFee("0".repeat(196) + "0.01"))).isEqualTo(order());
        assertThatThrownBy(() -> read(withFee("0".repeat(197) + "0.01")))
                .isInstanceOf(CheckpointException.Damaged.class)
                .hasMessageContaining("\"openFee\" has ");
    }
}
