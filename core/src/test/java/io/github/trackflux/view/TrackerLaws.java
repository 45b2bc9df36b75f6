package io.github.trackflux.view;

import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.view.Script.Call;
import io.github.trackflux.view.Storm.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a market does, and in whatever order and how late its answers come: nothing false is told, nothing that lasts
 * is kept back, every event fits the grammar, its order's interval and the view.
 */
class TrackerLaws {
    private static final long SEED = Long.getLong("trackflux.seed", 20261123L);
    /** How many times as many storms as usual. */
    private static final int STORMS = Integer.getInteger("trackflux.storms", 1);

    private static final Set<Filter.Kind> FILTERS =
            EnumSet.of(Filter.Kind.TRADER, Filter.Kind.SYMBOL, Filter.Kind.BOTH);

    /** So many storms of 40 s, each followed by a calm of so many. */
    private static void holds(int storms, double calm, Consumer<Storm> weather) {
        for (long seed = SEED; seed < SEED + STORMS * (long) storms; seed++) {
            Storm storm = new Storm(seed);
            weather.accept(storm);
            assertThat(storm.run(40, calm).wrongs())
                    .as("-Dtrackflux.seed=%d", seed)
                    .isEmpty();
            assertThat(storm.events()).as("-Dtrackflux.seed=%d", seed).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void on_one_page(Order order) {
        holds(6, 10, storm -> {
            storm.order = order;
            storm.orders = 5;
            storm.lag = 2;
            storm.failures = 0.05;
        });
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void over_the_border_of_a_page(Order order) {
        holds(6, 15, storm -> {
            storm.order = order;
            storm.orders = 50;
            storm.lag = 2;
            storm.failures = 0.05;
        });
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void on_many_pages(Order order) {
        holds(4, 20, storm -> {
            storm.order = order;
            storm.orders = 200;
            storm.lag = 2;
            storm.failures = 0.05;
            storm.bursts = 0.03;
            storm.opens = 2;
        });
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void in_one_group_that_fills_a_page(Order order) {
        holds(4, 20, storm -> {
            storm.order = order;
            storm.orders = 90;
            storm.traders = 1;
            storm.symbols = 1;
            storm.lag = 2;
            storm.opens = 0.2;
            storm.closes = 0.2;
        });
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void in_one_group_without_a_hold_down(Order order) {
        holds(4, 20, storm -> {
            storm.settings = TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO);
            storm.order = order;
            storm.orders = 90;
            storm.traders = 1;
            storm.symbols = 1;
        });
    }

    @Test
    void under_the_id_cursor() {
        holds(4, 15, storm -> {
            storm.market.dialect = Dialect.ID_CURSOR;
            storm.orders = 250;
            storm.lag = 2;
            storm.failures = 0.05;
        });
    }

    @Test
    void under_the_id_cursor_where_the_list_does_not_stand_by_id() {
        holds(4, 20, storm -> {
            storm.market.dialect = Dialect.ID_CURSOR;
            storm.order = Order.BY_UPDATE;
            storm.orders = 95;
            storm.opens = 0.2;
            storm.closes = 0.4;
            storm.lag = 2;
        });
    }

    @Test
    void under_a_hidden_cap() {
        holds(6, 30, storm -> {
            storm.market.cap = 20;
            storm.orders = 15;
            storm.opens = 1.2;
            storm.lag = 1;
        });
    }

    @Test
    void where_a_page_past_the_end_is_an_error() {
        holds(4, 15, storm -> {
            storm.market.refusesPastEnd = true;
            storm.orders = 100;
            storm.lag = 1;
        });
    }

    @Test
    void where_no_filter_answers() {
        holds(4, 25, storm -> {
            storm.market.barren.addAll(FILTERS);
            storm.orders = 80;
            storm.opens = 0.3;
            storm.closes = 0.3;
        });
    }

    @Test
    void where_every_filter_is_ignored() {
        holds(4, 25, storm -> {
            storm.market.ignored.addAll(FILTERS);
            storm.orders = 80;
            storm.opens = 0.3;
            storm.closes = 0.3;
        });
    }

    @Test
    void where_the_server_loses_its_list_for_half_a_second() {
        holds(6, 15, storm -> {
            storm.orders = 40;
            storm.lapses = 0.1;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void polled_seldom(int every) {
        holds(6, 60, storm -> {
            storm.settings = TrackerSettings.DEFAULT.withEvery(Duration.ofSeconds(every));
            storm.orders = 20;
            storm.traders = 1;
            storm.symbols = 2;
            storm.lag = 2;
        });
    }

    @Test
    void the_same_seed_gives_the_same_events_byte_by_byte() {
        for (Order order : Order.values()) {
            List<OrderEvent> once = wild(order).run(40, 5).events();
            List<OrderEvent> again = wild(order).run(40, 5).events();
            assertThat(once.toString()).isEqualTo(again.toString()).contains("Closed[");
        }
    }

    private static Storm wild(Order order) {
        Storm storm = new Storm(SEED);
        storm.order = order;
        storm.orders = 120;
        storm.lag = 2;
        storm.failures = 0.1;
        storm.bursts = 0.05;
        return storm;
    }

    @Test
    void the_answers_of_one_sweep_give_the_same_view_in_whatever_order_they_arrive() {
        Random random = new Random(SEED);
        for (int round = 0; round < 10; round++) {
            List<Row> after = changed(random);
            for (int i = 0; i < 5; i++) {
                TrackerSettings settings = i % 2 == 0 ? Script.SWEEPS : TrackerSettings.DEFAULT;
                Script script =
                        Script.knowing(settings, rows(1, 170)).shows(after).at(10);
                List<Call> calls = new ArrayList<>();
                for (int page = 0; page < 4; page++) {
                    calls.add(script.later(0.01).send());
                }
                Collections.shuffle(calls, random);
                calls.forEach(call -> script.later(0.02).answer(call));
                script.run(25);
                Replay replay = new Replay();
                assertThat(script.events)
                        .as("-Dtrackflux.seed=%d", SEED)
                        .allSatisfy(event -> assertThat(replay.told(event)).isEmpty());
                assertThat(replay.open().values())
                        .as("-Dtrackflux.seed=%d, round %d", SEED, round)
                        .containsExactlyInAnyOrderElementsOf(Row.orders(after));
                assertThat(replay.viewed(script.view())).isEmpty();
            }
        }
    }

    /** Of 170 orders some are closed, some changed, some new. */
    private static List<Row> changed(Random random) {
        List<Row> rows = new ArrayList<>(rows(1, 170));
        for (int i = 0; i < 5; i++) {
            rows.remove(random.nextInt(rows.size()));
            int index = random.nextInt(rows.size());
            rows.set(index, rows.get(index).margin("77"));
            rows.add(0, Row.row(1000 + i));
        }
        return rows;
    }

    @Test
    void no_order_that_lives_for_three_complete_sweeps_is_missed() {
        for (Order order : List.of(Order.NEWEST_FIRST, Order.OLDEST_FIRST, Order.BY_UPDATE)) {
            Storm storm = new Storm(SEED);
            storm.order = order;
            storm.orders = 150;
            storm.opens = 3;
            storm.closes = 3;
            storm.run(60, 10);
            assertThat(storm.missed(Duration.ofMillis(3 * 5 * 108 + 200)))
                    .as("-Dtrackflux.seed=%d", SEED)
                    .isEmpty();
        }
    }
}
