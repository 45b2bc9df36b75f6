package io.github.trackflux.web;

import io.github.trackflux.web.Journal.View;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** What can be asked for. */
@RestController
class OrdersController {
    private static final int LONGEST = 64;

    private final Journal journal;
    private final Streams streams;
    private final ObservationRegistry observations;

    OrdersController(Journal journal, Streams streams, ObservationRegistry observations) {
        this.journal = journal;
        this.streams = streams;
        this.observations = observations;
    }

    /** @param seq the number of the last event that it holds */
    record Orders(long seq, Instant asOf, List<OrderJson> orders) {}

    @GetMapping("/orders")
    Orders orders(
            @RequestParam(required = false) @Nullable @Size(max = LONGEST) String symbol,
            @RequestParam(required = false) @Nullable @Size(max = LONGEST) String trader) {
        View view = whole();
        return new Orders(view.sequence(), view.asOf(), SnapshotJson.orders(view, Selection.of(symbol, trader)));
    }

    @GetMapping("/orders/{trackingNo}")
    OrderJson order(@PathVariable @Size(max = LONGEST) String trackingNo) {
        whole();
        return journal.order(trackingNo).map(held -> OrderJson.of(held.order())).orElseThrow(Problems::notOpen);
    }

    /** Half a list must not pass for the whole. */
    private View whole() {
        View view = journal.view();
        journal.end().ifPresent(end -> {
            throw Problems.ended(end);
        });
        if (!view.isSynced()) {
            throw Problems.notSynced();
        }
        return view;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> events(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            @RequestParam(required = false) @Nullable @Size(max = LONGEST) String symbol,
            @RequestParam(required = false) @Nullable @Size(max = LONGEST) String trader) {
        Observation observation = Observation.createNotStarted("trackflux.web.stream", observations)
                .lowCardinalityKeyValue("resumes", Boolean.toString(last != null));
        return Flux.using(
                observation::start,
                started -> streams.open(LastId.of(Optional.ofNullable(last)), Selection.of(symbol, trader))
                        .doOnError(started::error),
                Observation::stop);
    }
}
