package io.github.trackflux.reactor;

import io.github.trackflux.call.ClockException;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tries a page again, as a page, where that may help: at once after a lost connection, a wrong clock or a garbled answer,
 * twice after short waits when the server failed, and when it says so after too many calls. Every try pays and signs anew.
 */
final class RetryingSource implements PageSource {
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MOST = 4;

    private final PageSource source;
    private final Time time;

    RetryingSource(PageSource source, Time time) {
        this.source = source;
        this.time = time;
    }

    @Override
    public Mono<PageAnswer> read(PageRequest request) {
        return source.read(request).retryWhen(Retry.from(tries -> tries.concatMap(this::next)));
    }

    private Mono<Long> next(Retry.RetrySignal tried) {
        Throwable error = tried.failure();
        long before = tried.totalRetries();
        if (before >= most(error)) {
            return Mono.error(error);
        }
        Duration wait = wait(error, before);
        return wait.isZero() ? Mono.just(before) : Mono.delay(wait, time.scheduler());
    }

    private static int most(Throwable error) {
        if (error instanceof ThrottledException) {
            return MOST;
        }
        if (error instanceof ServerException) {
            return 2;
        }
        boolean once = error instanceof TransportException
                || error instanceof ClockException
                || error instanceof ProtocolException;
        return once ? 1 : 0;
    }

    private Duration wait(Throwable error, long before) {
        if (error instanceof ThrottledException throttled) {
            Duration asked =
                    throttled.retryAfter().orElse(time.jittered(Duration.ofSeconds(1), before, Duration.ofSeconds(30)));
            return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        }
        return error instanceof ServerException
                ? time.jittered(Duration.ofMillis(200), before, Duration.ofSeconds(3))
                : Duration.ZERO;
    }
}
