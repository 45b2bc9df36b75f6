package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Sweep;
import io.github.trackflux.view.CheckpointState.Learned;
import io.github.trackflux.view.CheckpointState.Open;
import io.github.trackflux.view.CheckpointState.Recent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * Reads a checkpoint of bytes that may be anything: first of what version it is, then whether it is whole, then what it
 * says, and whether that can be so.
 */
final class CheckpointReader {
    /** More events than any feed can tell, and far from where a number would wrap. */
    private static final long MOST_EVENTS = 1L << 53;

    private static final int MOST_REVISIONS = 1_000_000_000;
    private static final int MOST_OPEN =
            ProductType.values().length * Sweep.MOST_PAGES * Dialect.ID_CURSOR.largestPage();

    private final byte[] bytes;
    private final Map<String, Recent> recent = new HashMap<>();
    private final Map<String, TrackingOrder> orders = new LinkedHashMap<>();

    CheckpointReader(byte[] bytes) {
        this.bytes = bytes;
    }

    CheckpointState read() {
        if (bytes.length > Checkpoint.LARGEST) {
            throw new CheckpointException.TooLarge(bytes.length);
        }
        try (CheckpointParser json = new CheckpointParser(bytes)) {
            version(json);
            whole();
            return state(json);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            // Their messages quote the bytes, which hold account data.
            throw new CheckpointException.Damaged(
                    "it cannot be read, " + e.getClass().getSimpleName());
        }
    }

    /** Before anything else: a later version may be summed in another way. */
    private static void version(CheckpointParser json) {
        json.start();
        if (!json.text("format").equals(CheckpointWriter.FORMAT)) {
            throw new CheckpointException.Damaged("it is none of trackflux");
        }
        long version = json.number("version", 0, Integer.MAX_VALUE);
        if (version != CheckpointWriter.VERSION) {
            throw new CheckpointException.OtherVersion(version, CheckpointWriter.VERSION);
        }
    }

    private void whole() {
        int end = CheckpointWriter.SUM.length() + CheckpointWriter.SUM_LENGTH + CheckpointWriter.END.length();
        int summed = bytes.length - end;
        String tail = summed < 0 ? "" : new String(bytes, summed, end, StandardCharsets.ISO_8859_1);
        if (!tail.startsWith(CheckpointWriter.SUM) || !tail.endsWith(CheckpointWriter.END)) {
            throw new CheckpointException.Damaged("its end is missing, so it was cut short or changed");
        }
        if (!tail.equals(CheckpointWriter.SUM + CheckpointWriter.sum(bytes, summed) + CheckpointWriter.END)) {
            throw new CheckpointException.Damaged("its SHA-256 is not that of its content");
        }
    }

    private CheckpointState state(CheckpointParser json) {
        AccountId account = new AccountId(json.text("account"));
        OrderQuery query = query(json);
        long sequence = json.number("sequence", 0, MOST_EVENTS);
        Instant asOf = json.time("asOf");
        Learned learned = learned(json);
        Map<ProductType, Instant> lists = new EnumMap<>(ProductType.class);
        json.array("lists", ProductType.values().length, () -> {
            json.start();
            lists.put(ProductType.parse(json.text("list")), json.time("sweptFrom"));
            json.end();
        });
        check(lists.keySet().equals(query.productTypes()), "its lists are not those of its query");
        List<Open> open = new ArrayList<>();
        json.array("open", MOST_OPEN, () -> open.add(open(json, query)));
        List<Tombstones.Tombstone> closed = new ArrayList<>();
        Set<String> numbers = new HashSet<>(orders.keySet());
        json.array("closed", Tombstones.MOST, () -> {
            Tombstones.Tombstone stone = closed(json);
            check(numbers.add(stone.number()), "an order is there twice");
            closed.add(stone);
        });
        json.text("sha256");
        json.end();
        json.over();
        OrderView view = new OrderView(Collections.unmodifiableMap(orders), sequence, asOf);
        return new CheckpointState(
                account, query, view, List.copyOf(open), recent, List.copyOf(closed), lists, learned);
    }

    private static OrderQuery query(CheckpointParser json) {
        json.name("query");
        json.start();
        Set<ProductType> types = EnumSet.noneOf(ProductType.class);
        json.array("productTypes", ProductType.values().length, () -> types.add(ProductType.parse(json.text())));
        Map<String, String> filters = new HashMap<>();
        for (String name = json.name(); !name.isEmpty(); name = json.name()) {
            filters.put(name, json.text());
        }
        OrderQuery query = new OrderQuery(
                types, Optional.ofNullable(filters.remove("symbol")), Optional.ofNullable(filters.remove("traderId")));
        check(filters.isEmpty(), "its query has fields that this version does not know");
        return query;
    }

    private static Learned learned(CheckpointParser json) {
        json.name("learned");
        json.start();
        Dialect dialect = Dialect.valueOf(json.text("dialect"));
        boolean descending = json.flag("descending");
        Duration holdDown = Duration.ofNanos(json.number("holdDownNanos", 0, HoldDown.MOST));
        Duration quiet = Duration.ofNanos(json.number("quietNanos", 0, Long.MAX_VALUE));
        json.end();
        return new Learned(dialect, descending, holdDown, quiet);
    }

    private Open open(CheckpointParser json, OrderQuery query) {
        json.start();
        ProductType list = ProductType.parse(json.text("list"));
        int revision = (int) json.number("revision", 0, MOST_REVISIONS);
        int proofsNeeded = (int) json.number("proofsNeeded", 1, 2);
        json.name("order");
        TrackingOrder order = CheckpointOrder.read(json);
        check(query.productTypes().contains(list), "an order is of no list of its query");
        check(new Filter(list, query.symbol(), query.traderId()).matches(order), "an order does not fit its query");
        check(orders.put(order.trackingNo(), order) == null, "an order is there twice");
        if (!json.name().isEmpty()) {
            recent.put(order.trackingNo(), recent(json, order));
            json.end();
        }
        return new Open(list, order, revision, proofsNeeded);
    }

    private static Recent recent(CheckpointParser json, TrackingOrder order) {
        Instant seenAt = CheckpointParser.instant(json.text());
        List<TrackingOrder> pasts = new ArrayList<>();
        json.array("pasts", Known.MOST_PASTS, () -> pasts.add(CheckpointOrder.read(json)));
        check(
                pasts.stream().allMatch(past -> past.trackingNo().equals(order.trackingNo())),
                "a past is of another order");
        return new Recent(seenAt, List.copyOf(pasts));
    }

    private static Tombstones.Tombstone closed(CheckpointParser json) {
        Map<String, String> texts = new HashMap<>();
        json.start();
        String name = json.name();
        while (!name.equals("revision")) {
            check(!name.isEmpty(), "\"revision\" is missing");
            texts.put(name, json.text());
            name = json.name();
        }
        int revision = (int) json.number(Tombstones.UNTOLD, MOST_REVISIONS);
        json.end();
        String number = texts.remove("trackingNo");
        String symbol = texts.remove("symbol");
        Optional<String> trader = Optional.ofNullable(texts.remove("traderId"));
        if (number == null || symbol == null || !texts.isEmpty()) {
            throw new CheckpointException.Damaged("a closed order has other fields than this version knows");
        }
        return new Tombstones.Tombstone(number, symbol, trader, revision);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new CheckpointException.Damaged(otherwise);
        }
    }
}
