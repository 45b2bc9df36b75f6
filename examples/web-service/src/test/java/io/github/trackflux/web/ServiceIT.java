package io.github.trackflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What the service answers, over real HTTP, of a simulated exchange that is changed by hand. */
@Timeout(300)
class ServiceIT {
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.still(20, "trackflux.web.journal=100", "trackflux.hold-down=0s")
                .synced();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void orders_are_listed_with_the_number_of_the_last_event_that_they_hold() {
        service.client
                .get()
                .uri("/orders")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.seq")
                .isNumber()
                .jsonPath("$.asOf")
                .isNotEmpty()
                .jsonPath("$.orders[0].trackingNo")
                .isNotEmpty()
                .jsonPath("$.orders[0].openPrice")
                .value(String.class, price -> assertThat(price).matches("[0-9.]+"));
    }

    @Test
    void orders_are_picked_by_symbol_and_trader() {
        String mine = opened("PICKUSDT", "pick-trader");
        opened("PICKUSDT", "other-trader");

        service.client
                .get()
                .uri("/orders?symbol=pickusdt&trader=pick-trader")
                .exchange()
                .expectBody()
                .jsonPath("$.orders.length()")
                .isEqualTo(1)
                .jsonPath("$.orders[0].trackingNo")
                .isEqualTo(mine);
        service.client
                .get()
                .uri("/orders/" + mine)
                .exchange()
                .expectBody()
                .jsonPath("$.symbol")
                .isEqualTo("PICKUSDT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/1", "/nowhere", "/orders?symbol=" + LONG, "/events?trader=" + LONG})
    void what_cannot_be_answered_is_a_problem(String path) {
        service.client
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.detail")
                .isNotEmpty();
    }

    private static final String LONG = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    @Test
    void a_new_reader_is_told_what_is_open_and_then_what_changes() {
        StepVerifier.create(service.events("/events?symbol=NEWUSDT", ""))
                .assertNext(snapshot -> {
                    assertThat(snapshot.event()).isEqualTo("snapshot");
                    assertThat(snapshot.data()).containsEntry("reason", "first").containsEntry("synced", true);
                    assertThat((List<?>) snapshot.data().get("orders")).isEmpty();
                })
                .then(() -> service.open("NEWUSDT", "a-trader"))
                .assertNext(opened -> {
                    assertThat(opened.event()).isEqualTo("opened");
                    assertThat(opened.id()).matches("\\d+\\.[0-9a-f]{8}");
                    assertThat(opened.data()).containsEntry("origin", "live");
                })
                .thenCancel()
                .verify(Service.SOON);
    }

    @Test
    void a_reader_that_comes_back_is_told_what_it_missed_and_nothing_twice() {
        String last = service.first(1, "/events", "").get(0).id();
        String one = opened("BACKUSDT", "a-trader");
        String two = opened("BACKUSDT", "a-trader");

        List<ServerSentEvent<Map<String, Object>>> missed = service.first(2, "/events?symbol=BACKUSDT", last);

        assertThat(missed).extracting(ServerSentEvent::event).containsExactly("opened", "opened");
        assertThat(missed).extracting(event -> number(event)).containsExactly(one, two);
        service.close(two);
        assertThat(service.first(2, "/events?symbol=BACKUSDT", missed.get(0).id()))
                .extracting(ServerSentEvent::event)
                .containsExactly("opened", "closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.00000000", "nonsense", "1"})
    void a_reader_of_another_run_is_told_what_is_open_and_why(String last) {
        ServerSentEvent<Map<String, Object>> first =
                service.first(1, "/events", last).get(0);
        assertThat(first.event()).isEqualTo("snapshot");
        assertThat(first.data()).containsEntry("reason", "other-run");
    }

    @Test
    void a_reader_that_comes_back_too_late_is_told_what_is_open_and_why() {
        ServerSentEvent<Map<String, Object>> before =
                service.first(1, "/events", "").get(0);
        openMoreThanIsKept();

        ServerSentEvent<Map<String, Object>> first =
                service.first(1, "/events", before.id()).get(0);
        assertThat(first.event()).isEqualTo("snapshot");
        assertThat(first.data()).containsEntry("reason", "too-old");
    }

