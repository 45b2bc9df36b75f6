package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.EMPTY_LIST;
import static io.github.trackflux.reactor.Loopback.SOON;
import static io.github.trackflux.reactor.Loopback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.PageAnswer;
import io.netty.channel.Channel;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Connections that were good and are not any more, and names that lead to several addresses. */
@Timeout(60)
class NettyTransportPoolTest {
    private final Loopback loopback = new Loopback();
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    /** Requests from this one on are not answered on connections that had answered before. */
    private volatile int silentFrom = Integer.MAX_VALUE;

    private volatile boolean hangsUp;
    private final Queue<Disposable> later = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        loopback.close();
    }

    @ParameterizedTest(name = "hangs up: {0}")
    @ValueSource(booleans = {true, false})
    void after_a_kept_connection_that_is_dead_a_page_is_tried_once_on_a_fresh_one(boolean hangsUp) {
        NettyTransport transport = transport();
        // Several kept connections, all of which die: the retry must not take the next of them.
        Flux.range(0, 8).flatMap(i -> send(transport), 8).blockLast(SOON);
        this.hangsUp = hangsUp;
        silentFrom = requests.get();
        int before = requests.get();

        PageAnswer answer = retrying(transport).block(SOON);

        assertThat(answer.page().rows()).isEmpty();
        assertThat(requests.get() - before).isEqualTo(2);
    }

    @Test
    void a_server_that_hangs_up_in_the_middle_of_every_body_is_tried_twice_and_no_more() {
        URI url = loopback.serve((request, response) -> {
            requests.incrementAndGet();
            request.withConnection(
                    connection -> later.add(Mono.delay(Duration.ofMillis(50)).subscribe(tick -> connection.dispose())));
            return response.header("Content-Length", "1000")
                    .sendString(Flux.just("{\"code\":").concatWith(Mono.never()));
        });

        assertThat(catchThrowable(() -> retrying(loopback.transport(url)).block(SOON)))
                .isInstanceOf(TransportException.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    void a_name_whose_first_address_is_dead_is_reached_by_the_next() {
        URI here = serve();
        URI url = URI.create("http://localhost:" + here.getPort());
        List<InetAddress> addresses = List.of(address(0, 0, 0, 0, 0, 0, 0, 1), address(127, 0, 0, 1));
        NettyTransport transport =
                loopback.transport(url, client -> client.resolver(new Names(addresses)), Time.system());

        assertThat(send(transport).block(SOON).reply().code()).isEqualTo("00000");
    }

    private static InetAddress address(int... parts) {
        try {
            byte[] bytes = new byte[parts.length == 4 ? 4 : 16];
            for (int i = 0; i < parts.length; i++) {
                bytes[bytes.length - parts.length + i] = (byte) parts[i];
            }
            return InetAddress.getByAddress("localhost", bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Resolves every name to the same addresses. */
    private static final class Names extends AddressResolverGroup<InetSocketAddress> {
        private final List<InetAddress> addresses;

        Names(List<InetAddress> addresses) {
            this.addresses = addresses;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) {
                    promise.setSuccess(addresses.get(0));
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                    promise.setSuccess(addresses);
                }
            }.asAddressResolver();
        }
    }

    private NettyTransport transport() {
        return loopback.transport(serve(), client -> client.responseTimeout(Duration.ofSeconds(2)), Time.system());
    }

    private URI serve() {
        return loopback.serve((request, response) -> {
            int number = requests.incrementAndGet();
            boolean[] old = {false};
            request.withConnection(connection -> {
                old[0] = !connections.add(connection.channel());
                if (old[0] && number > silentFrom && hangsUp) {
                    connection.dispose();
                }
            });
            return old[0] && number > silentFrom ? Mono.never() : response.sendString(Mono.just(EMPTY_LIST));
        });
    }

    private static Mono<PageAnswer> retrying(Transport transport) {
        Time time = Time.system();
        PageSource signed = new SigningSource(transport, () -> Loopback.CREDENTIALS, new ServerClock(time), time);
        return new RetryingSource(signed, time).read(Samples.firstPage());
    }
}
