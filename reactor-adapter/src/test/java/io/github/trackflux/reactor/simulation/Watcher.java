package io.github.trackflux.reactor.simulation;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Tracker;
import java.time.Duration;
import java.util.Optional;

/** Whoever says what to read and what the answers mean: the production tracker, or a control that must be caught. */
public interface Watcher {
    Optional<PageRequest> next(Duration now);

    Duration idle(Duration now);

    FeedStep answered(PageAnswer answer);

    FeedStep failed(PageRequest request, TrackfluxException error, CallTiming timing);

    /** The production tracker. */
    static Watcher of(Tracker tracker) {
        return new Watcher() {
            @Override
            public Optional<PageRequest> next(Duration now) {
                return tracker.next(now);
            }

            @Override
            public Duration idle(Duration now) {
                return tracker.idle(now);
            }

            @Override
            public FeedStep answered(PageAnswer answer) {
                return tracker.answered(answer);
            }

            @Override
            public FeedStep failed(PageRequest request, TrackfluxException error, CallTiming timing) {
                return tracker.failed(request, error, timing);
            }
        };
    }
}
