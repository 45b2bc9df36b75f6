package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Proof;
import io.github.trackflux.view.Script.Call;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** A row that itself says closed is the one close that comes with its price. */
class ClosedRowTest {
    @Test
    void a_known_order_whose_row_says_closed_is_closed_at_once_with_its_price() {
        Script script = Script.knowing(row(2), row(1));
        Call call = script.at(9.5).shows(row(2).closedAt(9.2), row(1)).head();
        script.at(9.6).answer(call);
        assertThat(script.told()).containsExactly("closed 2 ROW");
        OrderEvent.Closed closed = (OrderEvent.Closed) script.last();
        assertThat(closed.last().closePrice()).contains(new BigDecimal("66000"));
        assertThat(closed.last()).isEqualTo(row(2).closedAt(9.2).order());
        assertThat(closed.proof()).isEqualTo(new Proof(Proof.Kind.ROW, Row.time(9.5), Row.time(9.6)));
        assertThat(closed.header().notBefore()).isEqualTo(Row.time(9.2));
        assertThat(closed.header().notAfter()).isEqualTo(Row.time(9.6));
    }

    @Test
    void it_needs_no_hold_down() {
        Script script = Script.knowing(row(1)).shows(row(2), row(1));
        script.answer(script.head());
        script.shows(row(2).closedAt(6), row(1));
        script.answer(script.head());
        assertThat(script.told()).containsExactly("opened 2", "closed 2 ROW");
    }

    @Test
    void a_number_unknown_before_makes_no_event() {
        Script script = Script.knowing(row(1)).shows(row(2).closedAt(6), row(1)).run(12);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().open()).isEqualTo(1);
    }

    @Test
    void an_older_copy_does_not_open_what_a_row_said_is_closed() {
        Script script = Script.knowing(row(1)).shows(row(2), row(1));
        Call older = script.at(10).head();
        Call newer = script.at(10.1).shows(row(2).closedAt(10), row(1)).head();
        script.at(10.2).answer(newer);
        script.at(10.3).answer(older);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void what_such_a_number_shows_a_hold_down_later_is_an_order() {
        Script script = Script.knowing(row(1)).shows(row(2).closedAt(6), row(1)).run(8);
        script.shows(row(2), row(1)).run(12);
        assertThat(script.told()).containsExactly("opened 2");
    }

    @Test
    void a_closed_row_that_stays_listed_is_told_once() {
        Script script = Script.knowing(row(2), row(1)).shows(row(2).closedAt(6), row(1));
        script.run(20);
        assertThat(script.told()).containsExactly("closed 2 ROW");
    }

    @Test
    void a_row_that_is_closed_in_part_is_open() {
        Script script = Script.knowing(row(1)).shows(row(1).closeSize("0.9")).run(12);
        assertThat(script.told()).containsExactly("updated 1 closeSize");
    }
}
