package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent.Closed;
import io.github.trackflux.event.OrderEvent.Existing;
import io.github.trackflux.event.OrderEvent.Gap;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.event.OrderEvent.Reinstated;
import io.github.trackflux.event.OrderEvent.Synced;
import io.github.trackflux.event.OrderEvent.Updated;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class EventJsonTest {
    private static final String HEADER = "\"seq\":12,\"id\":\"0a1b\",\"account\":\"c18ed9aca288\",\"origin\":\"live\","
            + "\"observedAt\":\"2026-11-23T06:00:00.123Z\",\"notBefore\":\"2026-11-23T06:00:00.020Z\","
            + "\"notAfter\":\"2026-11-23T06:00:00.123Z\"";
    private static final String FIELDS = "\"trackingNo\":\"9\",\"traderId\":\"b1\",\"traderName\":\"x-123\","
            + "\"openOrderId\":\"77\",\"symbol\":\"BTCUSDT\",\"side\":\"long\",\"leverage\":\"47\","
            + "\"openPrice\":\"39827.1\",\"openTime\":\"2026-11-23T05:59:00Z\",\"openSize\":\"0.001\","
            + "\"openFee\":\"-0.02\"";
    private static final TrackingOrder ORDER = Samples.order("9");

    private final EventJson json = new EventJson();

    @Test
    void an_existing_order() {
        assertThat(json.line(new Existing(Samples.header(12), ORDER)))
                .isEqualTo("{\"v\":1,\"event\":\"existing\"," + HEADER + ",\"order\":{" + FIELDS + "}}");
    }

    @Test
    void the_end_of_the_list() {
        assertThat(json.line(new Synced(Samples.header(12), 60)))
                .isEqualTo("{\"v\":1,\"event\":\"synced\"," + HEADER + ",\"open\":60}");
    }

    @Test
    void an_opened_order_that_comes_late() {
        assertThat(json.line(new Opened(Samples.header(12, Origin.LATE), ORDER)))
                .isEqualTo("{\"v\":1,\"event\":\"opened\"," + HEADER.replace("live", "late") + ",\"order\":{" + FIELDS
                        + "}}");
    }

    @Test
    void an_updated_order_shows_both_states_and_what_differs() {
        TrackingOrder after = Samples.partlyClosed(ORDER, "0.0005");
        assertThat(json.line(new Updated(Samples.header(12), ORDER, after, Set.of(OrderField.CLOSE_SIZE))))
                .isEqualTo("{\"v\":1,\"event\":\"updated\"," + HEADER + ",\"order\":{" + FIELDS
                        + ",\"closeSize\":\"0.0005\"},\"before\":{" + FIELDS + "},\"changed\":[\"closeSize\"]}");
    }

    @Test
    void a_closed_order_comes_with_its_proof() {
        Proof proof = new Proof(Proof.Kind.ATOMIC, Samples.EARLIEST, Samples.SEEN);
        assertThat(json.line(new Closed(Samples.header(12), ORDER, proof)))
                .isEqualTo("{\"v\":1,\"event\":\"closed\"," + HEADER + ",\"order\":{" + FIELDS
                        + "},\"proof\":{\"kind\":\"atomic\",\"sentAt\":\"2026-11-23T06:00:00.020Z\","
                        + "\"receivedAt\":\"2026-11-23T06:00:00.123Z\"}}");
    }

    @Test
    void a_reinstated_order() {
        assertThat(json.line(new Reinstated(Samples.header(12), ORDER)))
                .isEqualTo("{\"v\":1,\"event\":\"reinstated\"," + HEADER + ",\"order\":{" + FIELDS + "}}");
    }

    @Test
    void a_gap() {
        assertThat(json.line(new Gap(Samples.header(12), Samples.OPENED, Samples.SEEN)))
                .isEqualTo("{\"v\":1,\"event\":\"gap\"," + HEADER
                        + ",\"from\":\"2026-11-23T05:59:00Z\",\"to\":\"2026-11-23T06:00:00.123Z\"}");
    }

    @Test
    void a_hostile_name_stays_within_its_quotes_and_can_be_read_back() {
        String name = Samples.HOSTILE + "趋势\ud83d\ude80\ud800\u2028";
        String line = json.line(new Existing(Samples.header(12), Samples.order("9", name)));
        assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        String read = JsonMapper.shared().readTree(line).at("/order/traderName").asString();
        assertThat(read).isEqualTo(name);
    }

    @Test
    void unknown_fields_are_kept_as_text_on_the_same_line() {
        TrackingOrder order = Samples.withExtra(ORDER, Map.of("b", "{\n\"deep\": 1}", "a", "\"text\""));
        assertThat(json.line(new Existing(Samples.header(12), order)))
                .endsWith(",\"extra\":{\"a\":\"\\\"text\\\"\",\"b\":\"{\\n\\\"deep\\\": 1}\"}}}");
    }
}
