package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What events carry: account, sequence, a name for the news, and when it can have happened. */
class EventTest {
    private static void answer(Script script, double sent, double received, Row... rows) {
        Call call = script.at(sent).head();
        script.at(received).answer(call, rows);
    }

    private static EventHeader last(Script script) {
        return script.last().header();
    }

    /** A feed that went through every kind of event, so much later than another. */
    private static Script eventful(double delay) {
        Script script = new Script().shows(row(3).opened(-5), row(2), row(1)).run(6 + delay);
        double at = 20 + delay;
        answer(script, at, at + 0.1, row(3).opened(-5), row(2).margin("11"), row(1));
        answer(script, at + 10, at + 10.1, row(3).opened(-5), row(2));
        answer(script, at + 20, at + 20.1, row(3).opened(-5), row(2), row(1));
        answer(script, at + 30, at + 30.1, row(4), row(3).opened(-5), row(2), row(1));
        return script;
    }

    @Test
    void the_sequence_has_no_gap() {
        Script script = eventful(0);
        for (int i = 0; i < script.events.size(); i++) {
            assertThat(script.events.get(i).header().sequence()).isEqualTo(i + 1);
        }
        assertThat(script.events).hasSizeGreaterThan(8);
    }

    @Test
    void every_event_names_its_account() {
        assertThat(eventful(0).events)
                .allSatisfy(event -> assertThat(event.header().account()).isEqualTo(Script.ACCOUNT));
    }

