package io.github.trackflux.reactor;

import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.TooManyRowsException;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Sweep;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One walk over one list, page by page as its rows are asked for. State of one subscription. */
final class ListWalk {
    /** A change of dialect takes two, and so does the way back; beyond that nothing new is learned. */
    private static final int MOST_BEGINNINGS = 8;

    private final PageSource source;
    private final Filter filter;
    private final Paging paging;
    private final Set<String> seen = new HashSet<>();
    private Sweep sweep;
    private int begun;

    ListWalk(PageSource source, Filter filter, Paging paging) {
        this.source = source;
        this.filter = filter;
        this.paging = paging;
        this.sweep = begin();
    }

    /** Page after page, each asked for when the last row of the one before it has been taken. */
    Flux<TrackingOrder> rows() {
        // Made of an iterable, because that is asked for its next page no sooner.
        Iterable<Flux<TrackingOrder>> pages = () -> Stream.generate(() -> next().flatMapIterable(this::unseen))
                .takeWhile(page -> sweep.state() != Sweep.State.COMPLETE)
                .iterator();
        return Flux.concat(pages);
    }

    private Mono<Page> next() {
        return Mono.defer(() -> sweep.next().map(this::read).orElseGet(this::ended));
    }

    private Mono<Page> read(PageRequest request) {
        return source.read(request).map(answer -> take(answer)).onErrorResume(PageNumberException.class, error -> {
            sweep.refused(request);
            return sweep.state() == Sweep.State.BROKEN ? Mono.error(error) : Mono.just(Page.EMPTY);
        });
    }

    private Page take(PageAnswer answer) {
        boolean spoke = answer.request().position().dialect() == paging.dialect();
        paging.saw(answer.request(), answer.page());
        sweep.answered(answer);
        if (spoke && paging.dialect() != answer.request().position().dialect()) {
            // The server pages in the other way: what was read stays read, and the walk begins anew in that way.
            sweep = begin();
        }
        return answer.page();
    }

    private Mono<Page> ended() {
        if (sweep.state() == Sweep.State.COMPLETE) {
            return Mono.empty();
        }
        if (sweep.asked() >= Sweep.MOST_PAGES) {
            return Mono.error(new TooManyRowsException("", "the list goes on after " + sweep.asked() + " pages"));
        }
        if (paging.isIgnored()) {
            return Mono.error(new ProtocolException("", "the server answers the same page for different positions"));
        }
        if (begun >= MOST_BEGINNINGS) {
            return Mono.error(new ProtocolException("", "the server's pages lead nowhere: none tells where to go on"));
        }
        // Two positions were answered alike: once is a coincidence, twice a server that may page in the other way.
        sweep = begin();
        return next();
    }

    private Sweep begin() {
        begun++;
        paging.checkEdge();
        return new Sweep(filter, paging, paging.dialect().largestPage(), 1);
    }

    private List<TrackingOrder> unseen(Page page) {
        return page.rows().stream()
                .filter(row -> filter.matches(row) && seen.add(row.trackingNo()))
                .toList();
    }
}
