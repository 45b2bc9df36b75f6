package io.github.trackflux.view;

import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongListTest {
    @Test
    void the_longest_list_is_read_to_its_end() {
        Script script = new Script().shows(rows(1, 20_000)).run(100);
        assertThat(script.view().orders()).hasSize(20_000);
    }
}
