package io.github.trackflux.page;

import io.github.trackflux.model.Orders;
import io.github.trackflux.model.TrackingOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list at the exchange and the way in which it is paged: newest first, cut as this server cuts. */
final class FakeServer {
    private final List<TrackingOrder> list = new ArrayList<>();
    private int newest;
    private int cap = Integer.MAX_VALUE;
    private boolean ignoresPosition;
    private boolean givesEndId;

    static FakeServer with(int orders) {
        FakeServer server = new FakeServer();
        server.resize(orders);
        return server;
    }

    /** Opens orders at the head, or closes the oldest, until there are that many. */
    void resize(int orders) {
        while (list.size() < orders) {
            list.add(0, Orders.order(Integer.toString(1_000_000 + newest++)));
        }
        while (list.size() > orders) {
            list.remove(list.size() - 1);
        }
    }

    /** Gives at most so many rows a page, whatever it is asked for. */
    FakeServer cappedTo(int rows) {
        cap = rows;
        return this;
    }

    /** Answers every position with the first page. */
    FakeServer ignoringPosition() {
        ignoresPosition = true;
        return this;
    }

    FakeServer givingEndId() {
        givesEndId = true;
        return this;
    }

    int size() {
        return list.size();
    }

    /** The page that it answers; none where a server may say that there is no such page. */
    Page answer(PageRequest request) {
        int size = Math.min(cap, request.size());
        int from = ignoresPosition ? 0 : Math.min(list.size(), start(request.position(), size));
        List<TrackingOrder> rows = list.subList(from, Math.min(list.size(), from + size));
        Optional<String> endId = givesEndId && !rows.isEmpty()
                ? Optional.of(rows.get(rows.size() - 1).trackingNo())
                : Optional.empty();
        return new Page(rows, rows.size(), List.of(), endId, true);
    }

    private int start(Position position, int size) {
        if (position instanceof Position.Numbered numbered) {
            return (numbered.number() - 1) * size;
        }
        String below = ((Position.Below) position).id().orElse("9".repeat(20));
        return (int) list.stream()
                .takeWhile(order -> !Ids.less(order.trackingNo(), below))
                .count();
    }
}
