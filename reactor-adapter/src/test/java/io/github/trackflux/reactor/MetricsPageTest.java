package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.Origin;
import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.FeedState;
import io.github.trackflux.view.Trouble;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.scheduler.VirtualTimeScheduler;

/** {@code docs/metrics.md} says what is registered, no less and no more. */
@Timeout(60)
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void the_table_has_a_row_for_each_meter_with_its_kind_unit_tags_and_meaning() throws IOException {
        TreeSet<String> registered = everything().getMeters().stream()
                .map(MetricsPageTest::row)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows("`trackflux.")).containsExactlyInAnyOrderElementsOf(registered);
    }

    @Test
    void each_tag_has_all_its_values() throws IOException {
        TreeMap<String, String> values = new TreeMap<>();
        values.put("outcome", words(Outcome.values()));
        values.put("origin", words(Origin.values()));
        values.put("state", words(FeedState.values()));
        values.put("trouble", words(Trouble.Kind.values()));
        values.put("anomaly", words(Anomaly.values()));
        values.put("event", "`existing`, `synced`, `opened`, `updated`, `closed`, `reinstated`, `gap`");

        List<String> said = rows("`").stream()
                .filter(row -> !row.startsWith("| `trackflux."))
                .toList();
        assertThat(said)
                .containsExactlyInAnyOrderElementsOf(values.entrySet().stream()
                        .map(tag -> "| `" + tag.getKey() + "` | " + tag.getValue() + " |")
                        .toList());
    }

    /** A feed has run, seen a change and ended. */
    private static SimpleMeterRegistry everything() {
        VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
        Time time = Time.of(scheduler);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        FakeExchange exchange = new FakeExchange(time);
        exchange.open.addAll(Samples.orders(1, 5));
        TrackfluxMetrics metrics = new TrackfluxMetrics(registry, Tags.empty(), time);
        var feed = exchange.client(builder -> builder.observer(metrics))
                .steps(Samples.QUERY)
                .subscribe();
        scheduler.advanceTimeBy(Duration.ofSeconds(5));
        exchange.open.remove(0);
        scheduler.advanceTimeBy(Duration.ofSeconds(10));
        feed.dispose();
        return registry;
    }

    private static String row(Meter meter) {
        Meter.Id id = meter.getId();
        String tags = id.getTags().stream()
                .map(Tag::getKey)
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(", "));
        String kind = id.getType().name().toLowerCase(Locale.ROOT);
        String unit = id.getType() == Meter.Type.TIMER ? "seconds" : id.getBaseUnit();
        return String.join(" | ", "| `" + id.getName() + "`", kind, unit, tags, id.getDescription() + " |")
                .replace("|  |", "| |");
    }

    private static List<String> rows(String start) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| " + start))
                .toList();
    }

    private static String words(Enum<?>... constants) {
        return Arrays.stream(constants)
                .map(constant -> "`" + constant.name().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
    }
}
