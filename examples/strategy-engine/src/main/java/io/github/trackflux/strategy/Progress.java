package io.github.trackflux.strategy;

import io.github.trackflux.reactor.LiveOrders;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** Says now and then how it goes, one line each time. */
final class Progress {
    private static final int SHOWN = 2;

    private final Book book;
    private final LiveOrders live;
    private final Supplier<Instant> clock;
    private final Consumer<String> say;

    Progress(Book book, LiveOrders live, Supplier<Instant> clock, Consumer<String> say) {
        this.book = book;
        this.live = live;
        this.clock = clock;
        this.say = say;
    }

    Flux<Runnable> every(Duration period) {
        return Flux.interval(period).onBackpressureDrop().map(tick -> this::line);
    }

    private void line() {
        FeedState state = live.currentHealth().map(FeedHealth::state).orElse(FeedState.SYNCING);
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s  %-8s  %5s signals  %4s open",
                book.header().clock(clock.get()),
                state.name().toLowerCase(Locale.ROOT),
                Shown.count(book.next() - 1),
                Shown.count(live.current().size())));
        for (Seat<?> seat : book.seats().subList(0, Math.min(SHOWN, book.seats().size()))) {
            line.append("  ").append(seat.name()).append(' ').append(Shown.money(seat.equity()));
        }
        say.accept(line.toString());
    }
}
