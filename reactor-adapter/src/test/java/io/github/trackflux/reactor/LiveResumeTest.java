package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import io.github.trackflux.view.OrderView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Live orders that go on from a checkpoint, of a client in virtual time. */
class LiveResumeTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final FakeExchange exchange = new FakeExchange(Time.of(scheduler));
    private final LiveOptions options = LiveOptions.DEFAULT.withScheduler(scheduler);

    @BeforeEach
    void open() {
        exchange.open.addAll(Samples.orders(1, 6));
    }

    /** What a run of twenty seconds leaves behind; an hour ago. */
    private Checkpoint saved() {
        LiveOrders live = exchange.client().live(Samples.QUERY, options);
        Ear<Checkpoint> checkpoints = hear(live.checkpoints());
        pass(20);
        live.close();
        pass(3_600);
        return last(checkpoints.heard);
    }

    /** One closed, one changed and one opened meanwhile. */
    private void change() {
        exchange.open.removeIf(order -> order.trackingNo().equals("5"));
        exchange.open.replaceAll(order -> order.trackingNo().equals("1") ? Samples.order(1, "7") : order);
        exchange.open.add(0, Samples.order(9));
    }

    private LiveOrders resumed(Checkpoint checkpoint) {
        return exchange.client().live(Samples.QUERY, Checkpoint.ofJson(checkpoint.toJson()), options);
    }

    @Test
    void whoever_is_there_first_is_told_what_was_open_then_that_nobody_looked_then_what_changed() {
        Checkpoint checkpoint = saved();
        change();
        LiveOrders live = resumed(checkpoint);
        Ear<OrderEvent> ear = hear(live.events());
        assertThat(live.current()).isEqualTo(checkpoint.view().orders());
        pass(20);

        assertThat(kinds(ear.heard.subList(0, 7))).containsExactly("E", "E", "E", "E", "E", "E", "G");
        assertThat(ear.heard.subList(0, 6))
                .allMatch(event -> event.header().sequence() == checkpoint.sequence())
                .allMatch(event -> event.header().observedAt().equals(checkpoint.asOf()));
        OrderEvent.Gap gap = (OrderEvent.Gap) ear.heard.get(6);
        assertThat(gap.header().sequence()).isEqualTo(checkpoint.sequence() + 1);
        assertThat(gap.from()).isEqualTo(checkpoint.asOf());
        List<OrderEvent> news = ear.heard.subList(7, ear.heard.size());
        assertThat(kinds(news)).containsExactlyInAnyOrder("O", "U", "S", "C");
        assertThat(news)
                .filteredOn(event -> event instanceof OrderEvent.Updated || event instanceof OrderEvent.Closed)
                .allMatch(event -> event.header().origin() == Origin.RECOVERED);
        assertThat(replayed(ear.heard).open).isEqualTo(live.current());
    }

    @Test
    void whoever_comes_at_any_moment_after_a_restart_misses_nothing_and_hears_nothing_twice() {
        Checkpoint checkpoint = saved();
        change();
        LiveOrders live = resumed(checkpoint);
        List<Ear<OrderEvent>> all = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            all.add(hear(i % 2 == 0 ? live.events() : live.conflated()));
            scheduler.advanceTimeBy(Duration.ofMillis(40));
            if (i % 10 == 9) {
                exchange.open.add(0, Samples.order(100 + i));
                exchange.open.remove(3);
            }
        }
        pass(20);

        assertThat(live.current()).hasSize(6);
        for (Ear<OrderEvent> ear : all) {
            assertThat(replayed(ear.heard).open).isEqualTo(live.current());
        }
        // One after the other but for what was open when it came.
        for (int i = 0; i < all.size(); i += 2) {
            List<OrderEvent> heard = all.get(i).heard;
            long start =
                    heard.stream().filter(OrderEvent.Existing.class::isInstance).count();
            List<Long> numbers = heard.stream()
                    .skip(start)
                    .map(event -> event.header().sequence())
                    .toList();
            assertThat(numbers).doesNotHaveDuplicates().isSorted();
            assertThat(numbers.get(numbers.size() - 1) - numbers.get(0)).isEqualTo(numbers.size() - 1);
        }
    }

    @Test
    void no_view_and_no_checkpoint_is_told_before_the_list_is_read_again() {
        Checkpoint checkpoint = saved();
        exchange.trouble = FakeExchange.refusing(429, "429");
        LiveOrders live = resumed(checkpoint);
        Ear<OrderView> views = hear(live.views());
        Ear<Checkpoint> checkpoints = hear(live.checkpoints());
        Ear<OrderEvent> events = hear(live.events());
        pass(10);
        assertThat(kinds(events.heard)).containsExactly("E", "E", "E", "E", "E", "E");
        assertThat(views.heard).isEmpty();
        assertThat(checkpoints.heard).isEmpty();

        exchange.trouble = FakeExchange.FINE;
        pass(90);

        assertThat(views.heard)
                .singleElement()
                .satisfies(view ->
                        assertThat(view.orders()).isEqualTo(checkpoint.view().orders()));
        assertThat(checkpoints.heard.get(0).sequence()).isEqualTo(checkpoint.sequence() + 2);
    }

    @Test
    void checkpoints_are_told_when_they_hold_news_and_else_every_ten_seconds() {
        LiveOrders live = exchange.client().live(Samples.QUERY, options);
        Ear<Checkpoint> all = hear(live.checkpoints());
        pass(61);
        int quiet = all.heard.size();
        assertThat(quiet).isBetween(6, 7);
        Ear<Checkpoint> late = hear(live.withSymbol("ETHUSDT").checkpoints());
        exchange.open.add(0, Samples.order(8));
        pass(2);

        assertThat(all.heard).hasSize(quiet + 1);
        assertThat(late.heard).isEqualTo(all.heard.subList(quiet - 1, quiet + 1));
        assertThat(last(all.heard).view().orders()).isEqualTo(live.current());
    }

    @Test
    void a_checkpoint_of_another_account_or_query_is_refused_before_anything_is_told_or_sent() {
        Checkpoint checkpoint = saved();
        TrackingOrders other = new FakeExchange(Time.of(scheduler)).client();
        int calls = exchange.calls.size();

        assertThatThrownBy(() -> other.live(Samples.QUERY, checkpoint, options))
                .isInstanceOf(CheckpointException.OtherAccount.class);
        assertThatThrownBy(() -> exchange.client().live(Samples.QUERY.withSymbol("BTCUSDT"), checkpoint, options))
                .isInstanceOf(CheckpointException.OtherQuery.class);
        assertThat(exchange.calls).hasSize(calls);
    }

    @Test
    void a_loop_that_begins_after_one_that_stopped_goes_on_where_that_one_ended() {
        LiveOrders live = resumed(saved());
        Ear<OrderEvent> first = hear(live.events());
        pass(20);
        exchange.open.add(0, Samples.order(8));
        pass(20);
        long last = last(first.heard).header().sequence();
        first.cancel();
        scheduler.advanceTimeBy(GRACE.plusSeconds(1));
        int calls = exchange.calls.size();
        change();
        pass(100);
        assertThat(exchange.calls).hasSize(calls);
        assertThat(live.current()).isEmpty();

        Ear<OrderEvent> next = hear(live.events());
        pass(20);

        assertThat(kinds(next.heard.subList(0, 8))).containsExactly("E", "E", "E", "E", "E", "E", "E", "G");
        assertThat(next.heard.get(7).header().sequence()).isEqualTo(last + 1);
        assertThat(kinds(next.heard.subList(8, next.heard.size()))).containsExactlyInAnyOrder("O", "U", "S", "C");
        assertThat(replayed(next.heard).open).isEqualTo(live.current());
    }

    @Test
    void a_close_is_told_also_to_whoever_was_too_slow_to_be_told_that_it_was_open() {
        Checkpoint checkpoint = saved();
        change();
        LiveOrders live = resumed(checkpoint);
        Ear<OrderEvent> slow = hear(live.conflated(), Ear.asking(0));
        pass(20);
        slow.request(Long.MAX_VALUE);
        scheduler.advanceTime();

        assertThat(slow.heard)
                .filteredOn(OrderEvent.Closed.class::isInstance)
                .singleElement()
                .satisfies(closed -> assertThat(closed.header().origin()).isEqualTo(Origin.RECOVERED));
        assertThat(replayed(slow.heard).open).isEqualTo(live.current());
    }

    private LiveReplay replayed(List<OrderEvent> events) {
        LiveReplay replay = new LiveReplay().resumed();
        events.forEach(replay::told);
        assertThat(replay.wrong).isEmpty();
        assertThat(replay.synced).isTrue();
        return replay;
    }

    private static List<String> kinds(List<OrderEvent> events) {
        return events.stream()
                .map(event -> event.getClass().getSimpleName().substring(0, 1))
                .toList();
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    private <T> Ear<T> hear(Flux<T> stream) {
        return hear(stream, Ear.open());
    }

    private <T> Ear<T> hear(Flux<T> stream, Ear<T> ear) {
        stream.subscribe(ear);
        scheduler.advanceTime();
        return ear;
    }

    private void pass(int seconds) {
        for (int i = 0; i < Math.min(seconds, 100) * 10; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(100));
        }
        scheduler.advanceTimeBy(Duration.ofSeconds(Math.max(0, seconds - 100)));
    }
}
