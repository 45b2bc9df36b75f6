package io.github.trackflux.view;

import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Ids;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The exchange in a hundred lines: lists with their whole history, so that any answer can be had as of any moment, and
 * the ways in which a server may page and filter. A list stands in the order in which a test gave it.
 */
final class Market {
    /** Filters that are answered with the whole list. */
    final Set<Filter.Kind> ignored = EnumSet.noneOf(Filter.Kind.class);
    /** Filters that are answered with nothing. */
    final Set<Filter.Kind> barren = EnumSet.noneOf(Filter.Kind.class);
    /** Traders whose filter is answered with nothing. */
    final Set<String> dropped = new HashSet<>();
    /** Numbers of rows that come without anything readable, and so without a number. */
    final Set<String> nameless = new HashSet<>();
    /** Numbers of rows of which only the number can be read. */
    final Set<String> unreadable = new HashSet<>();

    /** The most rows of a page, whatever is asked for. */
    int cap = Integer.MAX_VALUE;
    /** How many rows a page has, whatever is asked for; 0 for what is asked. */
    int forced;
    /** Whether a page begins where it would begin without a cap, so that no page shows what the cap cuts off. */
    boolean cutsPages;
    /** The dialect that is understood; parameters of the other are ignored. */
    Dialect dialect = Dialect.PAGE_NUMBER;
    /** Whether a page past the end is an error. */
    boolean refusesPastEnd;
    /** Of so many pages the last row of one comes twice; 0 for none. */
    int repeats;
    /** How a list is put in order for one answer. */
    UnaryOperator<List<TrackingOrder>> order = list -> list;

    private int pages;
    private final Map<ProductType, NavigableMap<Duration, List<TrackingOrder>>> history =
            new EnumMap<>(ProductType.class);

    /** An order that is another for each answer. */
    static UnaryOperator<List<TrackingOrder>> shuffled(long seed) {
        Random random = new Random(seed);
        return list -> {
            List<TrackingOrder> shuffled = new ArrayList<>(list);
            Collections.shuffle(shuffled, random);
            return shuffled;
        };
    }

    /** From that moment on, and until told otherwise, this is the list. */
    void shows(ProductType type, Duration from, List<TrackingOrder> list) {
        history.computeIfAbsent(type, t -> new TreeMap<>()).put(from, list);
    }

    List<TrackingOrder> list(ProductType type, Duration at) {
        NavigableMap<Duration, List<TrackingOrder>> times = history.get(type);
        Map.Entry<Duration, List<TrackingOrder>> entry = times == null ? null : times.floorEntry(at);
        return entry == null ? List.of() : entry.getValue();
    }

    /** The answer to a call, as of a moment. */
    Page page(PageRequest request, Duration at) {
        Filter filter = request.filter();
        boolean all = ignored.contains(filter.kind());
        boolean none = barren.contains(filter.kind())
                || filter.traderId().filter(dropped::contains).isPresent();
        List<TrackingOrder> rows = none
                ? List.of()
                : order.apply(list(filter.productType(), at).stream()
                        .filter(row -> all || fits(filter, row))
                        .toList());
        int size = forced > 0 ? forced : Math.min(cap, request.size());
        List<TrackingOrder> page = dialect == Dialect.PAGE_NUMBER
                ? numbered(rows, request.position(), cutsPages ? request.size() : size, size)
                : below(rows, request.position(), size);
        return dressed(repeated(page));
    }

    private List<TrackingOrder> repeated(List<TrackingOrder> page) {
        pages++;
        if (repeats == 0 || pages % repeats > 0 || page.isEmpty()) {
            return page;
        }
        List<TrackingOrder> all = new ArrayList<>(page);
        all.add(page.get(page.size() - 1));
        return all;
    }

    private static boolean fits(Filter filter, TrackingOrder row) {
        return filter.symbol().map(row.symbol()::equals).orElse(true)
                && (filter.traderId().isEmpty() || filter.traderId().equals(row.traderId()));
    }

    private List<TrackingOrder> numbered(List<TrackingOrder> rows, Position position, int step, int size) {
        int number = position instanceof Position.Numbered numbered ? numbered.number() : 1;
        int from = Math.min(rows.size(), (number - 1) * step);
        if (refusesPastEnd && number > 1 && from == rows.size()) {
            throw new PageNumberException("40209", "page number wrong");
        }
        return rows.subList(from, Math.min(rows.size(), from + size));
    }

    private static List<TrackingOrder> below(List<TrackingOrder> rows, Position position, int size) {
        Optional<String> id = position instanceof Position.Below below ? below.id() : Optional.empty();
        return rows.stream()
                .filter(row -> id.isEmpty() || Ids.less(row.trackingNo(), id.get()))
                .limit(size)
                .toList();
    }

    private Page dressed(List<TrackingOrder> rows) {
        List<TrackingOrder> readable = rows.stream()
                .filter(row -> !nameless.contains(row.trackingNo()) && !unreadable.contains(row.trackingNo()))
                .toList();
        List<String> numbers = rows.stream()
                .map(TrackingOrder::trackingNo)
                .filter(unreadable::contains)
                .toList();
        boolean cursor = dialect == Dialect.ID_CURSOR && !rows.isEmpty();
        Optional<String> endId = cursor ? Optional.of(rows.get(rows.size() - 1).trackingNo()) : Optional.empty();
        boolean numbered = rows.stream().noneMatch(row -> nameless.contains(row.trackingNo()));
        return new Page(readable, rows.size(), numbers, endId, numbered);
    }
}
