package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static io.github.trackflux.view.Row.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging.Fullness;
import io.github.trackflux.page.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that comes again is looked at once; whatever has changed about one of its rows is seen all the same. */
class BlockTest {
    private static final Filter LIST = Filter.of(OrderQuery.of(Script.USDT)).get(0);

    private final Ledger ledger = new Ledger(Script.ACCOUNT, Duration.ofSeconds(2));
    private final Presence presence = new Presence(ledger);
    private final Listing listing = new Listing(LIST);
    private final Page page = Page.of(Row.orders(rows(1, 4)));

    @BeforeEach
    void has_come_twice() {
        read(page, 1);
        Reading formed = read(page, 2);
        assertThat(read(page, 3).known()).as("one look").isSameAs(formed.known());
        ledger.events().take();
    }

    private Reading read(Page shown, double sent) {
        return read(listing, shown, sent);
    }

    private Reading read(Listing of, Page shown, double sent) {
        return read(of, of.filter, shown, sent);
    }

    private Reading read(Listing of, Filter filter, Page shown, double sent) {
        CallTiming timing = new CallTiming(span(sent), span(sent + 0.1), Row.time(sent), Row.time(sent + 0.1));
        PageRequest request = new PageRequest(filter, new Position.Numbered(1), 50);
        Reading reading = presence.read(of, new PageAnswer(request, shown, timing), Fullness.SHORT);
        boolean whole = filter.equals(of.filter);
        if (whole && !(reading.inPlace() && of.roster.isUndisturbed(reading.known(), true, false))) {
            of.roster.place(reading.known(), true, false, reading.received());
        }
        return reading;
    }

    private Known known(int number) {
        return ledger.find("" + number).orElseThrow();
    }

    private List<String> told() {
        return ledger.events().take().stream().map(Telling::of).toList();
    }

    private static Page pageOf(Row... rows) {
        return Page.of(Row.orders(rows));
    }

    @Test
    void it_is_evidence_for_each_of_its_rows() {
        Reading latest = read(page, 7);
        assertThat(latest.inPlace()).isTrue();
        assertThat(latest.obeyed()).isTrue();
        assertThat(latest.known()).extracting(known -> known.number).containsExactly("4", "3", "2", "1");
        assertThat(latest.known())
                .allSatisfy(known -> assertThat(known.shownSent()).isEqualTo(span(7).toNanos()))
                .allSatisfy(known -> assertThat(known.contentSent()).isEqualTo(span(7).toNanos()))
                .allSatisfy(known -> assertThat(known.stamp()).isEqualTo(latest.stamp()));
    }

    @Test
    void an_older_call_that_comes_late_takes_nothing_back() {
        read(page, 7);
        Reading late = read(page, 6);
        assertThat(late.known())
                .allSatisfy(known -> assertThat(known.shownSent()).isEqualTo(span(7).toNanos()))
                .allSatisfy(known -> assertThat(known.stamp()).isEqualTo(late.stamp()));
    }

    @Test
    void a_suspicion_is_cleared() {
        listing.suspect(known(2), span(6).toNanos());
        read(page, 7);
        assertThat(known(2).isSuspect()).isFalse();
    }

    @Test
    void a_row_that_another_answer_has_shown_otherwise_meanwhile_is_told() {
        read(listing, LIST.withSymbol("BTCUSDT"), pageOf(row(2).margin("12")), 7);
        assertThat(told()).containsExactly("updated 2 margin");
        read(page, 14);
        assertThat(told()).containsExactly("updated 2 margin");
        assertThat(known(2).order).isEqualTo(row(2).order());
    }

    @Test
    void a_row_that_was_closed_meanwhile_is_told() {
        Reading proof = read(pageOf(row(4), row(3), row(1)), 7);
        ledger.close(known(2), Proof.Kind.ATOMIC, proof, Row.time(7));
        read(page, 14);
        assertThat(ledger.events().take()).last().isInstanceOf(OrderEvent.Reinstated.class);
        assertThat(known(2).shownSent()).isEqualTo(span(14).toNanos());
    }

    @Test
    void rows_that_changed_places_are_put_back() {
        List<Row> turned = new ArrayList<>(List.of(row(4), row(2), row(3), row(1)));
        assertThat(read(Page.of(Row.orders(turned)), 7).inPlace()).isFalse();
        assertThat(read(page, 8).inPlace()).isFalse();
        assertThat(known(3).below).isSameAs(known(2));
    }

    @Test
    void a_row_that_has_come_between_is_seen_to_be_stepped_over() {
        read(pageOf(row(4), row(3), row(9), row(2), row(1)), 7);
        assertThat(read(page, 8).inPlace()).isFalse();
    }

    @Test
    void rows_that_another_page_has_shown_are_shown_by_both() {
        Page smaller = pageOf(row(4), row(3));
        read(smaller, 7);
        read(smaller, 8);
        assertThat(known(4).shownSent()).isEqualTo(span(8).toNanos());
        assertThat(known(1).shownSent()).isEqualTo(span(3).toNanos());
        Reading latest = read(page, 9);
        assertThat(latest.known())
                .allSatisfy(known -> assertThat(known.shownSent()).isEqualTo(span(9).toNanos()))
                .allSatisfy(known -> assertThat(known.stamp()).isEqualTo(latest.stamp()));
    }

    @Test
    void what_was_noted_before_it_was_broken_stays_true() {
        read(page, 7);
        read(pageOf(row(4), row(3), row(2).margin("12"), row(1)), 5);
        assertThat(known(1).shownSent()).isEqualTo(span(7).toNanos());
        listing.suspect(known(3), span(8).toNanos());
        assertThat(known(1).shownSent()).isEqualTo(span(7).toNanos());
        assertThat(known(1).contentSent()).isEqualTo(span(7).toNanos());
    }

    @Test
    void the_list_of_another_product_has_no_part_in_it() {
        Listing other =
                new Listing(Filter.of(OrderQuery.of(ProductType.COIN_FUTURES)).get(0));
        assertThat(read(other, page, 7).known()).isEmpty();
        assertThat(ledger.anomalies()).containsExactly(Anomaly.IDENTITY_CONFLICT);
    }

    @Test
    void once_it_is_broken_it_holds_no_order() {
        Block block = known(1).blockOf(page).orElseThrow();
        assertThat(block.rows()).hasSize(4);
        listing.suspect(known(3), span(6).toNanos());
        assertThat(known(1).blockOf(page)).isEmpty();
        assertThat(block.rows()).isEmpty();
    }
}
