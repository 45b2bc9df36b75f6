package io.github.trackflux.reactor;

import io.github.trackflux.call.ApiCall;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.RememberingDecoder;
import io.github.trackflux.reactor.simulation.Network;
import io.github.trackflux.reactor.simulation.Scenario;
import io.github.trackflux.simulator.exchange.Reply;
import io.github.trackflux.simulator.exchange.Request;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The way to a simulated exchange and back, in virtual time. What was sent arrives, also if nobody waits any more. */
final class SimulatedNetwork implements Transport {
    private static final io.github.trackflux.page.Reply NO_CODE =
            new io.github.trackflux.page.Reply("", "", Optional.empty(), Optional.empty());

    private final Network network;
    private final Function<Request, Reply> exchange;
    private final LongBinaryConsumer looked;
    private final Time time;
    private final RandomGenerator random;
    private final RememberingDecoder decoder = new RememberingDecoder();

    /** Takes two moments of the exchange's clock. */
    @FunctionalInterface
    interface LongBinaryConsumer {
        void accept(long from, long to);
    }

    /**
     * A network.
     *
     * @param looked is told when a call with a page as its answer was sent, and when that came
     */
    SimulatedNetwork(
            Network network,
            Function<Request, Reply> exchange,
            LongBinaryConsumer looked,
            Time time,
            RandomGenerator random) {
        this.network = network;
        this.exchange = exchange;
        this.looked = looked;
        this.time = time;
        this.random = random;
    }

    @Override
    public Mono<Received> send(ApiCall call, Map<String, String> headers) {
        Request request = new Request("GET", call.path(), call.query(), headers);
        long sent = Scenario.START + time.now().toNanos();
        return Mono.<Received>create(sink -> later(() -> arrive(call.target(), request, sink)))
                .timeout(Network.TIMEOUT, time.scheduler())
                .onErrorMap(TimeoutException.class, error -> new TransportException("no whole answer in time", error))
                .doOnNext(received -> came(received, sent));
    }

    private void came(Received received, long sent) {
        if (received.status() == 200 && received.reply().page().isPresent()) {
            looked.accept(sent, Scenario.START + time.now().toNanos());
        }
    }

    private void arrive(String target, Request request, MonoSink<Received> sink) {
        Reply reply = exchange.apply(request);
        later(() -> answer(target, reply, sink));
    }

    private void answer(String target, Reply reply, MonoSink<Received> sink) {
        try {
            sink.success(new Received(reply.status(), retryAfter(reply), remaining(reply), decode(target, reply)));
        } catch (ProtocolException e) {
            sink.error(e);
        }
    }

    private io.github.trackflux.page.Reply decode(String target, Reply reply) {
        try {
            return decoder.decode(target, ByteBuffer.wrap(reply.body()));
        } catch (ProtocolException e) {
            if (reply.status() == 200) {
                throw e;
            }
            return NO_CODE;
        }
    }

    private static Optional<Duration> retryAfter(Reply reply) {
        return Optional.ofNullable(reply.headers().get("Retry-After"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Optional<Integer> remaining(Reply reply) {
        return Optional.ofNullable(reply.headers().get("x-mbx-used-remain-limit"))
                .map(Integer::valueOf);
    }

    private void later(Runnable arrival) {
        long way = network.oneWay(random, time.now().toNanos());
        if (way != Network.NEVER) {
            time.scheduler().schedule(arrival, way, TimeUnit.NANOSECONDS);
        }
    }
}
