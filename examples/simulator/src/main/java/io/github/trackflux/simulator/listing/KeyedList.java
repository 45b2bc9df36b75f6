package io.github.trackflux.simulator.listing;

import io.github.trackflux.simulator.market.OrderState;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Orders sorted by a number that is looked up in a plain array.
 *
 * <p>Most new keys are the highest, so an insertion is an append; a removal moves what is behind it, which for a
 * thousand orders costs less than following the nodes of a tree, and a page is read by index.
 */
final class KeyedList {

    private long[] keys = new long[16];
    private @Nullable OrderState[] orders = new OrderState[16];
    private int size;

    int size() {
        return size;
    }

    OrderState get(int index) {
        return Objects.requireNonNull(orders[index]);
    }

    /** Adds an order, or replaces the one of that key. */
    void put(long key, OrderState order) {
        int place = find(key);
        if (place < 0) {
            place = -place - 1;
            makeRoom(place);
            keys[place] = key;
            size++;
        }
        orders[place] = order;
    }

    void remove(long key) {
        int place = find(key);
        if (place >= 0) {
            size--;
            System.arraycopy(keys, place + 1, keys, place, size - place);
            System.arraycopy(orders, place + 1, orders, place, size - place);
            orders[size] = null;
        }
    }

    /** Shows the orders by falling keys if {@code descends}, else by rising ones. */
    List<OrderState> view(boolean descends) {
        return new View(descends);
    }

    private int find(long key) {
        return size == 0 || keys[size - 1] < key ? -size - 1 : Arrays.binarySearch(keys, 0, size, key);
    }

    private void makeRoom(int place) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
        }
        System.arraycopy(keys, place, keys, place + 1, size - place);
        System.arraycopy(orders, place, orders, place + 1, size - place);
    }

    private final class View extends AbstractList<OrderState> implements RandomAccess {

        private final boolean descends;

        View(boolean descends) {
            this.descends = descends;
        }

        @Override
        public OrderState get(int index) {
            return KeyedList.this.get(descends ? size - 1 - index : index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
