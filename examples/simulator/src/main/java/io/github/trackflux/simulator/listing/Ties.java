package io.github.trackflux.simulator.listing;

import io.github.trackflux.simulator.market.OrderState;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Orders whose sort keys are equal, in the eyes of a server that sorts by the second of opening: it may list them in
 * another order each time. Only the ties that touch the part asked for are shuffled, so a page costs no more on a long
 * list.
 */
final class Ties {

    private static final long SECOND = 1_000_000_000;

    private Ties() {}

    /** The first index of the tie that the order at {@code index} belongs to. */
    static int start(List<OrderState> orders, int index) {
        int start = index;
        while (start > 0 && start < orders.size() && tied(orders.get(start - 1), orders.get(index))) {
            start--;
        }
        return start;
    }

    /** The index behind the tie that the order before {@code index} belongs to. */
    static int end(List<OrderState> orders, int index) {
        int end = index;
        while (end > 0 && end < orders.size() && tied(orders.get(index - 1), orders.get(end))) {
            end++;
        }
        return end;
    }

    /** Shuffles each tie in itself. */
    static void shuffle(List<OrderState> orders, RandomGenerator random) {
        int start = 0;
        while (start < orders.size()) {
            int end = end(orders, start + 1);
            for (int k = end - 1; k > start; k--) {
                Collections.swap(orders, k, start + random.nextInt(k - start + 1));
            }
            start = end;
        }
    }

    private static boolean tied(OrderState a, OrderState b) {
        return Math.floorDiv(a.openedAt(), SECOND) == Math.floorDiv(b.openedAt(), SECOND);
    }
}
