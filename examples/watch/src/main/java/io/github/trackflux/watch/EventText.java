package io.github.trackflux.watch;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.OrderEvent.Closed;
import io.github.trackflux.event.OrderEvent.Existing;
import io.github.trackflux.event.OrderEvent.Gap;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.event.OrderEvent.Reinstated;
import io.github.trackflux.event.OrderEvent.Synced;
import io.github.trackflux.event.OrderEvent.Updated;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An event in one line for a person. All text in it is {@link Printable}. */
final class EventText implements OrderEvent.Cases<String> {
    private final DateTimeFormatter clock;
    private final DateTimeFormatter seconds;

    /**
     * Lines for people of one time zone.
     *
     * @param zone in which times are written
     */
    EventText(ZoneId zone) {
        this.clock = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
        this.seconds = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    String line(OrderEvent event) {
        return event.fold(this);
    }

    @Override
    public String existing(Existing event) {
        return line("existing", event.header(), event.order(), terms(event.order()));
    }

    @Override
    public String synced(Synced event) {
        return line("synced", event.header(), event.open() + " open, the list was read to its proven end");
    }

    @Override
    public String opened(Opened event) {
        return line("opened", event.header(), event.order(), terms(event.order()));
    }

    @Override
    public String updated(Updated event) {
        String changes = event.changed().stream()
                .map(field -> field.label() + " " + value(field, event.before()) + " -> " + value(field, event.after()))
                .collect(Collectors.joining(", "));
        return line("updated", event.header(), event.after(), changes);
    }

    @Override
    public String closed(Closed event) {
        String price =
                event.last().closePrice().map(at -> "at " + plain(at) + ", ").orElse("");
        String proof = "proof: " + event.proof().kind().name().toLowerCase(Locale.ROOT);
        return line("closed", event.header(), event.last(), price + proof);
    }

    @Override
    public String reinstated(Reinstated event) {
        return line("reinstated", event.header(), event.order(), terms(event.order()));
    }

    @Override
    public String gap(Gap event) {
        return line("gap", event.header(), "nobody looked from " + event.from() + " to " + event.to());
    }

    private String line(String kind, EventHeader header, TrackingOrder order, String what) {
        String name = order.traderName().or(order::traderId).map(Printable::of).orElse("no name");
        return line(
                kind,
                header,
                Width.left(Printable.of(order.symbol()), 10) + " "
                        + Width.left(Printable.of(order.side().text()), 5) + "  " + what + "  by " + name + "  #"
                        + Printable.of(order.trackingNo()));
    }

    private String line(String kind, EventHeader header, String text) {
        String origin = header.origin() == Origin.LIVE
                ? ""
                : "(" + header.origin().name().toLowerCase(Locale.ROOT) + ") ";
        return clock.format(header.observedAt()) + "  " + Width.left(kind, 10) + "  " + origin + text;
    }

    /** A time of day, to the second. */
    String second(Instant instant) {
        return seconds.format(instant);
    }

    private static String terms(TrackingOrder order) {
        return Stream.of(
                        order.leverage().map(times -> plain(times) + "x"),
                        order.openSize().map(EventText::plain),
                        order.openPrice().map(at -> "at " + plain(at)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static String value(OrderField field, TrackingOrder order) {
        Object value = field.of(order) instanceof Optional<?> optional
                ? optional.<Object>map(set -> set).orElse("none")
                : field.of(order);
        return value instanceof BigDecimal number ? plain(number) : Printable.of(value.toString());
    }

    /** As the decoder left it: normalised, and bounded in length. */
    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
