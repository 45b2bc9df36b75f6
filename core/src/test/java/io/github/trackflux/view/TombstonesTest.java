package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.Tombstones.Tombstone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of the dead is a value, and the same as if it were copied each time. */
class TombstonesTest {
    private final Tombstones stones = new Tombstones();
    private final LinkedHashMap<String, Tombstone> plain = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 400})
    void a_list_is_what_a_copy_would_be_and_stays_so(int mostBetween) {
        SplittableRandom random = new SplittableRandom(mostBetween);
        List<List<Tombstone>> lists = new ArrayList<>();
        List<List<Tombstone>> copies = new ArrayList<>();
        int number = 0;
        while (number < 3 * Tombstones.MOST) {
            for (int i = random.nextInt(mostBetween + 1); i > 0; i--) {
                int drawn = random.nextInt(1000);
                if (drawn == 0) {
                    remove(String.valueOf(number - random.nextInt(100)));
                } else if (drawn == 1) {
                    add(String.valueOf(number - random.nextInt(100)), 2);
                } else {
                    add(String.valueOf(++number), 1);
                }
            }
            if (random.nextInt(50) == 0) {
                lists.add(stones.list());
                copies.add(List.copyOf(plain.values()));
            }
        }
        assertThat(lists.size()).isGreaterThan(2);
        assertThat(lists).isEqualTo(copies);
        assertThat(stones.list()).isSameAs(stones.list());
    }

    private void add(String number, int revision) {
        Tombstone stone = new Tombstone(number, "BTCUSDT", Optional.empty(), revision);
        stones.add(stone, 0);
        plain.put(number, stone);
        if (plain.size() > Tombstones.MOST) {
            plain.remove(plain.keySet().iterator().next());
        }
    }

    private void remove(String number) {
        stones.remove(number);
        plain.remove(number);
    }
}
