package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging.Fullness;
import io.github.trackflux.page.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever answers come, in whatever order: pages that are looked at once say of each order what its own row would. */
class BlockLaws {
    private static final long SEED = Long.getLong("trackflux.seed", 20261127L);
    private static final int RUNS = 150;
    private static final int ANSWERS = 80;
    private static final int ORDERS = 6;
    private static final Filter LIST = Filter.of(OrderQuery.of(Script.USDT)).get(0);

    /** What is known by way of pages that are the same objects when they show the same, or of pages that never are. */
    private static final class Side {
        private final Ledger ledger = new Ledger(Script.ACCOUNT, Duration.ofSeconds(2));
        private final Presence presence = new Presence(ledger);
        private final Listing listing = new Listing(LIST);
        private final UnaryOperator<Page> pages;
        private @Nullable Reading last;
        private int looks;

        Side(UnaryOperator<Page> pages) {
            this.pages = pages;
        }

        /** All that one answer leaves behind. */
        List<Object> takes(Filter filter, Page shown, CallTiming timing) {
            Page page = pages.apply(shown);
            PageRequest request = new PageRequest(filter, new Position.Numbered(1), 50);
            looks += isOneLook(page) ? 1 : 0;
            Reading reading = presence.read(listing, new PageAnswer(request, page, timing), Fullness.SHORT);
            last = reading;
            List<Known> known = reading.known();
            boolean settled = known.isEmpty() || reading.inPlace();
            List<Known> over = !filter.equals(LIST) || (settled && listing.roster.isUndisturbed(known, true, false))
                    ? List.of()
                    : listing.roster.place(known, true, false, reading.received());
            return List.of(
                    known.stream().map(order -> order.number).toList(),
                    reading.obeyed(),
                    settled,
                    over.stream().map(order -> order.number).toList(),
                    ledger.events().take(),
                    List.copyOf(ledger.anomalies()),
                    listing.members.stream().map(this::evidence).toList());
        }

        private boolean isOneLook(Page page) {
            return !page.rows().isEmpty()
                    && ledger.find(page.rows().get(0).trackingNo())
                            .flatMap(Known::block)
                            .flatMap(block -> block.changes(page, LIST))
                            .isPresent();
        }

        private List<Object> evidence(Known order) {
            return List.of(
                    order.number,
                    order.order,
                    order.revision,
                    order.stamp(),
                    order.shownSent(),
                    order.contentSent(),
                    order.suspectSent,
                    Optional.ofNullable(order.below).map(below -> below.number));
        }

        void close(String number) {
            ledger.find(number).ifPresent(order -> ledger.close(order, Proof.Kind.ATOMIC, last, last.sentAt()));
        }

        void suspect(int place, long sent) {
            listing.members.stream().skip(place).findFirst().ifPresent(order -> ledger.suspect(order, sent));
        }
    }

    @Test
    void what_is_known_of_each_order_is_what_its_own_rows_say() {
        int looks = 0;
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            looks += holds(seed);
        }
        assertThat(looks).as("answers looked at once").isGreaterThan(RUNS * ANSWERS / 5);
    }

    private static int holds(long seed) {
        Random random = new Random(seed);
        Map<Page, Page> remembered = new HashMap<>();
        Map<TrackingOrder, TrackingOrder> records = new HashMap<>();
        Side once = new Side(page -> remembered.computeIfAbsent(page, same -> same));
        Side each = new Side(page -> page);
        List<Row> rows = new ArrayList<>(Row.rows(1, ORDERS));
        List<Row> before = List.copyOf(rows);
        for (int i = 0; i < ANSWERS; i++) {
            List<Row> shown = random.nextInt(8) == 0 ? before : new ArrayList<>(rows);
            if (random.nextInt(6) == 0 && !shown.isEmpty()) {
                spoil(shown, random);
            }
            Filter filter = random.nextInt(10) == 0 ? LIST.withSymbol("BTCUSDT") : LIST;
            double sent = i - (random.nextInt(5) == 0 ? random.nextInt(4) : 0);
            CallTiming timing = new CallTiming(span(sent), span(i + 0.5), Row.time(sent), Row.time(i + 0.5));
            boolean unreadable = random.nextInt(12) == 0;
            assertThat(once.takes(filter, page(shown, unreadable, records), timing))
                    .as("-Dtrackflux.seed=%d, answer %d", seed, i)
                    .isEqualTo(each.takes(filter, page(shown, unreadable, new HashMap<>()), timing));
            if (random.nextInt(10) == 0) {
                int place = random.nextInt(ORDERS);
                once.suspect(place, timing.sent().toNanos());
                each.suspect(place, timing.sent().toNanos());
            }
            before = new ArrayList<>(rows);
            if (random.nextInt(3) == 0) {
                change(rows, random).ifPresent(gone -> List.of(once, each).forEach(side -> side.close(gone)));
            }
        }
        return once.looks;
    }

    /** Rows that were shown before are the records that they were; the last may be one of which only the number is readable. */
    private static Page page(List<Row> shown, boolean unreadable, Map<TrackingOrder, TrackingOrder> records) {
        int readable = unreadable && !shown.isEmpty() ? shown.size() - 1 : shown.size();
        List<TrackingOrder> orders = shown.subList(0, readable).stream()
                .map(Row::order)
                .map(order -> records.computeIfAbsent(order, same -> same))
                .toList();
        List<String> rest =
                shown.subList(readable, shown.size()).stream().map(Row::number).toList();
        return new Page(orders, shown.size(), rest, Optional.empty(), true);
    }

    /** What happens to a list; answers with the number of an order that is closed by it. */
    private static Optional<String> change(List<Row> rows, Random random) {
        if (rows.size() < ORDERS) {
            rows.add(0, row(random.nextInt(3 * ORDERS)));
            return Optional.empty();
        }
        int place = random.nextInt(rows.size());
        Row row = rows.get(place);
        switch (random.nextInt(8)) {
            case 0 -> {
                rows.remove(place);
                return Optional.of(row.number());
            }
            case 1 -> Collections.swap(rows, place, random.nextInt(rows.size()));
            case 2 -> rows.set(place, row.closeSize(random.nextBoolean() ? "0.4" : "0.6"));
            case 3 -> rows.set(place, row.trader(random.nextBoolean() ? "T1" : "T***1"));
            default -> rows.set(place, row.margin("" + (10 + random.nextInt(3))));
        }
        return Optional.empty();
    }

    /** What a server may say once that is not so. */
    private static void spoil(List<Row> shown, Random random) {
        int place = random.nextInt(shown.size());
        Row row = shown.get(place);
        switch (random.nextInt(5)) {
            case 0 -> shown.set(place, row.symbol("ETHUSDT"));
            case 1 -> shown.set(place, row.name("Anne"));
            case 2 -> shown.set(place, row.closedAt(random.nextInt(ANSWERS)));
            case 3 -> shown.add(random.nextInt(shown.size()), row);
            default -> shown.remove(place);
        }
    }
}
