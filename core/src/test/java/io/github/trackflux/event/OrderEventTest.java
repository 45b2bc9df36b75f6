package io.github.trackflux.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.Orders;
import io.github.trackflux.model.TrackingOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderEventTest {
    private static final Instant AT = Instant.parse("2026-11-23T06:00:00.123Z");
    private static final EventHeader HEADER =
            new EventHeader("id", new AccountId("924275ef6428"), 7, Origin.LIVE, AT, AT.minusSeconds(2), AT);
    private static final TrackingOrder ORDER = Orders.order("1");
    private static final TrackingOrder AFTER = Orders.order("2");

    /** Every kind with what {@code fold} must answer for it. */
    private static Map<OrderEvent, String> everyKind() {
        Map<OrderEvent, String> kinds = new LinkedHashMap<>();
        kinds.put(new OrderEvent.Existing(HEADER, ORDER), "existing");
        kinds.put(new OrderEvent.Synced(HEADER, 3), "synced 3");
        kinds.put(new OrderEvent.Opened(HEADER, ORDER), "opened");
        kinds.put(new OrderEvent.Updated(HEADER, ORDER, AFTER, Set.of(OrderField.MARGIN)), "updated [margin]");
        kinds.put(new OrderEvent.Closed(HEADER, ORDER, new Proof(Proof.Kind.ATOMIC, AT, AT)), "closed ATOMIC");
        kinds.put(new OrderEvent.Reinstated(HEADER, ORDER), "reinstated");
        kinds.put(new OrderEvent.Gap(HEADER, AT, AT.plusSeconds(9)), "gap PT9S");
        return kinds;
    }

    @Test
    void fold_answers_with_the_case_that_fits() {
        everyKind().forEach((event, name) -> assertThat(event.fold(new Names())).isEqualTo(name));
    }

    @Test
    void no_kind_is_left_out() {
        assertThat(everyKind().keySet().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
    }

    @Test
    void every_event_has_its_header() {
        assertThat(everyKind().keySet())
                .allSatisfy(event -> assertThat(event.header()).isSameAs(HEADER));
    }

    @Test
    void the_subject_is_the_order_after_the_event_or_nothing() {
        everyKind().forEach((event, name) -> {
            if (event instanceof OrderEvent.Synced || event instanceof OrderEvent.Gap) {
                assertThat(event.subject()).as(name).isEmpty();
            } else {
                assertThat(event.subject()).as(name).contains(event instanceof OrderEvent.Updated ? AFTER : ORDER);
            }
        });
    }

    private static final class Names implements OrderEvent.Cases<String> {
        @Override
        public String existing(OrderEvent.Existing event) {
            return "existing";
        }

        @Override
        public String synced(OrderEvent.Synced event) {
            return "synced " + event.open();
        }

        @Override
        public String opened(OrderEvent.Opened event) {
            return "opened";
        }

        @Override
        public String updated(OrderEvent.Updated event) {
            return "updated " + event.changed();
        }

        @Override
        public String closed(OrderEvent.Closed event) {
            return "closed " + event.proof().kind();
        }

        @Override
        public String reinstated(OrderEvent.Reinstated event) {
            return "reinstated";
        }

        @Override
        public String gap(OrderEvent.Gap event) {
            return "gap " + Duration.between(event.from(), event.to());
        }
    }
}
