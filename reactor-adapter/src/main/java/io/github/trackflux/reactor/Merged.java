package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.OrderEvent.Existing;
import io.github.trackflux.event.OrderEvent.Gap;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.event.OrderEvent.Reinstated;
import io.github.trackflux.event.OrderEvent.Updated;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import java.util.Optional;
import java.util.Set;

/** Two events as one. */
final class Merged {
    private Merged() {}

    /** How an order came or changed, and a later change of it; empty if together they changed nothing. */
    static Optional<OrderEvent> of(OrderEvent waiting, Updated event) {
        TrackingOrder now = event.after();
        if (waiting instanceof Updated update) {
            Set<OrderField> changed = OrderField.differences(update.before(), now);
            return changed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Updated(
                            Headers.merged("updated", update.header(), event.header()), update.before(), now, changed));
        }
        if (waiting instanceof Existing) {
            return Optional.of(new Existing(Headers.merged("existing", waiting.header(), event.header()), now));
        }
        if (waiting instanceof Opened) {
            return Optional.of(new Opened(Headers.merged("opened", waiting.header(), event.header()), now));
        }
        return Optional.of(new Reinstated(Headers.merged("reinstated", waiting.header(), event.header()), now));
    }

    /** One gap from the start of the first to the end of the last. */
    static Gap of(Gap waiting, Gap event) {
        return new Gap(Headers.merged("gap", waiting.header(), event.header()), waiting.from(), event.to());
    }
}
