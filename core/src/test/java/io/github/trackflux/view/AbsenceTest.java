package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging.Fullness;
import io.github.trackflux.page.Position;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is believed of orders that are not shown, to the nanosecond. The hold-down is 2 s; answers take a tenth of a second. */
class AbsenceTest {
    private static final Filter LIST = Filter.of(OrderQuery.of(Script.USDT)).get(0);
    private static final Filter GROUP = LIST.withTrader("T1");
    private static final long SENT = nanos(10);

    private final Ledger ledger = new Ledger(Script.ACCOUNT, Duration.ofSeconds(2));
    private final Absence absence = new Absence(ledger, Duration.ofSeconds(1));
    private final Listing listing = new Listing(LIST);
    private long stamp;

    private static long nanos(double seconds) {
        return span(seconds).toNanos();
    }

    private Reading answer(Filter filter, double sent, Known... shown) {
        CallTiming timing = new CallTiming(span(sent), span(sent + 0.1), Row.time(sent), Row.time(sent + 0.1));
        Page page = Page.of(Arrays.stream(shown).map(known -> known.order).toList());
        Fullness fullness = shown.length == 0 ? Fullness.EMPTY : Fullness.SHORT;
        PageAnswer answer = new PageAnswer(new PageRequest(filter, new Position.Numbered(1), 50), page, timing);
        stamp++;
        for (Known known : shown) {
            known.shown(stamp, nanos(sent));
        }
        return new Reading(answer, listing, fullness, stamp, List.of(shown), true, false);
    }

    /** An order that one answer showed, which had arrived then. */
    private Known open(int number, double received, int proofsNeeded) {
        Known known = ledger.add(answer(LIST, received - 0.1), row(number).order(), 0, proofsNeeded);
        assertThat(known.firstSeen).isEqualTo(nanos(received));
        return known;
    }

    private Known open(int number, double received) {
        return open(number, received, 1);
    }

    private List<Integer> open() {
        return ledger.view(Row.EPOCH).orders().keySet().stream()
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void a_count_closes_what_nothing_has_shown_since_its_walk_was_begun() {
        Known shown = open(1, 1);
        shown.shown(0, SENT);
        open(2, 1).shown(0, SENT - 1);
        absence.judgeWalks(answer(GROUP, 12), new GroupWalk.Census(50, SENT, SENT, SENT, 52, Set.of()));
        assertThat(open()).containsExactly(1);
    }

    @Test
    void and_what_was_first_seen_a_hold_down_before_it_and_no_later() {
        open(1, 8);
        open(2, 8.000_000_001);
        absence.judgeWalks(answer(GROUP, 12), new GroupWalk.Census(50, SENT, SENT, SENT, 52, Set.of()));
        assertThat(open()).containsExactly(2);
    }

    @Test
    void an_atomic_answer_closes_what_was_first_seen_a_hold_down_before_its_call_and_no_later() {
        open(1, 8);
        open(2, 8.000_000_001);
        absence.judge(answer(LIST, 10, open(3, 1)), true);
        assertThat(open()).containsExactly(2, 3);
    }

    @Test
    void nothing_is_judged_by_an_answer_that_is_not_trusted() {
        open(1, 1);
        absence.judge(answer(LIST, 10, open(3, 1)), false);
        assertThat(open()).containsExactly(1, 3);
    }

    @Test
    void an_order_that_came_back_from_the_dead_is_looked_at_again_before_it_is_closed() {
        Known back = open(1, 1, 2);
        Known other = open(3, 1);
        absence.judge(answer(GROUP, 10, other), true);
        assertThat(open()).containsExactly(1, 3);
        assertThat(back.suspectSent).isEqualTo(SENT);
        assertThat(back.probeAfter)
                .isEqualTo(nanos(10.1) + Duration.ofMillis(300).toNanos());
        absence.judge(answer(LIST, 11, other), true);
        assertThat(open()).containsExactly(3);
    }

    @Test
    void after_an_answer_of_the_whole_list_it_may_be_looked_for_at_once() {
        Known back = open(1, 1, 2);
        absence.judge(answer(LIST, 10, open(3, 1)), true);
        assertThat(back.probeAfter).isEqualTo(nanos(10.1));
    }

    @Test
    void an_empty_answer_puts_off_those_that_are_suspected_if_it_lacks_others_as_well() {
        Known suspect = open(1, 1);
        Known other = open(2, 1);
        ledger.suspect(suspect, nanos(9));
        absence.judge(answer(GROUP, 10), true);
        assertThat(open()).containsExactly(1, 2);
        assertThat(suspect.probeAfter).isEqualTo(nanos(10.4));
        assertThat(other.isSuspect()).isFalse();
        assertThat(ledger.anomalies()).containsExactly(Anomaly.EMPTY_ANSWER);
    }

    @Test
    void the_first_empty_answer_of_a_group_closes_nothing_and_is_asked_for_again_when_time_has_passed() {
        Known suspect = open(1, 1);
        ledger.suspect(suspect, nanos(9));
        absence.judge(answer(GROUP, 10), true);
        assertThat(open()).containsExactly(1);
        assertThat(suspect.probeAfter).isEqualTo(nanos(10.7));
    }

    @Test
    void the_first_empty_list_makes_all_orders_suspects() {
        Known known = open(1, 1);
        absence.judge(answer(LIST, 10), true);
        assertThat(open()).containsExactly(1);
        assertThat(known.suspectSent).isEqualTo(SENT);
    }

    @Test
    void a_page_casts_suspicion_on_what_was_open_and_not_shown_when_it_was_asked_for() {
        Known known = open(1, 10);
        Known young = open(2, 10.000_000_001);
        Known shown = open(3, 1);
        shown.shown(0, SENT);
        absence.steppedOver(answer(LIST, 10), List.of(known, young, shown));
        assertThat(known.suspectSent).isEqualTo(SENT);
        assertThat(young.isSuspect()).isFalse();
        assertThat(shown.isSuspect()).isFalse();
    }

    @Test
    void two_sweeps_cast_suspicion_on_what_was_open_and_not_shown_since_the_first_was_begun() {
        Known known = open(1, 10);
        Known young = open(2, 10.000_000_001);
        Known shown = open(3, 1);
        shown.shown(0, SENT);
        absence.swept(listing, span(10));
        assertThat(ledger.suspects()).isEmpty();
        absence.swept(listing, span(12));
        assertThat(ledger.suspects()).containsExactly(known);
        assertThat(young.isSuspect()).isFalse();
        assertThat(known.suspectSent).isEqualTo(nanos(12));
    }
}
