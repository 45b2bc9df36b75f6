package io.github.trackflux.watch;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.OrderEvent.Closed;
import io.github.trackflux.event.OrderEvent.Existing;
import io.github.trackflux.event.OrderEvent.Gap;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.event.OrderEvent.Reinstated;
import io.github.trackflux.event.OrderEvent.Synced;
import io.github.trackflux.event.OrderEvent.Updated;
import io.github.trackflux.watch.Ink.Colour;

/** Which colour each kind of event has. */
enum EventColours implements OrderEvent.Cases<Colour> {
    ALL;

    @Override
    public Colour existing(Existing event) {
        return Colour.FAINT;
    }

    @Override
    public Colour synced(Synced event) {
        return Colour.CYAN;
    }

    @Override
    public Colour opened(Opened event) {
        return Colour.GREEN;
    }

    @Override
    public Colour updated(Updated event) {
        return Colour.YELLOW;
    }

    @Override
    public Colour closed(Closed event) {
        return Colour.RED;
    }

    @Override
    public Colour reinstated(Reinstated event) {
        return Colour.MAGENTA;
    }

    @Override
    public Colour gap(Gap event) {
        return Colour.MAGENTA;
    }
}
