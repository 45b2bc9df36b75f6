package io.github.trackflux.reactor;

import io.github.trackflux.call.ClockException;
import io.github.trackflux.call.ConfigurationException;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UnknownCodeException;
import io.github.trackflux.call.UntrustedServerException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tries a page again, as a page, where that may help: at once after a lost connection, a wrong clock, a garbled answer or
 * a key that was replaced meanwhile, twice after short waits when the server failed or could not prove who it is, and four
 * times after too many calls. Every try pays and signs anew, and after a lost connection takes a fresh one. How long to wait
 * after too many calls is the budget's, since it is true of all calls of that user.
 */
final class RetryingSource implements PageSource {
    /** In the context of a call that must not use a connection that has been used before. */
    static final String FRESH = "trackflux.freshConnection";

    private static final int MOST = 4;
    /** What the exchange says in a release and of a wrong parameter alike. */
    private static final String AMBIGUOUS = "40808";

    private final PageSource source;
    private final Time time;

    RetryingSource(PageSource source, Time time) {
        this.source = source;
        this.time = time;
    }

    @Override
    public Mono<PageAnswer> read(PageRequest request) {
        return Mono.defer(() -> {
            AtomicBoolean lost = new AtomicBoolean();
            return source.read(request)
                    .contextWrite(context -> lost.get() ? context.put(FRESH, true) : context)
                    .retryWhen(Retry.from(tries -> tries.concatMap(tried -> next(tried, lost))))
                    .onErrorMap(RetryingSource::last);
        });
    }

    private Mono<Long> next(Retry.RetrySignal tried, AtomicBoolean lost) {
        Throwable error = tried.failure();
        lost.set(error instanceof TransportException);
        long before = tried.totalRetries();
        if (before >= most(error)) {
            return Mono.error(error);
        }
        Duration wait = wait(error, before);
        return wait.isZero() ? Mono.just(before) : Mono.delay(wait, time.scheduler());
    }

    /** What is left to say when no try is. */
    private static Throwable last(Throwable error) {
        if (error instanceof KeyRotatedException rotated) {
            return rotated.refusal();
        }
        boolean parameter = error instanceof ServerException server
                && server.code().filter(AMBIGUOUS::equals).isPresent();
        return parameter ? new ConfigurationException(AMBIGUOUS, String.valueOf(error.getMessage())) : error;
    }

    private static int most(Throwable error) {
        if (error instanceof ThrottledException) {
            return MOST;
        }
        if (isServerFailure(error) || isUnproven(error)) {
            return 2;
        }
        boolean once = error instanceof TransportException
                || error instanceof ClockException
                || error instanceof ProtocolException
                || error instanceof KeyRotatedException;
        return once ? 1 : 0;
    }

    private static boolean isServerFailure(Throwable error) {
        return error instanceof ServerException || error instanceof UnknownCodeException;
    }

    /** A certificate may be about to be replaced; a redirect, which has no cause, is what somebody set up. */
    private static boolean isUnproven(Throwable error) {
        return error instanceof UntrustedServerException && error.getCause() != null;
    }

    private Duration wait(Throwable error, long before) {
        if (isUnproven(error)) {
            return time.spread(Duration.ofSeconds(1), before, Duration.ofSeconds(10));
        }
        return isServerFailure(error)
                ? time.jittered(Duration.ofMillis(200), before, Duration.ofSeconds(3))
                : Duration.ZERO;
    }
}
