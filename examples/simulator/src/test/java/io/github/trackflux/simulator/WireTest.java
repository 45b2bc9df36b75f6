package io.github.trackflux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.simulator.exchange.BrokenBodies;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.wire.WireFault;
import io.github.trackflux.simulator.wire.WireFaults;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of the way, as a client of another kind sees them. */
@Timeout(60)
class WireTest {

    private static final String ALL = "pageNo=1&pageSize=50&productType=USDT-FUTURES";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final SimulatedExchange exchange =
            SimulatedExchange.builder().orders(40).still().start();
    private final HttpCaller caller = new HttpCaller(exchange.url(), exchange.account());

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void an_answer_in_slices_says_the_same() throws Exception {
        String whole = rows(caller.get(ALL));
        exchange.wire(WireFaults.sliced(1));

        assertThat(rows(caller.get(ALL))).isEqualTo(whole);
    }

    @Test
    void a_slow_answer_takes_as_long_as_its_bytes_do() throws Exception {
        int bytes = caller.get(ALL).body().length();
        exchange.wire(WireFaults.slow(4 * bytes));
        long begun = System.nanoTime();

        assertThat(caller.get(ALL).body()).hasSize(bytes);
        assertThat(System.nanoTime() - begun).isGreaterThan(200_000_000L);
    }

    @Test
    void blanks_before_the_body_are_still_the_body() throws Exception {
        exchange.wire(WireFaults.padded(3_000_001));

        HttpResponse<String> answer = caller.get(ALL);

        assertThat(answer.body()).hasSizeGreaterThan(3_000_001);
        assertThat(answer.body().strip()).startsWith("{\"code\":\"00000\"");
    }

    @Test
    void blanks_are_not_packed_for_who_asks_for_gzip() throws Exception {
        exchange.wire(WireFaults.padded(500_000));

        var answer = caller.zipped(ALL);

        assertThat(answer.headers().firstValue("content-encoding")).hasValue("identity");
        assertThat(answer.body().readAllBytes()).hasSizeGreaterThan(500_000);
    }

    @Test
    void an_answer_breaks_off_where_it_is_told_to() {
        for (WireFault cut :
                new WireFault[] {WireFaults.cutAfter(1_000), WireFaults.resetAfter(1_000), WireFaults.cutAfter(0)}) {
            exchange.wire(cut);

            assertThatThrownBy(() -> caller.get(ALL)).isInstanceOf(IOException.class);
        }
        assertThat(exchange.tally().answered()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void a_call_that_is_reset_is_not_counted() {
        exchange.wire(WireFaults.reset());

        // A client that asks again may do so; none of its calls was counted.
        assertThatThrownBy(() -> caller.get(ALL)).isInstanceOf(IOException.class);
        assertThat(exchange.tally().calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void silence_is_a_timeout_whether_the_call_was_counted_or_not(boolean counted) {
        exchange.wire(counted ? WireFaults.silentAfter(10) : WireFaults.lost());

        assertThatThrownBy(() -> caller.impatient(ALL, SHORT)).isInstanceOf(HttpTimeoutException.class);
        assertThat(exchange.tally().calls()).isEqualTo(counted ? 1 : 0);
    }

    @Test
    void a_call_that_is_held_is_counted_when_it_is_let_go() throws Exception {
        CountDownLatch counted = new CountDownLatch(1);
        exchange.exchange(rules -> {
            rules.listen((request, reply, at) -> counted.countDown());
            return rules;
        });
        exchange.wire(WireFaults.held(Duration.ofMillis(800)));

        assertThatThrownBy(() -> caller.impatient(ALL, SHORT)).isInstanceOf(HttpTimeoutException.class);
        assertThat(counted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_connection_that_turns_deaf_answers_once() throws Exception {
        exchange.wire(WireFaults.deafAfterwards());

        assertThat(caller.get(ALL).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> caller.impatient(ALL, SHORT)).isInstanceOf(HttpTimeoutException.class);
        assertThat(exchange.tally().calls()).isEqualTo(1);
    }

    @Test
    void a_connection_that_is_closed_after_its_answer_is_not_used_again() throws Exception {
        exchange.wire(WireFaults.closedAfter(Duration.ZERO).when(Calls.numbered(1, 1)));

        caller.get(ALL);
        while (exchange.connections() > 0) {
            Thread.onSpinWait();
        }
        assertThat(caller.get(ALL).statusCode()).isEqualTo(200);
    }

    @Test
    void faults_add_up_and_each_keeps_to_its_calls() throws Exception {
        exchange.wire(
                WireFaults.sliced(7).when(Calls.numbered(2, 2)),
                WireFaults.padded(10_000).when(Calls.forPage(1)),
                WireFaults.lost().when(Calls.forPage(3)));

        assertThat(caller.get(ALL).body()).hasSizeGreaterThan(10_000).startsWith("  ");
        assertThat(caller.get(ALL).body()).hasSizeGreaterThan(10_000).startsWith("  ");
        assertThat(caller.get(ALL.replace("pageNo=1", "pageNo=2")).body()).startsWith("{");
        assertThatThrownBy(() -> caller.impatient(ALL.replace("pageNo=1", "pageNo=3"), SHORT))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void a_fault_that_breaks_is_an_http_500() throws Exception {
        exchange.wire((passage, call) -> {
            throw new IllegalStateException("broken on purpose by a test");
        });

        assertThat(caller.get(ALL).statusCode()).isEqualTo(500);
    }

    @Test
    void shares_are_drawn_by_the_seed() throws Exception {
        assertThat(fates()).isEqualTo(fates()).contains("200", "302");
    }

    /** What becomes of twenty calls, of which half are redirected. */
    private static String fates() throws Exception {
        StringBuilder fates = new StringBuilder();
        try (SimulatedExchange seeded = SimulatedExchange.builder()
                .seed(4)
                .still()
                .limit(100)
                .quirks(BrokenBodies.redirect("http://127.0.0.1:1/").when(Calls.share(0.5)))
                .start()) {
            HttpCaller caller = new HttpCaller(seeded.url(), seeded.account());
            for (int i = 0; i < 20; i++) {
                fates.append(caller.get(ALL).statusCode()).append(' ');
            }
        }
        return fates.toString();
    }

    private static String rows(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"requestTime\":\"[0-9]+\"", "");
    }
}
