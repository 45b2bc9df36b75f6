package io.github.trackflux.view;

import static io.github.trackflux.model.ProductType.COIN_FUTURES;
import static io.github.trackflux.model.ProductType.USDC_FUTURES;
import static io.github.trackflux.model.ProductType.USDT_FUTURES;
import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several product types in one query: each has a list, and proofs, of its own. */
class ManyListsTest {
    private static Script watching(ProductType... types) {
        return watching(TrackerSettings.DEFAULT, types);
    }

    private static Script watching(TrackerSettings settings, ProductType... types) {
        ProductType[] more = Arrays.copyOfRange(types, 1, types.length);
        return new Script(settings, OrderQuery.of(types[0], more));
    }

    private static Call head(Script script, ProductType type) {
        return script.send(request -> request.filter().productType() == type
                && request.filter().kind() == Filter.Kind.NONE
                && request.position().isFirst());
    }

    @Test
    void synced_comes_once_when_the_last_list_has_its_baseline() {
        Script script = watching(USDT_FUTURES, COIN_FUTURES, USDC_FUTURES);
        script.shows(USDT_FUTURES, rows(1, 60)).shows(COIN_FUTURES, rows(101, 103));
        for (int i = 0; i < 5; i++) {
            script.later(0.1).answer(script.send());
        }
        // The empty list has its baseline, the others have had one walk each.
        assertThat(script.health().open()).isEqualTo(63);
        assertThat(script.health().synced()).isFalse();
        script.run(10);
        assertThat(script.told()).hasSize(64).endsWith("synced 63");
        script.run(20);
        assertThat(script.told()).isEmpty();
        assertThat(script.view().orders()).hasSize(63);
    }

    @Test
    void two_lists_of_more_than_a_page_reach_their_baseline() {
        Script script = watching(USDT_FUTURES, COIN_FUTURES);
        script.shows(USDT_FUTURES, rows(1, 60))
                .shows(COIN_FUTURES, rows(101, 160))
                .run(10);
        assertThat(script.told()).hasSize(121).endsWith("synced 120");
    }

    @Test
    void lists_take_turns() {
        Script script = watching(USDT_FUTURES, COIN_FUTURES);
        script.shows(USDT_FUTURES, rows(1, 3))
                .shows(COIN_FUTURES, rows(101, 103))
                .run(10);
        List<ProductType> asked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Call call = script.later(0.1).send();
            asked.add(call.request().filter().productType());
            script.answer(call);
        }
        assertThat(asked).containsSubsequence(USDT_FUTURES, COIN_FUTURES, USDT_FUTURES, COIN_FUTURES);
    }

    @Test
    void one_list_says_nothing_of_another() {
        Script script = watching(USDT_FUTURES, COIN_FUTURES);
        script.shows(USDT_FUTURES, rows(1, 4))
                .shows(COIN_FUTURES, rows(101, 104))
                .run(8);
        script.shows(USDT_FUTURES, rows(1, 3)).run(12);
        assertThat(script.told()).contains("closed 4 ATOMIC").noneMatch(told -> told.startsWith("closed 10"));
        assertThat(script.health().open()).isEqualTo(7);
    }

    @Test
    void a_number_of_one_list_in_another_is_a_conflict() {
        Script script = watching(USDT_FUTURES, COIN_FUTURES);
        script.shows(USDT_FUTURES, rows(1, 3))
                .shows(COIN_FUTURES, rows(101, 103))
                .run(8)
                .told();
        script.answer(head(script, COIN_FUTURES), row(103), row(102), row(101), row(3).margin("99"));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.IDENTITY_CONFLICT);
        assertThat(script.health().open()).isEqualTo(6);
    }

    @Test
    void an_empty_list_beside_a_full_one_is_guarded_by_itself() {
        Script script = watching(USDT_FUTURES, COIN_FUTURES);
        script.shows(USDT_FUTURES, rows(1, 4))
                .shows(COIN_FUTURES, rows(101, 104))
                .run(8)
                .told();
        for (int i = 0; i < 2; i++) {
            script.later(2).answer(head(script, COIN_FUTURES), Page.EMPTY);
            script.later(2).answer(head(script, USDT_FUTURES), rows(1, 4));
        }
        assertThat(script.told()).isEmpty();
        script.later(2).answer(head(script, COIN_FUTURES), Page.EMPTY);
        assertThat(script.told()).hasSize(4).allMatch(told -> told.startsWith("closed 10"));
    }

    @Test
    void a_probe_asks_in_the_list_of_its_suspect() {
        Script script = watching(USDT_FUTURES, COIN_FUTURES);
        List<Row> coin = new ArrayList<>(List.of(row(171).trader("T2"), row(170).trader("T2")));
        coin.addAll(rows(101, 160));
        script.shows(USDT_FUTURES, rows(1, 60))
                .shows(COIN_FUTURES, coin)
                .run(10)
                .told();
        script.shows(COIN_FUTURES, coin.subList(1, 62)).answer(head(script, COIN_FUTURES));
        Call probe = script.later(0.1).probe(Filter.Kind.TRADER);
        assertThat(probe.request().filter().productType()).isEqualTo(COIN_FUTURES);
        script.answer(probe);
        assertThat(script.told()).containsExactly("closed 171 ATOMIC");
    }

    @Test
    void the_cadence_counts_rounds_over_all_lists() {
        Script script = watching(TrackerSettings.DEFAULT.withEvery(Duration.ofSeconds(5)), USDT_FUTURES, COIN_FUTURES);
        script.shows(USDT_FUTURES, rows(1, 3)).shows(COIN_FUTURES, rows(101, 103));
        List<Double> begun = new ArrayList<>();
        while (script.seconds() < 40) {
            Call call = script.ask().orElse(null);
            if (call == null) {
                script.later(0.05);
                continue;
            }
            if (call.request().filter().productType() == USDT_FUTURES
                    && call.request().position().isFirst()) {
                begun.add(script.seconds());
            }
            script.later(0.05).answer(call);
        }
        assertThat(begun).hasSize(8);
    }
}
