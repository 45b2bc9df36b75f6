package io.github.trackflux.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskTest {
    @TempDir
    private Path directory;

    private static Desk desk(String... traders) {
        return new Desk(List.of(traders), Samples.LIMITS, BigDecimal.TEN);
    }

    @Test
    void a_trader_is_named_by_the_start_of_the_id_where_that_tells_and_by_all_of_it_elsewhere() {
        assertThat(desk("bcb11111", "bcb11122", "a0000000").strategies())
                .containsOnlyKeys(
                        "mirror all",
                        "guard all",
                        "mirror bcb11111",
                        "guard bcb11111",
                        "mirror bcb11122",
                        "guard bcb11122",
                        "mirror a00000",
                        "guard a00000");
    }

    @Test
    void the_name_of_its_file_is_one_on_any_system() {
        Book.begin(directory, Header.of(desk("../\u00e9:*"), Optional.empty())).close();

        assertThat(Files.exists(directory.resolve("decisions-mirror-______.jsonl")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna,anna", "an na,an.na", "all"})
    void traders_that_cannot_be_told_apart_are_refused(String traders) {
        assertThatThrownBy(() -> desk(traders.split(",")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "traders must differ from each other in letters, digits, _ or -, and from \"all\"");
    }
}
