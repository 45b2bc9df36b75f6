package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.AccountId;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.scheduler.VirtualTimeScheduler;

class BudgetsTest {
    private static final AccountId ONE = new AccountId("00000000000a");
    private static final AccountId OTHER = new AccountId("00000000000b");

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();

    @Test
    void all_clients_of_one_key_and_host_share_one_budget() {
        assertThat(of(ONE, "api.bitget.com", 10)).isSameAs(of(ONE, "api.bitget.com", 10));
    }

    @Test
    void another_key_or_another_host_has_a_budget_of_its_own() {
        CallBudget budget = of(ONE, "api.bitget.com", 10);

        assertThat(of(OTHER, "api.bitget.com", 10)).isNotSameAs(budget);
        assertThat(of(ONE, "localhost:8080", 10)).isNotSameAs(budget);
    }

    @Test
    void clients_of_one_key_and_host_that_were_told_different_limits_share_the_lower_one() {
        CallBudget ten = of(ONE, "limits.test", 10);
        CallBudget four = of(ONE, "limits.test", 4);
        CallBudget seven = of(ONE, "limits.test", 7);

        assertThat(ten.size()).isEqualTo(4);
        assertThat(four).isSameAs(ten);
        assertThat(seven).isSameAs(ten);
    }

    @Test
    void a_limit_that_is_lowered_while_calls_are_out_holds_as_soon_as_they_are_back() {
        CallBudget budget = of(ONE, "lowered.test", 10);
        List<Permit> out = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            budget.acquire().subscribe(out::add);
        }
        assertThat(out).hasSize(10);

        assertThat(of(ONE, "lowered.test", 3)).isSameAs(budget);
        List.copyOf(out).forEach(Permit::answered);
        out.clear();
        scheduler.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(out).hasSize(3);
    }

    @Test
    @Timeout(30)
    @SuppressWarnings("SystemGC") // the point
    void what_was_spent_and_for_how_long_all_must_wait_outlives_all_clients() {
        of(ONE, "spent.test", 1).acquire().subscribe(Permit::answered);
        of(ONE, "closed.test", 10).acquire().subscribe(permit -> permit.refused(Optional.of(Duration.ofSeconds(30))));
        for (int i = 0; i < 5; i++) {
            System.gc();
        }

        List<Permit> out = new ArrayList<>();
        of(ONE, "spent.test", 1).acquire().subscribe(out::add);
        of(ONE, "closed.test", 10).acquire().subscribe(out::add);
        assertThat(out).isEmpty();
        scheduler.advanceTimeBy(Duration.ofMillis(1010));
        assertThat(out).hasSize(1);
        scheduler.advanceTimeBy(Duration.ofSeconds(29));
        assertThat(out).hasSize(2);
    }

    @Test
    @Timeout(30)
    void a_budget_ends_with_the_last_client_that_holds_it() {
        WeakReference<CallBudget> budget = new WeakReference<>(of(ONE, "weak.test", 10));

        while (budget.get() != null) {
            System.gc();
        }

        assertThat(of(ONE, "weak.test", 10)).isNotNull();
    }

    private CallBudget of(AccountId account, String host, int callsPerSecond) {
        return Budgets.of(account, host, callsPerSecond, Time.of(scheduler));
    }
}
