package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.market.Row;
import io.github.trackflux.simulator.market.Truth;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/** What the topics tell, held against what happened at the exchange. */
final class Verdict {
    /** By how much the exchange's clock may be misread on a busy machine. */
    private static final long CLOCK = Duration.ofMillis(500).toNanos();

    private final SimulatedAccounts exchange;
    private final Map<String, List<Told>> accounts;
    int events;
    int opened;
    int closed;
    int gaps;
    private final Set<String> accountsWithGaps = new HashSet<>();

    /** Of accounts named {@code prefix + number}. */
    Verdict(SimulatedAccounts exchange, List<ConsumerRecord<String, byte[]>> events) {
        this.exchange = exchange;
        this.accounts = Told.byAccount(events);
    }

    static int number(String account) {
        return Integer.parseInt(account.substring(account.lastIndexOf('-') + 1));
    }

    /** Nothing lost, doubled or false, and order kept. */
    void isRight() {
        accounts.forEach((account, told) -> {
            eachOnce(account, told);
            keepsTheGrammar(told);
            onlyWhatHappened(told, exchange.truth(number(account)));
            events += told.size();
        });
    }

    private static void eachOnce(String account, List<Told> told) {
        Set<String> ids = new HashSet<>();
        long expected = 1;
        for (Told event : told) {
            assertThat(event.seq()).as("%s after %d", account, expected - 1).isEqualTo(expected++);
            assertThat(ids.add(event.json().get("id").asString()))
                    .as("twice %s", event.json())
                    .isTrue();
        }
        assertThat(told)
                .extracting(event -> event.record().partition())
                .containsOnly(told.get(0).record().partition());
    }

    private static void keepsTheGrammar(List<Told> told) {
        Map<String, String> words = new TreeMap<>();
        told.stream()
                .filter(event -> !event.number().isEmpty())
                .forEach(event -> words.merge(event.number(), event.kind().substring(0, 1), String::concat));
        assertThat(words.values()).allMatch(word -> word.matches("[eo]u*(c(ru*c)*(ru*)?)?"));
    }

    private void onlyWhatHappened(List<Told> told, Truth truth) {
        for (Told event : told) {
            long from = event.json().has("notBefore") ? event.nanos("notBefore") - CLOCK : 0;
            long to = event.nanos("notAfter") + CLOCK;
            switch (event.kind()) {
                case "opened" -> {
                    opened++;
                    assertThat(truth.openedAt(event.number()).orElse(Long.MAX_VALUE))
                            .as("%s", event.json())
                            .isBetween(from, to);
                }
                case "existing", "updated", "reinstated" ->
                    assertThat(truth.openWithin(event.number(), from, to))
                            .as("%s", event.json())
                            .isTrue();
                case "closed" -> {
                    closed++;
                    assertThat(truth.closedAt(event.number()).orElse(Long.MAX_VALUE))
                            .as("%s", event.json())
                            .isBetween(from, to);
                }
                case "gap" -> {
                    gaps++;
                    accountsWithGaps.add(event.account());
                }
                default -> assertThat(event.kind()).isEqualTo("synced");
            }
        }
    }

    /** Whose watch has holes. */
    Set<String> accountsWithGaps() {
        return accountsWithGaps;
    }

    /** Every order that was open for so long, and every close so long ago, is told. */
    void missesNothing(Duration longEnough, long begun, long ended) {
        missesNothing(longEnough, begun, ended, exchange.count());
    }

    /** The same of the first so many accounts. */
    void missesNothing(Duration longEnough, long begun, long ended, int count) {
        for (int number = 0; number < count; number++) {
            Truth truth = exchange.truth(number);
            Map<String, Set<String>> kinds = new HashMap<>();
            accounts.getOrDefault("acc-" + number, List.of())
                    .forEach(event -> kinds.computeIfAbsent(event.number(), order -> new HashSet<>())
                            .add(event.kind()));
            Set<String> all = new HashSet<>(truth.openAt(begun));
            all.addAll(truth.openedWithin(begun, ended));
            for (String order : all) {
                long open = truth.openedAt(order).orElseThrow();
                long close = truth.closedAt(order).orElse(ended);
                if (close - Math.max(open, begun) < longEnough.toNanos()) {
                    continue;
                }
                Set<String> told = kinds.getOrDefault(order, Set.of());
                assertThat(told).as("acc-%d/%s", number, order).containsAnyOf("opened", "existing");
                if (truth.closedAt(order).isPresent()) {
                    assertThat(told).as("acc-%d/%s", number, order).contains("closed");
                }
            }
        }
    }

    /** Whether both topics lead to what is open at the exchange now. */
    static boolean isTrue(
            SimulatedAccounts exchange,
            List<ConsumerRecord<String, byte[]>> events,
            List<ConsumerRecord<String, byte[]>> state) {
        OpenOrders byEvents = new OpenOrders();
        events.forEach(byEvents::event);
        OpenOrders byState = new OpenOrders();
        state.forEach(byState::state);
        Map<String, Row> truth = new TreeMap<>();
        for (int number = 0; number < exchange.count(); number++) {
            int account = number;
            exchange.move(number, market -> market.openOrders())
                    .forEach(order -> truth.put("acc-" + account + "/" + order.trackingNo(), order.row()));
        }
        return byState.orders().equals(byEvents.orders())
                && byState.orders().keySet().equals(truth.keySet())
                && truth.entrySet().stream()
                        .allMatch(order -> isSame(byState.orders().get(order.getKey()), order.getValue()));
    }

    private static boolean isSame(JsonNode told, Row row) {
        return told.get("symbol").asString().equals(row.symbol())
                && told.path("traderId").asString("").equals(row.traderId())
                && isSame(told.path("openSize"), row.openSize())
                && isSame(told.path("margin"), row.openMarginSz())
                && isSame(told.path("closeSize"), row.closeSize());
    }

    private static boolean isSame(JsonNode told, String wire) {
        return new BigDecimal(told.asString("0")).compareTo(new BigDecimal(wire)) == 0;
    }
}
