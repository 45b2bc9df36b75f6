package io.github.trackflux.reactor;

import io.github.trackflux.call.ApiCall;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Tells the permit of a call how many more calls the answer says are left. */
final class HeedingTransport implements Transport {
    private final Transport transport;

    HeedingTransport(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<Received> send(ApiCall call, Map<String, String> headers) {
        return Mono.deferContextual(context -> transport.send(call, headers).map(received -> {
            received.remaining()
                    .ifPresent(left -> context.<Permit>getOrEmpty(Permit.class).ifPresent(permit -> permit.left(left)));
            return received;
        }));
    }

    @Override
    public void close() {
        transport.close();
    }
}
