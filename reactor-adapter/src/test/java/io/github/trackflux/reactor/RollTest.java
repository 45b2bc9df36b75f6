package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.reactor.LiveState.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of which every moment is kept: as a map of which a copy was made each time. */
class RollTest {
    private final Roll roll = new Roll();
    private final Map<String, Held> truth = new LinkedHashMap<>();

    private static Held held(int number, String size) {
        TrackingOrder order = Samples.order(number, size);
        EventHeader header =
                new EventHeader("id", LiveScript.ACCOUNT, 1, Origin.LIVE, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
        return new Held(new OrderEvent.Existing(header, order), "");
    }

    private void put(int number, String size) {
        Held held = held(number, size);
        roll.put(Integer.toString(number), held);
        truth.put(Integer.toString(number), held);
    }

    private void remove(int number) {
        roll.remove(Integer.toString(number));
        truth.remove(Integer.toString(number));
    }

    @Test
    void what_changes_keeps_its_place_and_what_comes_back_is_last() {
        put(1, "1");
        put(2, "1");
        put(3, "1");
        put(1, "2");
        remove(2);
        put(2, "3");

        assertThat(roll.moment().held()).containsExactly(held(1, "2"), held(3, "1"), held(2, "3"));
        assertThat(roll.get("2")).isEqualTo(held(2, "3"));
        assertThat(roll.get("4")).isNull();
    }

    @Test
    void moments_share_what_did_not_change() {
        for (int i = 0; i < 1_000; i++) {
            put(i, "1");
        }
        Roll.Moment before = roll.moment();
        put(500, "2");

        assertThat(roll.moment().chunks()).hasSize(16);
        assertThat(roll.moment().chunks()).filteredOn(before.chunks()::contains).hasSize(15);
    }

    @Test
    void the_places_of_orders_that_are_gone_are_given_back() {
        for (int i = 0; i < 100_000; i++) {
            put(i, "1");
            remove(i - 10);
        }

        assertThat(roll.moment().size()).isEqualTo(10);
        assertThat(roll.moment().chunks()).hasSizeLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_moment_stays_what_it_was(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Roll.Moment> moments = new ArrayList<>();
        List<List<Held>> truths = new ArrayList<>();
        int numbers = 10 << random.nextInt(6);
        for (int i = 0; i < 2_000; i++) {
            int number = random.nextInt(numbers);
            if (random.nextInt(5) < 2 + (int) (seed % 2)) {
                remove(number);
            } else {
                put(number, Integer.toString(1 + random.nextInt(3)));
            }
            if (random.nextInt(10) == 0) {
                moments.add(roll.moment());
                truths.add(List.copyOf(truth.values()));
            }
        }

        for (int i = 0; i < moments.size(); i++) {
            assertThat(moments.get(i).held()).containsExactlyElementsOf(truths.get(i));
            assertThat(moments.get(i).size()).isEqualTo(truths.get(i).size());
        }
    }
}
