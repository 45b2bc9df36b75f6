package io.github.trackflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.suite.TestSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;

/** How the service ends, and what it says when its feed has. */
@Timeout(300)
class EndingIT {
    @Test
    void a_stream_that_is_open_does_not_hold_up_the_end() throws Exception {
        Service service = Service.still(5).synced();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch completed = new CountDownLatch(1);
        service.events("/events", "").doOnComplete(completed::countDown).subscribe(event -> begun.countDown());
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        Instant from = Instant.now();
        service.close();

        assertThat(completed.await(60, TimeUnit.SECONDS)).isTrue();
        // It would be ten seconds if the web server waited for the stream.
        assertThat(Duration.between(from, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void a_key_that_is_refused_is_said_by_health_and_by_a_problem_and_shown_to_nobody() {
        try (SimulatedExchange exchange = SimulatedExchange.builder().start();
                Service service = Service.start(
                        "trackflux.base-url=" + exchange.url(),
                        "trackflux.key.api-key=" + TestSecrets.KEY,
                        "trackflux.key.secret=" + TestSecrets.SECRET,
                        "trackflux.key.passphrase=" + TestSecrets.PASSPHRASE)) {
            Journal journal = service.context.getBean(Journal.class);
            Flux.interval(Duration.ofMillis(50))
                    .takeUntil(tick -> journal.end().isPresent())
                    .blockLast(Service.SOON);

            service.client
                    .get()
                    .uri("/actuator/health")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectBody()
                    .jsonPath("$.components.trackflux.details.state")
                    .isEqualTo("HALTED");
            service.client
                    .get()
                    .uri("/orders")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.title")
                    .isEqualTo("The feed has ended");
            service.client
                    .get()
                    .uri("/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503);
            for (String path : new String[] {"/actuator/health", "/actuator/prometheus", "/actuator/info", "/orders"}) {
                String body = service.client
                        .get()
                        .uri(path)
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
                assertThat(body).doesNotContain(TestSecrets.MARKER);
            }
        }
    }
}
