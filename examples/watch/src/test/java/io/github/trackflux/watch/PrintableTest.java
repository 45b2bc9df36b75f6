package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {
    @Test
    void names_in_any_script_stay_as_they_are() {
        for (String name : new String[] {"x-123", "Ωmega-趋势", "Зверь №1", "محمد", "राम", "ไทย", "Zoë", "🚀 moon"}) {
            assertThat(Printable.of(name)).isEqualTo(name);
        }
    }

    @Test
    void escape_sequences_lose_what_makes_them_work() {
        assertThat(Printable.of(Samples.HOSTILE)).isEqualTo("[2JEvil31m]0;pwned{\"v\":2}");
    }

    @Test
    void nothing_changes_the_direction_of_writing_or_hides() {
        assertThat(Printable.of("a\u202eb\u2066c\u200bd\ufeffe\u200ff\u00adg\u2028h\ue000i\ud800j"))
                .isEqualTo("abcdefghij");
    }

    @Test
    void accents_do_not_pile_up() {
        assertThat(Printable.of("Z" + "\u0335".repeat(50) + "!")).isEqualTo("Z\u0335\u0335!");
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(Printable.of("n".repeat(9_000))).hasSize(64);
    }

    @Test
    void every_space_is_a_plain_one() {
        assertThat(Printable.of("\u3000a\u00a0b\u2003")).isEqualTo("a b");
    }
}
