package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Tracker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/** Whoever says what to read and what the answers mean: the production tracker, or a control that must be caught. */
public interface Watcher {
    Optional<PageRequest> next(Duration now);

    Duration idle(Duration now);

    FeedStep answered(PageAnswer answer);

    FeedStep failed(PageRequest request, TrackfluxException error, CallTiming timing);

    /** Whoever watches after this one was killed: from a checkpoint, or anew. */
    default Watcher restarted(Optional<Checkpoint> saved, Duration now) {
        throw new UnsupportedOperationException("a control is never killed");
    }

    /**
     * The production tracker.
     *
     * @param successor what follows when it is killed
     */
    static Watcher of(Tracker tracker, BiFunction<Optional<Checkpoint>, Duration, Watcher> successor) {
        return new Watcher() {
            @Override
            public Optional<PageRequest> next(Duration now) {
                boolean due = tracker.isDue(now);
                Optional<PageRequest> request = tracker.next(now);
                // Drivers rest on it: a feed that is not due takes no permit, and so reads nothing.
                assertThat(due || request.isEmpty())
                        .as("not due, and yet %s", request)
                        .isTrue();
                return request;
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

            @Override
            public Watcher restarted(Optional<Checkpoint> saved, Duration now) {
                return successor.apply(saved, now);
            }
        };
    }
}