    @Test
    void a_reader_that_is_too_slow_is_told_what_is_open_instead_of_all_that_it_missed() {
        Flux<ServerSentEvent<Object>> stream = service.context
                .getBean(Streams.class)
                .open(Optional.empty(), Selection.of(null, null))
                .filter(event -> !"vitals".equals(event.event()));

        StepVerifier.create(stream, 1)
                .assertNext(first -> assertThat(reason(first)).isEqualTo(SnapshotJson.Reason.FIRST))
                .then(ServiceIT::openMoreThanIsKept)
                .thenRequest(1000)
                .thenConsumeWhile(event -> !"snapshot".equals(event.event()))
                .assertNext(again -> assertThat(reason(again)).isEqualTo(SnapshotJson.Reason.TOO_OLD))
                .thenCancel()
                .verify(Service.SOON);
    }

    private static SnapshotJson.Reason reason(ServerSentEvent<Object> event) {
        return ((SnapshotJson) event.data()).reason();
    }

    /** And closes them; waits until the service knows. Whoever read before is then behind what the journal keeps. */
    private static void openMoreThanIsKept() {
        List<String> opened = service.exchange()
                .market(market -> IntStream.range(0, 150)
                        .mapToObj(i -> market.open("LATEUSDT", "late-trader").trackingNo())
                        .toList());
        Journal journal = service.context.getBean(Journal.class);
        journal.news()
                .takeUntil(tick ->
                        opened.stream().allMatch(number -> journal.order(number).isPresent()))
                .blockLast(Service.SOON);
        service.exchange().market(market -> market.closeAll("late-trader"));
        // Else whoever reads next may be behind as well.
        journal.news()
                .takeUntil(tick -> opened.stream()
                        .noneMatch(number -> journal.order(number).isPresent()))
                .blockLast(Service.SOON);
    }

    @Test
    void health_is_the_feeds_and_nothing_beyond_four_endpoints_is_shown() {
        service.client
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP")
                .jsonPath("$.components.trackflux.details.state")
                .isEqualTo("LIVE");
        for (String hidden : List.of("env", "configprops", "beans", "heapdump", "loggers", "threaddump", "shutdown")) {
            service.client
                    .get()
                    .uri("/actuator/" + hidden)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void metrics_are_the_librarys_and_the_streams() {
        service.first(1, "/events", "");
        String metrics = text("/actuator/prometheus");
        assertThat(metrics)
                .contains(
                        "trackflux_calls_seconds_count{outcome=\"success\"}",
                        "trackflux_feeds{state=\"live\"} 1",
                        "trackflux_budget_limit_calls 10",
                        "http_server_requests_seconds_count",
                        "trackflux_web_stream_seconds_count");
        assertThat(metrics).doesNotContain("PICKUSDT", "late-trader");
        service.client
                .get()
                .uri("/actuator/metrics/trackflux.open.orders")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void the_page_may_run_nothing_but_what_is_shipped() {
        service.client
                .get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Security-Policy", Guard.POLICY)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff");
        assertThat(Guard.POLICY).contains("default-src 'none'").doesNotContain("unsafe");
        assertThat(text("/")).doesNotContain("http://", "https://", "<script>", "style=", "onclick");
    }

    @Test
    void a_name_that_is_not_the_services_is_refused() {
        service.client
                .get()
                .uri("/orders")
                .header("Host", "evil.example:80")
                .exchange()
                .expectStatus()
                .isEqualTo(421)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        service.client
                .get()
                .uri("/orders")
                .header("Host", "localhost:8080")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static String text(String path) {
        return service.client
                .get()
                .uri(path)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private static String number(ServerSentEvent<Map<String, Object>> event) {
        return (String) ((Map<?, ?>) event.data().get("order")).get("trackingNo");
    }

    /** Opens one, and waits until the service knows. */
    private static String opened(String symbol, String trader) {
        String number = service.open(symbol, trader);
        Journal journal = service.context.getBean(Journal.class);
        journal.news().takeUntil(tick -> journal.order(number).isPresent()).blockLast(Service.SOON);
        return number;
    }
}
