package io.github.trackflux.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderField;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event as JSON; what does not apply to its kind is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventJson(
        String event,
        long seq,
        String id,
        String origin,
        Instant observedAt,
        Instant notBefore,
        @Nullable OrderJson order,
        @Nullable OrderJson before,
        @Nullable List<String> changed,
        @Nullable String proof,
        @Nullable Integer open,
        @Nullable Instant from,
        @Nullable Instant to) {

    static EventJson of(OrderEvent event) {
        return event.fold(new Kinds());
    }

    private static EventJson of(String kind, OrderEvent event) {
        EventHeader header = event.header();
        OrderJson order = event.subject().map(OrderJson::of).orElse(null);
        String origin = word(header.origin());
        return new EventJson(
                kind,
                header.sequence(),
                header.id(),
                origin,
                header.observedAt(),
                header.notBefore(),
                order,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private EventJson with(@Nullable OrderJson was, @Nullable List<String> fields, @Nullable String why) {
        return new EventJson(event, seq, id, origin, observedAt, notBefore, order, was, fields, why, open, from, to);
    }

    private EventJson with(@Nullable Integer count, @Nullable Instant since, @Nullable Instant until) {
        return new EventJson(
                event, seq, id, origin, observedAt, notBefore, order, before, changed, proof, count, since, until);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static final class Kinds implements OrderEvent.Cases<EventJson> {
        @Override
        public EventJson existing(OrderEvent.Existing event) {
            return of("existing", event);
        }

        @Override
        public EventJson synced(OrderEvent.Synced event) {
            return of("synced", event).with(event.open(), null, null);
        }

        @Override
        public EventJson opened(OrderEvent.Opened event) {
            return of("opened", event);
        }

        @Override
        public EventJson updated(OrderEvent.Updated event) {
            List<String> fields =
                    event.changed().stream().map(OrderField::label).sorted().toList();
            return of("updated", event).with(OrderJson.of(event.before()), fields, null);
        }

        @Override
        public EventJson closed(OrderEvent.Closed event) {
            return of("closed", event).with(null, null, word(event.proof().kind()));
        }

        @Override
        public EventJson reinstated(OrderEvent.Reinstated event) {
            return of("reinstated", event);
        }

        @Override
        public EventJson gap(OrderEvent.Gap event) {
            return of("gap", event).with(null, event.from(), event.to());
        }
    }
}
