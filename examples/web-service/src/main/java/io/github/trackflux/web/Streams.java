package io.github.trackflux.web;

import io.github.trackflux.web.Journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;

/**
 * Streams of server-sent events, each for one reader.
 *
 * <pre>
 * new reader         snapshot   opened updated …       with ids, number.run
 * came back in time             opened updated …       from the one after its last
 * came back too late snapshot   opened updated …       whose reason says so
 * </pre>
 */
@Component
final class Streams {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Journal journal;
    private final Vitals vitals;

    Streams(Journal journal, Vitals vitals) {
        this.journal = journal;
        this.vitals = vitals;
    }

    /** @param last the last id that the reader had, if it had one */
    Flux<ServerSentEvent<Object>> open(Optional<LastId> last, Selection wanted) {
        return Flux.defer(() -> {
                    Reader reader = new Reader(last, wanted);
                    Flux<ServerSentEvent<Object>> orders = journal.news().concatMapIterable(tick -> reader.next(), 1);
                    Flux<ServerSentEvent<Object>> signs = vitals.stream()
                            .map(now -> ServerSentEvent.<Object>builder(now)
                                    .event("vitals")
                                    .build())
                            .onBackpressureBuffer(Vitals.KEPT, old -> {}, BufferOverflowStrategy.DROP_OLDEST);
                    // One at a time, so that what a slow reader has not read is not read for it.
                    return Flux.merge(1, orders, signs);
                })
                .takeUntilOther(journal.closing());
    }

    /** Where one reader is. Read on one thread at a time, as its subscription demands. */
    private final class Reader {
        private final Selection wanted;
        private Optional<Long> position;
        private SnapshotJson.Reason reason;

        Reader(Optional<LastId> last, Selection wanted) {
            this.wanted = wanted;
            this.position = last.filter(id -> id.run().equals(journal.run())).flatMap(id -> journal.after(id.number()));
            this.reason = last.isEmpty()
                    ? SnapshotJson.Reason.FIRST
                    : last.get().run().equals(journal.run())
                            ? SnapshotJson.Reason.TOO_OLD
                            : SnapshotJson.Reason.OTHER_RUN;
        }

        List<ServerSentEvent<Object>> next() {
            Optional<List<Entry>> entries = position.flatMap(journal::from);
            return entries.map(this::events).orElseGet(this::snapshot);
        }

        private List<ServerSentEvent<Object>> events(List<Entry> entries) {
            List<ServerSentEvent<Object>> events = new ArrayList<>();
            for (Entry entry : entries) {
                position = Optional.of(entry.position() + 1);
                boolean covered = entry.event()
                        .subject()
                        .map(order -> wanted.covers(order, entry.trader()))
                        .orElse(true);
                if (covered) {
                    EventJson event = EventJson.of(entry.event());
                    events.add(sent(event.event(), event.seq(), event));
                }
            }
            return events;
        }

        private List<ServerSentEvent<Object>> snapshot() {
            Journal.View view = journal.view();
            SnapshotJson snapshot = SnapshotJson.of(view, wanted, reason);
            position = Optional.of(view.next());
            reason = SnapshotJson.Reason.TOO_OLD;
            return List.of(sent("snapshot", view.sequence(), snapshot));
        }

        private ServerSentEvent<Object> sent(String kind, long number, Object body) {
            ServerSentEvent.Builder<Object> event =
                    ServerSentEvent.builder(body).event(kind).retry(RETRY);
            return (journal.isNumbered(number) ? event.id(new LastId(number, journal.run()).text()) : event).build();
        }
    }
}
