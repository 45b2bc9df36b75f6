package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.SimulatedExchangeBuilder;
import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.market.Row;
import io.github.trackflux.simulator.market.Truth;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --json} tells of a lively exchange, held against what happened there. */
@Execution(ExecutionMode.CONCURRENT) // it mostly waits
final class TruthIT {
    /** By how much the exchange's clock may be misread on a busy machine. */
    private static final long CLOCK = Duration.ofMillis(250).toNanos();
    /** By when everything is told: hold-down, a few sweeps, and a busy machine. */
    private static final long SETTLED = Duration.ofSeconds(5).toNanos();

    private static final Duration WATCHED = Duration.ofSeconds(8);

    @ParameterizedTest
    @ValueSource(ints = {5, 120})
    void events_agree_with_what_happened(int orders) {
        try (SimulatedExchange exchange = lively(orders).start()) {
            long from = nanos(exchange.now());
            Run run = Run.forSoLongAfter("\"synced\"", WATCHED, exchange, "--json", "--hold-down", "1s");
            long to = nanos(exchange.now());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(exchange.tally().throttled()).isZero();
            List<EventLine> events = EventLine.all(run.out());
            beginsWithAllThatIsOpen(events, exchange.truth(), from);
            keepsTheGrammar(events);
            tellsNothingThatDidNotHappen(events, exchange.truth());
            leadsToWhatIsOpen(events, exchange.truth(), to);
            assertThat(run.err()).contains(" " + replayed(events).size() + " orders open");
        }
    }

    private static SimulatedExchangeBuilder lively(int orders) {
        return SimulatedExchange.builder()
                .orders(orders)
                .rates(1.5, 1.5, 3)
                .roundTrip(Duration.ofMillis(80), Duration.ofMillis(30));
    }

    private static void beginsWithAllThatIsOpen(List<EventLine> events, Truth truth, long from) {
        List<String> kinds = events.stream().map(EventLine::kind).toList();
        int synced = kinds.indexOf("synced");
        assertThat(synced).isNotNegative().isEqualTo(kinds.lastIndexOf("synced"));
        assertThat(kinds.lastIndexOf("existing")).isLessThan(synced);
        Set<String> told = numbers(events.subList(0, synced), "existing");
        Set<String> open = new TreeSet<>(truth.openAt(from));
        open.retainAll(truth.openAt(events.get(synced).nanos("observedAt")));
        assertThat(told).containsAll(open);
        assertThat(events).extracting(EventLine::seq).startsWith(1L).isSorted().doesNotHaveDuplicates();
        assertThat(events.get(events.size() - 1).seq()).isEqualTo(events.size());
    }

    static void keepsTheGrammar(List<EventLine> events) {
        Map<String, String> words = new LinkedHashMap<>();
        for (EventLine event : events) {
            words.merge(event.number(), event.kind().charAt(0) + "", String::concat);
        }
        words.remove("");
        assertThat(words.values()).allMatch(word -> word.matches("[eo]u*c?"));
    }

    static void tellsNothingThatDidNotHappen(List<EventLine> events, Truth truth) {
        for (EventLine event : events) {
            long since = event.nanos("notBefore") - CLOCK;
            long until = event.nanos("notAfter") + CLOCK;
            String number = event.number();
            switch (event.kind()) {
                case "existing", "updated" ->
                    assertThat(shown(event, truth, since, until))
                            .as(event.json().toString())
                            .isTrue();
                case "opened" -> {
                    assertThat(truth.openedAt(number).orElseThrow()).isBetween(since, until);
                    assertThat(shown(event, truth, since, until)).isTrue();
                }
                case "closed" ->
                    assertThat(truth.closedAt(number).orElse(0))
                            .as(event.json().toString())
                            .isBetween(since, until);
                default -> assertThat(event.kind()).isIn("synced", "gap");
            }
        }
    }

    /** Whether the order was in the state that the event shows, at a moment at which the event says it may have been. */
    private static boolean shown(EventLine event, Truth truth, long since, long until) {
        return truth.statesWithin(event.number(), since, until).stream()
                .map(OrderState::row)
                .anyMatch(row -> sameState(event, row));
    }

    private static boolean sameState(EventLine event, Row row) {
        return event.field("symbol").orElseThrow().equals(row.symbol())
                && event.field("traderId").orElseThrow().equals(row.traderId())
                && event.field("side").orElseThrow().equals(row.posSide())
                && same(event, "openSize", row.openSize())
                && same(event, "margin", row.openMarginSz())
                && same(event, "closeSize", row.closeSize());
    }

    private static boolean same(EventLine event, String field, String wire) {
        return new BigDecimal(event.field(field).orElse("0")).compareTo(new BigDecimal(wire)) == 0;
    }

    /** Orders to which nothing happened lately are as the events left them. */
    static void leadsToWhatIsOpen(List<EventLine> events, Truth truth, long to) {
        Map<String, EventLine> open = replayed(events);
        Set<String> settled = new TreeSet<>(truth.openAt(to - SETTLED));
        settled.retainAll(truth.openAt(to));
        assertThat(open.keySet()).containsAll(settled);
        assertThat(open.keySet()).allMatch(number -> truth.openWithin(number, to - SETTLED, to));
        for (String number : settled) {
            List<OrderState> late = truth.statesWithin(number, to - SETTLED, to);
            assertThat(late).anyMatch(state -> sameState(open.get(number), state.row()));
        }
    }

    private static Map<String, EventLine> replayed(List<EventLine> events) {
        Map<String, EventLine> open = new HashMap<>();
        for (EventLine event : events) {
            if (event.kind().equals("closed")) {
                open.remove(event.number());
            } else if (!event.number().isEmpty()) {
                open.put(event.number(), event);
            }
        }
        return open;
    }

    private static Set<String> numbers(List<EventLine> events, String kind) {
        return events.stream()
                .filter(event -> event.kind().equals(kind))
                .map(EventLine::number)
                .collect(Collectors.toSet());
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
