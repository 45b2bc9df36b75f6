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
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging.Fullness;
import io.github.trackflux.page.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** Whether that very page would be looked at once. */
    private boolean isBlock(Page shown) {
        return known(1).block()
                .flatMap(block -> block.changes(shown, LIST))
                .filter(List::isEmpty)
                .isPresent();
    }

    private static void isEvidence(Reading reading, double sent) {
        assertThat(reading.known())
                .allSatisfy(known ->
                        assertThat(known.shownSent()).isEqualTo(span(sent).toNanos()))
                .allSatisfy(known ->
                        assertThat(known.contentSent()).isEqualTo(span(sent).toNanos()))
                .allSatisfy(known -> assertThat(known.stamp()).isEqualTo(reading.stamp()));
    }

    private List<String> told() {
        return ledger.events().take().stream().map(Telling::of).toList();
    }

    /** The page with some of its rows changed where they stand; the others are the same records. */
    private Page pageWith(Row... changed) {
        Map<String, TrackingOrder> records =
                Row.orders(changed).stream().collect(Collectors.toMap(TrackingOrder::trackingNo, record -> record));
        return Page.of(page.rows().stream()
                .map(row -> records.getOrDefault(row.trackingNo(), row))
                .toList());
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
        isEvidence(latest, 7);
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
    void an_older_call_that_clears_no_suspicion_makes_none() {
        listing.suspect(known(2), span(6).toNanos());
        read(page, 5);
        assertThat(known(2).isSuspect()).isTrue();
        read(page, 7);
        assertThat(known(2).isSuspect()).isFalse();
    }

    @Test
    void a_narrower_answer_that_shows_some_of_it_leaves_it_whole() {
        read(listing, LIST.withSymbol("BTCUSDT"), Page.of(page.rows().subList(0, 2)), 7);
        assertThat(isBlock(page)).isTrue();
    }

    @Test
    void a_filter_that_is_not_obeyed_is_seen_not_to_be() {
        assertThat(read(listing, LIST.withSymbol("ETHUSDT"), page, 7).obeyed()).isFalse();
    }

    @Test
    void a_row_of_which_only_the_number_can_be_read_is_shown_each_time() {
        Page cut = new Page(page.rows().subList(0, 3), 4, List.of("1"), Optional.empty(), true);
        read(cut, 7);
        read(cut, 8);
        read(cut, 9);
        assertThat(known(1).shownSent()).isEqualTo(span(9).toNanos());
        assertThat(known(1).contentSent()).isEqualTo(span(3).toNanos());
        assertThat(ledger.anomalies()).containsExactly(Anomaly.ROW_REJECTED);
    }

    @Test
    void rows_that_change_where_they_stand_leave_the_others_as_they_are() {
        Page changed = pageWith(row(4).margin("9"), row(2).margin("12"));
        Reading reading = read(changed, 7);
        assertThat(told()).containsExactly("updated 4 margin", "updated 2 margin");
        assertThat(reading.inPlace()).isTrue();
        assertThat(reading.known()).extracting(known -> known.number).containsExactly("4", "3", "2", "1");
        isEvidence(reading, 7);
        assertThat(isBlock(changed)).isTrue();
        assertThat(reading.known()).extracting(Known::block).containsOnly(known(1).block());
    }

    @Test
    void a_change_is_told_to_have_come_after_the_last_answer_that_showed_the_state_before() {
        read(page, 7);
        read(pageWith(row(2).margin("12")), 9);
        assertThat(ledger.events().take().get(0).header().notBefore()).isEqualTo(Row.time(5));
    }

    @Test
    void so_is_one_of_a_row_that_no_block_holds() {
        read(pageOf(row(4), row(2).margin("12")), 9);
        ledger.events().take();
        read(pageOf(row(4), row(2).margin("13")), 14);
        assertThat(ledger.events().take().get(0).header().notBefore()).isEqualTo(Row.time(7));
    }

    @Test
    void whose_trader_is_masked_from_now_on_is_asked_for_by_the_symbol_alone() {
        assertThat(listing.groups(known(2))).hasSize(3);
        read(pageWith(row(2).trader("T***1")), 7);
        assertThat(listing.groups(known(2)))
                .extracting(group -> group.filter.kind())
                .containsExactly(Filter.Kind.SYMBOL);
        assertThat(listing.covered(LIST.withTrader("T1")))
                .doesNotContain(known(2))
                .hasSize(3);
    }

    @Test
    void an_older_copy_of_a_row_is_no_change_and_the_others_are_shown() {
        Page changed = pageWith(row(2).margin("12"));
        read(changed, 7);
        told();
        // A second later a replica that lags may still show the old state.
        Reading echo = read(page, 8);
        assertThat(told()).isEmpty();
        assertThat(echo.inPlace()).isTrue();
        assertThat(echo.known()).hasSize(4);
        assertThat(known(2).order.margin())
                .isEqualTo(row(2).margin("12").order().margin());
        assertThat(known(2).shownSent()).isEqualTo(span(8).toNanos());
        assertThat(known(2).contentSent()).isEqualTo(span(7).toNanos());
        assertThat(known(1).contentSent()).isEqualTo(span(8).toNanos());
        read(changed, 9);
        assertThat(known(2).shownSent()).isEqualTo(span(9).toNanos());
        read(page, 14);
        assertThat(told()).containsExactly("updated 2 margin");
    }

    @Test
    void a_row_that_says_that_it_is_closed_is_not_among_those_that_are_open() {
        Page closed = pageWith(row(2).closedAt(6));
        Reading reading = read(closed, 7);
        assertThat(told()).containsExactly("closed 2 ROW");
        assertThat(reading.inPlace()).isFalse();
        assertThat(reading.known()).extracting(known -> known.number).containsExactly("4", "3", "1");
        assertThat(known(1).shownSent()).isEqualTo(span(7).toNanos());
        assertThat(known(1).stamp()).isEqualTo(reading.stamp());
        assertThat(isBlock(closed)).isFalse();
        assertThat(isBlock(page)).isFalse();
    }

    @Test
    void a_row_that_does_not_fit_the_list_is_seen_not_to() {
        Listing narrow = new Listing(LIST.withSymbol("BTCUSDT"));
        Page fits = pageOf(row(7), row(6));
        read(narrow, fits, 4);
        read(narrow, fits, 5);
        assertThat(read(narrow, fits, 6).obeyed()).isTrue();
        assertThat(read(narrow, pageOf(row(7), row(6).symbol("ETHUSDT")), 7).obeyed())
                .isFalse();
    }

    @Test
    void a_page_that_steps_over_a_row_makes_none() {
        Page gapped = pageOf(row(4), row(2), row(1));
        read(gapped, 7);
        assertThat(read(gapped, 8).inPlace()).isFalse();
        assertThat(read(gapped, 9).inPlace()).isFalse();
    }

    @Test
    void a_row_that_cannot_be_read_behind_the_same_ones_is_seen() {
        Page more = new Page(page.rows(), 5, List.of("9"), Optional.empty(), true);
        read(more, 7);
        assertThat(ledger.anomalies()).containsExactly(Anomaly.ROW_REJECTED);
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
        Page end = pageOf(row(2), row(1));
        read(end, 7);
        read(end, 8);
        assertThat(known(1).shownSent()).isEqualTo(span(8).toNanos());
        assertThat(known(4).shownSent()).isEqualTo(span(3).toNanos());
        Reading latest = read(page, 9);
        assertThat(latest.known())
                .allSatisfy(known -> assertThat(known.shownSent()).isEqualTo(span(9).toNanos()))
                .allSatisfy(known -> assertThat(known.stamp()).isEqualTo(latest.stamp()));
    }

    @Test
    void who_comes_into_another_keeps_what_was_noted_of_it() {
        Page end = Page.of(page.rows().subList(2, 4));
        read(page, 9);
        read(end, 5);
        assertThat(known(1).block().flatMap(block -> block.changes(end, LIST))).isPresent();
        assertThat(known(1).shownSent()).isEqualTo(span(9).toNanos());
        assertThat(known(1).contentSent()).isEqualTo(span(9).toNanos());
    }

    @Test
    void what_was_noted_before_it_was_broken_stays_true() {
        read(page, 7);
        read(pageWith(row(2).margin("12")), 5);
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
        Block block = known(1).block().orElseThrow();
        assertThat(block.rows()).hasSize(4);
        listing.suspect(known(3), span(6).toNanos());
        assertThat(isBlock(page)).isFalse();
        assertThat(block.rows()).isEmpty();
    }
}