    @Test
    void the_same_news_has_the_same_id_whenever_it_became_known() {
        List<OrderEvent> one = eventful(0).events;
        List<OrderEvent> other = eventful(0.5).events;
        assertThat(one).hasSameSizeAs(other);
        assertThat(one.get(8).header().observedAt())
                .isNotEqualTo(other.get(8).header().observedAt());
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i).subject().isPresent()) {
                assertThat(other.get(i).header().id())
                        .isEqualTo(one.get(i).header().id());
            }
        }
    }

    @Test
    void different_news_have_different_ids() {
        Set<String> ids = new HashSet<>();
        eventful(0)
                .events
                .forEach(event -> assertThat(ids.add(event.header().id())).isTrue());
        assertThat(ids).allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void another_content_or_account_has_another_id() {
        Script one = Script.knowing(row(1));
        Script other = Script.knowing(row(1));
        answer(one, 10, 10.1, row(1).margin("11"));
        answer(other, 10, 10.1, row(1).margin("12"));
        assertThat(last(one).id()).isNotEqualTo(last(other).id());
        EventWriter writer = new EventWriter(Script.ACCOUNT);
        EventWriter another = new EventWriter(new AccountId("000000000001"));
        assertThat(writer.header("opened", row(1).order(), 0, Origin.LIVE, Row.EPOCH, Row.EPOCH)
                        .id())
                .isNotEqualTo(another.header("opened", row(1).order(), 0, Origin.LIVE, Row.EPOCH, Row.EPOCH)
                        .id());
        assertThat(new EventWriter(new AccountId("000000000000"))
                        .header("synced", Row.EPOCH, Row.EPOCH)
                        .id())
                .isNotEqualTo(new EventWriter(new AccountId("000000000001"))
                        .header("synced", Row.EPOCH, Row.EPOCH)
                        .id());
    }

    @Test
    void going_back_to_an_earlier_state_is_news_of_its_own() {
        Script script = Script.knowing(row(1));
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            double at = 10 + 10 * i;
            answer(script, at, at + 0.1, row(1).margin(i % 2 == 0 ? "11" : "10"));
            assertThat(ids.add(last(script).id())).isTrue();
        }
        assertThat(script.told()).hasSize(6);
    }

    @Test
    void closed_happened_between_the_last_sight_less_the_hold_down_and_the_receipt_of_the_proof() {
        Script script = Script.knowingShort(row(2), row(1));
        answer(script, 20, 20.1, row(2), row(1));
        answer(script, 25, 25.3, row(1));
        assertThat(script.told()).containsExactly("closed 2 ATOMIC");
        assertThat(last(script).notBefore()).isEqualTo(Row.time(18));
        assertThat(last(script).notAfter()).isEqualTo(Row.time(25.3));
        assertThat(last(script).observedAt()).isEqualTo(Row.time(25.3));
        assertThat(last(script).origin()).isEqualTo(Origin.LIVE);
    }

    @Test
    void the_last_sight_is_the_one_whose_call_was_sent_last() {
        Script script = Script.knowingShort(row(2), row(1)).at(20);
        Call early = script.head();
        Call late = script.at(21).head();
        script.at(21.1).answer(late, row(2), row(1));
        script.at(21.2).answer(early, row(2), row(1));
        answer(script, 25, 25.3, row(1));
        assertThat(last(script).notBefore()).isEqualTo(Row.time(19));
    }

    @Test
    void closed_is_dated_with_the_hold_down_that_is_in_force() {
        Script script = Script.knowingShort(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO), rows(1, 2));
        answer(script, 20, 20.1, row(2), row(1));
        answer(script, 25, 25.3, row(1));
        assertThat(last(script).notBefore()).isEqualTo(Row.time(20));
    }

    @Test
    void opened_happened_since_its_time_or_since_a_hold_down_before_the_last_complete_sweep_began() {
        Script script = Script.knowingShort(row(2), row(1));
        answer(script, 20, 20.1, row(2), row(1));
        answer(script, 25, 25.3, row(3).opened(24), row(2), row(1));
        assertThat(last(script).notBefore()).isEqualTo(Row.time(24));
        assertThat(last(script).notAfter()).isEqualTo(Row.time(25.3));
        answer(script, 25.5, 25.6, row(4), row(3).opened(24), row(2), row(1));
        assertThat(script.told()).containsExactly("opened 3", "opened 4");
        assertThat(last(script).notBefore()).isEqualTo(Row.time(18));
    }

    @Test
    void existing_happened_since_its_time_or_nobody_knows_when() {
        Script script = new Script();
        Call call = script.at(1).send();
        script.at(1.2).answer(call, row(2), row(1).opened(-50));
        assertThat(script.told()).containsExactly("existing 2", "existing 1");
        assertThat(script.events.get(0).header().notBefore()).isEqualTo(Instant.EPOCH);
        assertThat(script.events.get(1).header().notBefore()).isEqualTo(Row.time(-50));
    }

    @Test
    void updated_happened_since_the_last_sight_of_the_old_state_less_the_hold_down() {
        Script script = Script.knowing(row(1));
        answer(script, 10, 10.1, row(1));
        answer(script, 20, 20.3, row(1).margin("11"));
        assertThat(last(script).notBefore()).isEqualTo(Row.time(8));
        assertThat(last(script).notAfter()).isEqualTo(Row.time(20.3));
        answer(script, 30, 30.3, row(1).margin("12"));
        assertThat(last(script).notBefore()).isEqualTo(Row.time(18));
    }

    @Test
    void nothing_happened_after_it_was_observed_whatever_the_exchange_says() {
        Script script = Script.knowing(row(1));
        answer(script, 10, 10.1, row(2).opened(99), row(1));
        assertThat(last(script).notBefore()).isEqualTo(Row.time(10.1));
        answer(script, 11, 11.1, row(2).opened(99).closedAt(50), row(1));
        assertThat(script.told()).containsExactly("opened 2", "closed 2 ROW");
        assertThat(last(script).notBefore()).isEqualTo(Row.time(11.1));
        assertThat(last(script).notAfter()).isEqualTo(Row.time(11.1));
    }

    @Test
    void a_reinstated_order_was_shown_since_the_call_was_sent() {
        Script script = Script.knowingShort(row(2), row(1));
        answer(script, 20, 20.1, row(1));
        answer(script, 30, 30.2, row(2), row(1));
        assertThat(script.told()).containsExactly("closed 2 ATOMIC", "reinstated 2");
        assertThat(last(script).notBefore()).isEqualTo(Row.time(30));
    }

    @Test
    void a_step_carries_its_events_once() {
        Script script = Script.knowing(row(1));
        Call call = script.head();
        assertThat(script.later(0.1).answer(call, row(2), row(1)).events()).hasSize(1);
        assertThat(script.later(0.1).answer(script.head(), row(2), row(1)).events())
                .isEmpty();
    }

    @Test
    void replaying_the_events_gives_the_view() {
        Script script = eventful(0);
        Replay replay = new Replay();
        assertThat(script.events)
                .allSatisfy(event -> assertThat(replay.told(event)).isEmpty());
        assertThat(replay.open().keySet()).containsExactlyInAnyOrder("1", "2", "3", "4");
    }
}
