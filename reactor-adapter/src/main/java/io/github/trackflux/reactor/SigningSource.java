package io.github.trackflux.reactor;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.auth.RequestSigner;
import io.github.trackflux.call.ApiCall;
import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.Refusal;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Signs a call at the moment it is sent, by the server's time and with the credentials of that moment, and turns a refusal
 * into its error.
 */
final class SigningSource implements PageSource {
    private final Transport transport;
    private final Supplier<Credentials> credentials;
    private final ServerClock clock;
    private final Time time;

    SigningSource(Transport transport, Supplier<Credentials> credentials, ServerClock clock, Time time) {
        this.transport = transport;
        this.credentials = credentials;
        this.clock = clock;
        this.time = time;
    }

    @Override
    public Mono<PageAnswer> read(PageRequest request) {
        return Mono.defer(() -> {
            Credentials used = current();
            Mono<PageAnswer> call = Mono.defer(() -> send(request, used));
            return used.signingMayBlock() ? call.subscribeOn(Schedulers.boundedElastic()) : call;
        });
    }

    private Mono<PageAnswer> send(PageRequest request, Credentials used) {
        Duration sent = time.now();
        ApiCall call = request.toCall();
        Map<String, String> headers = RequestSigner.sign(call, used, clock.at(sent));
        return transport
                .send(call, headers)
                .map(received -> answer(request, received, sent, time.now()))
                .onErrorMap(AuthenticationException.class, refusal -> rotated(refusal, used));
    }

    private Credentials current() {
        try {
            return Objects.requireNonNull(credentials.get(), "the supplier gave no credentials");
        } catch (RuntimeException e) {
            throw new AuthenticationException("the credentials could not be had of their supplier", e);
        }
    }

    private Throwable rotated(AuthenticationException refusal, Credentials used) {
        return current().equals(used) ? refusal : new KeyRotatedException(refusal);
    }

    private PageAnswer answer(PageRequest request, Transport.Received received, Duration sent, Duration arrived) {
        Reply reply = received.reply();
        // Also from a refusal: it is the one that says that this machine's clock is wrong.
        reply.requestTime().ifPresent(stamp -> clock.learn(stamp, sent, arrived));
        boolean fine = received.status() / 100 == 2 && reply.page().isPresent();
        if (!fine) {
            throw new Refusal(received.status(), code(reply), reply.message(), received.retryAfter()).toException();
        }
        Page page = reply.page().orElseThrow();
        return new PageAnswer(request, page, new CallTiming(sent, arrived, clock.at(sent), clock.at(arrived)));
    }

    /** A body that claims success under a status that does not is no success, and its code says nothing. */
    private static String code(Reply reply) {
        return reply.page().isPresent() ? "" : reply.code();
    }
}
