package io.github.trackflux.reactor;

import io.github.bucket4j.Bucket;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The control: the limiter that everybody writes first, a bucket of ten that refills ten a second. */
final class PlainBucketSource implements PageSource {
    private final Bucket bucket = Bucket.builder()
            .withNanosecondPrecision()
            .addLimit(limit -> limit.capacity(10).refillGreedy(10, Duration.ofSeconds(1)))
            .build();
    private final PageSource source;

    PlainBucketSource(PageSource source) {
        this.source = source;
    }

    @Override
    public Mono<PageAnswer> read(PageRequest request) {
        return Mono.defer(() -> Mono.delay(Duration.ofNanos(bucket.consumeIgnoringRateLimits(1))))
                .then(source.read(request));
    }
}
