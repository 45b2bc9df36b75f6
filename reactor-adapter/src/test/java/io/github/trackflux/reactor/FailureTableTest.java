package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.FeedState;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * The table of failures, played through a whole client: which error a refusal is, how often one page is tried, and what a
 * subscriber sees of it, at the start of a feed and after it has worked.
 */
class FailureTableTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final FakeExchange exchange = new FakeExchange(time);
    private final List<FeedStep> steps = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    /** Tries of one page; then what becomes of a feed within ten minutes: it ends, or it goes on with that trouble. */
    @ParameterizedTest(name = "HTTP {0} code {1}")
    @CsvSource(nullValues = "none", textBlock = """
            400, 40001, AuthenticationException,  1, ENDS,         ENDS
            400, 40006, AuthenticationException,  1, ENDS,         ENDS
            400, 40009, AuthenticationException,  1, ENDS,         ENDS
            400, 40012, AuthenticationException,  1, ENDS,         ENDS
            401, none,  AuthenticationException,  1, ENDS,         ENDS
            400, 40037, AuthenticationException,  1, ENDS,         ENDS
            400, 40014, PermissionException,      1, ENDS,         ENDS
            400, 40085, PermissionException,      1, ENDS,         ENDS
            400, 40099, PermissionException,      1, ENDS,         ENDS
            400, 40018, PermissionException,      1, ENDS,         ENDS
            400, 40038, PermissionException,      1, ENDS,         ENDS
            200, 40026, AccountException,         1, ENDS,         ENDS
            400, 31057, AccountException,         1, ENDS,         ENDS
            400, 40008, ClockException,           2, CLOCK,        CLOCK
            400, 40017, ConfigurationException,   1, ENDS,         ENDS
            404, none,  ConfigurationException,   1, ENDS,         ENDS
            400, 40808, ConfigurationException,   3, ENDS,         ENDS
            400, 40303, TooManyRowsException,     1, ENDS,         ENDS
            200, 40200, MaintenanceException,     1, MAINTENANCE,  MAINTENANCE
            200, 40600, MaintenanceException,     1, MAINTENANCE,  MAINTENANCE
            200, 40209, PageNumberException,      1, DECODE,       DECODE
            200, 40015, ServerException,          3, SERVER,       SERVER
            200, 40725, ServerException,          3, SERVER,       SERVER
            200, 45001, ServerException,          3, SERVER,       SERVER
            502, none,  ServerException,          3, SERVER,       SERVER
            408, none,  ServerException,          3, SERVER,       SERVER
            503, 500,   ServerException,          3, SERVER,       SERVER
            400, 99999, UnknownCodeException,     3, UNKNOWN_CODE, UNKNOWN_CODE
            200, none,  ProtocolException,        2, DECODE,       DECODE
            400, 40054, ProtocolException,        2, DECODE,       DECODE
            302, none,  UntrustedServerException, 1, ENDS,         ENDS
            """)
    void what_a_refusal_is_how_often_a_page_is_tried_and_what_a_subscriber_sees(
            int status, String code, String type, int tries, String atStart, String later) {
        exchange.open.addAll(Samples.orders(1, 60));
        exchange.trouble = FakeExchange.refusing(status, code == null ? "" : code);
        exchange.client().list(Samples.QUERY).subscribe(row -> {}, errors::add);
        pass(60);
        assertThat(errors.remove(0).getClass().getSimpleName()).isEqualTo(type);
        assertThat(exchange.calls).hasSize(tries);

        Disposable first = exchange.client().steps(Samples.QUERY).subscribe(steps::add, errors::add);
        pass(600);
        assertThat(outcome(type)).isEqualTo(atStart);
        // It may keep away for a minute more, and would be taken for the next one.
        first.dispose();

        exchange.trouble = FakeExchange.FINE;
        exchange.client().steps(Samples.QUERY).subscribe(steps::add, errors::add);
        pass(20);
        assertThat(last().health().state()).isEqualTo(FeedState.LIVE);
        exchange.trouble = FakeExchange.refusing(status, code == null ? "" : code);
        pass(600);
        assertThat(outcome(type)).isEqualTo(later);
    }

    /** Also that a feed which ended did so once and sends nothing more, and that one which goes on says so. */
    private String outcome(String type) {
        if (!errors.isEmpty()) {
            assertThat(errors.remove(0).getClass().getSimpleName()).isEqualTo(type);
            Duration end = time.now();
            pass(120);
            assertThat(errors).isEmpty();
            assertThat(exchange.callsSince(end)).isZero();
            return "ENDS";
        }
        assertThat(last().health().state()).isIn(FeedState.SYNCING, FeedState.STALE);
        Optional<Trouble> trouble = last().health().trouble();
        return trouble.map(of -> of.kind().name()).orElse("NOTHING");
    }

    private FeedStep last() {
        return steps.get(steps.size() - 1);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 2; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(500));
        }
    }
}
