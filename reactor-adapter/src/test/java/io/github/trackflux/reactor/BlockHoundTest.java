package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.suite.TestSecrets;
import io.github.trackflux.view.FeedStep;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** BlockHound is installed for every test of this module: whatever blocks on a thread that must not is an error there. */
@Timeout(60)
class BlockHoundTest {
    private final Loopback loopback = new Loopback();

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void it_is_at_work_here() {
        Mono<Void> blocking =
                Mono.<Void>fromRunnable(() -> LockSupport.parkNanos(1_000_000)).subscribeOn(Schedulers.parallel());

        assertThatThrownBy(() -> blocking.block(SOON)).hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void it_is_at_work_on_the_threads_of_the_network_too() {
        URI url = loopback.serve(Loopback.answering(200, Loopback.EMPTY_LIST));
        Mono<Transport.Received> blocking =
                Loopback.send(loopback.transport(url)).doOnNext(answer -> LockSupport.parkNanos(1_000_000));

        assertThatThrownBy(() -> blocking.block(SOON)).hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void a_feed_runs_clean_from_the_wire_to_its_subscriber() {
        URI url = loopback.serve((request, response) -> response.sendString(
                Mono.just(request.uri().contains("pageNo=1") ? Loopback.list(45) : Loopback.EMPTY_LIST)));
        try (TrackingOrders orders =
                TrackingOrders.builder(Loopback.CREDENTIALS).baseUrl(url).build()) {
            List<FeedStep> steps =
                    orders.steps(Samples.QUERY).take(25).collectList().block(SOON);

            // What blocks is mapped as a lost call, so none may be lost.
            assertThat(steps).hasSize(25).allMatch(step -> step.health().failedSweeps() == 0);
        }
    }

    @Test
    void signing_with_rsa_runs_clean_too() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        URI url = loopback.serve(Loopback.answering(200, Loopback.EMPTY_LIST));
        Credentials credentials = Credentials.rsa(TestSecrets.secret("blockhound-rsa"), pem, TestSecrets.PASSPHRASE);
        try (TrackingOrders orders =
                TrackingOrders.builder(credentials).baseUrl(url).build()) {
            List<FeedStep> steps =
                    orders.steps(Samples.QUERY).take(10).collectList().block(SOON);

            assertThat(steps).hasSize(10).allMatch(step -> step.health().failedSweeps() == 0);
        }
    }

    @Test
    void calls_in_great_number_run_clean() {
        URI url = loopback.serve(Loopback.answering(200, Loopback.list(300)));
        NettyTransport transport = loopback.transport(url);

        Long answers = Flux.range(0, 500)
                .flatMap(i -> Loopback.send(transport), 20)
                .count()
                .block(Duration.ofSeconds(40));

        assertThat(answers).isEqualTo(500);
    }
}
