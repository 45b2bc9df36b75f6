package io.github.trackflux.page;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.ProductType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks a fake server's list as a feed does: what is learned from an answer is learned before the sweep takes it. */
final class Walks {
    static final Filter ALL = new Filter(ProductType.USDT_FUTURES, Optional.empty(), Optional.empty());

    final FakeServer server;
    final Paging paging;
    private long now;

    Walks(FakeServer server, Paging paging) {
        this.server = server;
        this.paging = paging;
    }

    static Walks of(FakeServer server) {
        return new Walks(server, new Paging(Optional.empty()));
    }

    static Walks of(FakeServer server, Dialect pinned) {
        return new Walks(server, new Paging(Optional.of(pinned)));
    }

    /** A sweep that asks for the largest pages and waits for each answer. */
    Sweep walk() {
        return walk(begin(1));
    }

    Sweep walk(Sweep sweep) {
        for (Optional<PageRequest> page = sweep.next(); page.isPresent(); page = sweep.next()) {
            answer(sweep, page.get());
        }
        return sweep;
    }

    Sweep begin(int expected) {
        return new Sweep(ALL, paging, paging.dialect().largestPage(), expected);
    }

    /** All that can be asked for without waiting. */
    static List<PageRequest> ask(Sweep sweep) {
        List<PageRequest> asked = new ArrayList<>();
        for (Optional<PageRequest> page = sweep.next(); page.isPresent(); page = sweep.next()) {
            asked.add(page.get());
        }
        return asked;
    }

    void answer(Sweep sweep, PageRequest request) {
        answer(sweep, request, server.answer(request));
    }

    void answer(Sweep sweep, PageRequest request, Page page) {
        paging.saw(request, page);
        sweep.answered(new PageAnswer(request, page, timing(now++)));
    }

    static CallTiming timing(long sent) {
        return new CallTiming(
                Duration.ofMillis(sent),
                Duration.ofMillis(sent + 80),
                Instant.ofEpochMilli(sent),
                Instant.ofEpochMilli(sent + 80));
    }
}
