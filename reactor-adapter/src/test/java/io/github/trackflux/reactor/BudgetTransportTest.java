package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.EMPTY_LIST;
import static io.github.trackflux.reactor.Loopback.SOON;
import static io.github.trackflux.reactor.Loopback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.TransportException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.core.publisher.Mono;

/** What the budget rests on, over real HTTP. */
@Timeout(60)
class BudgetTransportTest {
    private final Loopback loopback = new Loopback();

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void a_call_that_was_given_up_takes_its_connection_with_it() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Set<String> connections = ConcurrentHashMap.newKeySet();
        URI url = loopback.serve((request, response) -> {
            boolean[] first = {false};
            request.withConnection(connection -> {
                first[0] = connections.isEmpty();
                connections.add(connection.channel().remoteAddress().toString());
                if (first[0]) {
                    connection.onDispose(gone::countDown);
                }
            });
            return first[0] ? Mono.never() : response.sendString(Mono.just(EMPTY_LIST));
        });
        NettyTransport transport =
                loopback.transport(url, client -> client.responseTimeout(Duration.ofMillis(200)), Time.system());

        assertThat(catchThrowable(() -> send(transport).block(SOON))).isInstanceOf(TransportException.class);
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();

        // Enough for whatever the pool has: none of it is the connection on which an answer may still come.
        assertThat(send(transport).retry(10).block(SOON).status()).isEqualTo(200);
        assertThat(connections.size()).isGreaterThan(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // all of 127.0.0.0/8 is this machine there
    void calls_go_out_from_the_address_that_was_set() throws Exception {
        Queue<String> from = new ConcurrentLinkedQueue<>();
        URI url = loopback.serve((request, response) -> {
            from.add(request.remoteAddress().getAddress().getHostAddress());
            return response.sendString(Mono.just(EMPTY_LIST));
        });
        var builder = TrackingOrders.builder(Loopback.CREDENTIALS).localAddress(InetAddress.getByName("127.0.0.2"));

        send(loopback.transport(url, builder.customiser(), Time.system())).block(SOON);

        assertThat(from).containsExactly("127.0.0.2");
    }

    @Test
    void what_the_answer_says_is_left_reaches_the_budget() {
        URI url = loopback.serve((request, response) ->
                response.header("x-mbx-used-remain-limit", "5").sendString(Mono.just(EMPTY_LIST)));
        Time time = Time.system();
        CallBudget budget = new CallBudget(10, time);
        PageSource source = TrackingOrders.assemble(
                loopback.transport(url),
                () -> Loopback.CREDENTIALS,
                new ServerClock(time),
                budget,
                new HostBudget(HostBudget.UNLIMITED, time),
                new Observed(null, time),
                time);

        source.read(Samples.firstPage()).block(SOON);

        assertThat(budget.state().callsPerSecond()).isEqualTo(6);
    }
}
