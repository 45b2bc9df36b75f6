package io.github.trackflux.benchmarks;

import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.RememberingDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A list of 1,000 orders as the decoder hands it on, sweep after sweep, some of them changed from each to the next. */
final class ManyOrders {
    static final int ORDERS = 1_000;
    static final int PAGES = ORDERS / Bodies.ROWS;

    private static final int SWEEPS = 8;
    /** From one changed row to the next: they lie all over the list, and each only once in all sweeps. */
    private static final int STRIDE = 137;

    private final List<List<String>> sweeps = new ArrayList<>();
    /** For each sweep the pages of each size that was asked for. */
    private final List<Map<Integer, List<Page>>> pages = new ArrayList<>();
    /** For each sweep all rows, no record shared with another sweep. */
    private final List<List<TrackingOrder>> anew = new ArrayList<>();

    private final RememberingDecoder decoder = new RememberingDecoder();

    /**
     * A list of which so many rows differ from each sweep to the next, an even number: half of them as never before, and the
     * other half as they were two sweeps ago.
     */
    ManyOrders(int changed) {
        int place = 0;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                rows.add(Bodies.row(10_000 - i, 0));
            }
            for (int i = 0; i < changed / 2; i++) {
                place = (place + STRIDE) % ORDERS;
                rows.set(place, Bodies.row(10_000 - place, 1));
            }
            sweeps.add(rows);
            pages.add(new HashMap<>());
            anew.add(Library.PLAIN.reader().read(Bodies.body(rows, 1)));
        }
    }

    private List<Page> pages(List<String> rows, int size) {
        List<Page> all = new ArrayList<>();
        for (int from = 0; from < ORDERS; from += size) {
            List<String> shown = rows.subList(from, Math.min(ORDERS, from + size));
            byte[] body = Bodies.body(shown, 1);
            all.add(decoder.decode(size + " " + from, ByteBuffer.wrap(body))
                    .page()
                    .orElseThrow());
        }
        return all;
    }

    /** A page of that sweep; past the end it is empty. */
    Page page(int sweep, int number, int size) {
        List<String> rows = sweeps.get(sweep % SWEEPS);
        List<Page> all = pages.get(sweep % SWEEPS).computeIfAbsent(size, any -> pages(rows, any));
        return number > all.size() ? Page.EMPTY : all.get(number - 1);
    }

    List<TrackingOrder> readAnew(int sweep) {
        return anew.get(sweep % SWEEPS);
    }
}
