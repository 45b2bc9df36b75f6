package io.github.trackflux.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every table can be made; what stands in it means nothing here. */
@Tag("long")
@Timeout(300)
class SmokeTest {
    @Test
    void a_sweep_of_which_nothing_changed_makes_no_event_and_one_of_which_ten_changed_makes_some() {
        DiffBenchmark benchmark = new DiffBenchmark();
        benchmark.prepare();
        assertThat(benchmark.trackerTakesSweep()).isZero();
        assertThat(benchmark.rowsAreCompared()).isZero();

        benchmark.changed = 10;
        benchmark.prepare();
        benchmark.trackerTakesSweep();
        assertThat(benchmark.trackerTakesSweep()).isBetween(5, 10);
        benchmark.mapsAreCompared();
        assertThat(benchmark.mapsAreCompared()).isBetween(5, 10);
    }

    @Test
    void the_pipeline_keeps_up_beside_bare_calls() {
        assertThat(Throughput.table(true)).contains("share");
    }

    @Test
    void what_is_remembered_is_counted_and_weighed() {
        assertThat(Retained.table(true)).contains("| 50 |");
    }

    @Test
    void a_profile_names_frames() throws Exception {
        assertThat(Profile.table(true)).contains("CPU").contains("allocation").contains(" % | ");
    }

    @Test
    void accounts_are_polled() {
        assertThat(Accounts.table(true)).contains("| 20 |");
    }

    @Test
    void a_fresh_jvm_tells_its_first_event() throws Exception {
        assertThat(Start.table(1)).contains("times as long");
    }

    @Test
    void growth_is_a_table_and_a_picture() throws Exception {
        assertThat(Growth.table(true)).contains("| 60 |").contains("| 3 |");
        assertThat(Files.readString(Path.of("target", "growth.svg"), StandardCharsets.UTF_8))
                .contains("<polyline")
                .doesNotContain("NaN");
    }
}
