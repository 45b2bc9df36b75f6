package io.github.trackflux.simulator.listing;

import io.github.trackflux.simulator.market.Change;
import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.market.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The open orders, sorted, and read page by page.
 *
 * <p>Each filter that shows at least one order has its sorted list, and a change touches the four lists that show the
 * order, so a page is read by index and costs the same on a list of five as on one of a thousand.
 */
public final class Listing {

    private final Map<Long, OrderState> orders = new HashMap<>();
    private final Map<Filter, KeyedList> lists = new HashMap<>();
    private ListOrder order;

    /** Makes an empty listing. */
    public Listing(ListOrder order) {
        this.order = order;
    }

    /** Takes over what happened to one order. */
    public void apply(Change change) {
        OrderState state = change.order();
        OrderState before =
                change.kind() == Change.Kind.CLOSED ? orders.remove(state.number()) : orders.put(state.number(), state);
        if (before != null) {
            remove(before);
        }
        if (change.kind() != Change.Kind.CLOSED) {
            add(state);
        }
    }

    /** Sorts the same orders in another way from now on. */
    public void sort(ListOrder newOrder) {
        if (newOrder != order) {
            order = newOrder;
            lists.clear();
            orders.values().forEach(this::add);
        }
    }

    /** Returns how many orders the filter shows. */
    public int size(Filter filter) {
        KeyedList list = lists.get(filter);
        return list == null ? 0 : list.size();
    }

    /**
     * Reads one part of what the filter shows.
     *
     * @param random draws the order among ties, where they are unstable
     */
    public List<Row> page(Filter filter, Window window, RandomGenerator random) {
        return page(filter, window, random, null);
    }

    /**
     * Reads one part of what the filter shows, as if some orders were not there.
     *
     * @param random draws the order among ties, where they are unstable
     * @param hidden which orders are not there, or {@code null} for none; with it the whole list is looked at
     */
    public List<Row> page(
            Filter filter, Window window, RandomGenerator random, @Nullable Predicate<OrderState> hidden) {
        KeyedList list = lists.get(filter);
        if (list == null) {
            return List.of();
        }
        List<OrderState> shown = list.view(order.descends());
        if (hidden != null) {
            shown = shown.stream().filter(hidden.negate()).toList();
        }
        return window instanceof Window.Numbered page
                ? numbered(shown, page, random)
                : below(shown, (Window.Cursor) window, random);
    }

    private List<Row> numbered(List<OrderState> shown, Window.Numbered page, RandomGenerator random) {
        int from = (int) Math.min(shown.size(), (page.pageNo() - 1L) * page.pageSize());
        int to = (int) Math.min(shown.size(), from + (long) page.pageSize());
        if (order != ListOrder.UNSTABLE || from == to) {
            return rows(shown.subList(from, to));
        }
        int first = Ties.start(shown, from);
        List<OrderState> shuffled = new ArrayList<>(shown.subList(first, Ties.end(shown, to)));
        Ties.shuffle(shuffled, random);
        return rows(shuffled.subList(from - first, to - first));
    }

    private List<Row> below(List<OrderState> shown, Window.Cursor cursor, RandomGenerator random) {
        List<OrderState> between = order.descendsByNumber()
                ? shown.subList(
                        firstBelow(shown, cursor.lessThan()),
                        Math.max(
                                firstBelow(shown, cursor.lessThan()),
                                firstBelow(shown, Math.max(0, cursor.greaterThan() + 1))))
                : shown.stream().filter(each -> cursor.shows(each.number())).toList();
        List<OrderState> part = between.subList(0, Math.min(between.size(), cursor.limit()));
        if (order == ListOrder.UNSTABLE) {
            part = new ArrayList<>(part);
            Ties.shuffle(part, random);
        }
        return rows(part);
    }

    /** The first index whose number is lower; the numbers fall. */
    private static int firstBelow(List<OrderState> falling, long number) {
        int low = 0;
        int high = falling.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (falling.get(middle).number() < number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static List<Row> rows(List<OrderState> orders) {
        List<Row> rows = new ArrayList<>(orders.size());
        for (int k = 0; k < orders.size(); k++) {
            rows.add(orders.get(k).row());
        }
        return rows;
    }

    private void add(OrderState state) {
        for (Filter filter : Filter.showing(state)) {
            lists.computeIfAbsent(filter, none -> new KeyedList()).put(order.key(state), state);
        }
    }

    private void remove(OrderState state) {
        for (Filter filter : Filter.showing(state)) {
            KeyedList list = lists.get(filter);
            if (list != null) {
                list.remove(order.key(state));
                if (list.size() == 0) {
                    lists.remove(filter);
                }
            }
        }
    }
}
