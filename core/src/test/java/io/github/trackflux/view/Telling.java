package io.github.trackflux.view;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import java.util.stream.Collectors;

/** An event as a test reads it: what happened to which order, and what is unusual about it. */
final class Telling implements OrderEvent.Cases<String> {
    private static final Telling TELLING = new Telling();

    private Telling() {}

    static String of(OrderEvent event) {
        return event.fold(TELLING)
                + (event.header().origin() == Origin.LIVE
                        ? ""
                        : " " + event.header().origin());
    }

    @Override
    public String existing(OrderEvent.Existing event) {
        return "existing " + event.order().trackingNo();
    }

    @Override
    public String synced(OrderEvent.Synced event) {
        return "synced " + event.open();
    }

    @Override
    public String opened(OrderEvent.Opened event) {
        return "opened " + event.order().trackingNo();
    }

    @Override
    public String updated(OrderEvent.Updated event) {
        return event.changed().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(",", "updated " + event.after().trackingNo() + " ", ""));
    }

    @Override
    public String closed(OrderEvent.Closed event) {
        return "closed " + event.last().trackingNo() + " " + event.proof().kind();
    }

    @Override
    public String reinstated(OrderEvent.Reinstated event) {
        return "reinstated " + event.order().trackingNo();
    }

    @Override
    public String gap(OrderEvent.Gap event) {
        return "gap";
    }
}
