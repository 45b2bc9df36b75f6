package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.page.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class WordsTest {
    @Test
    void times_are_read_with_their_unit() {
        Words.Time time = new Words.Time();
        assertThat(time.convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(time.convert("2s")).isEqualTo(Duration.ofSeconds(2));
        assertThat(time.convert("1.5m")).isEqualTo(Duration.ofSeconds(90));
        assertThat(time.convert("1h")).isEqualTo(Duration.ofHours(1));
        assertThat(time.convert("876000h")).isEqualTo(Duration.ofDays(36_500));
        assertThat(time.convert("0")).isEqualTo(Duration.ZERO);
        for (String wrong :
                new String[] {"", "1", "s", "1 s", "-1s", "1e3s", "99999999999s", "PT1S", "876001h", "999999999h"}) {
            assertThatThrownBy(() -> time.convert(wrong)).isInstanceOf(TypeConversionException.class);
        }
    }

    @Test
    void a_cadence_may_be_as_fast_as_possible() {
        assertThat(new Words.Cadence().convert("MAX")).isEqualTo(Duration.ZERO);
        assertThat(new Words.Cadence().convert("1s")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_dialect_may_be_found_out() {
        assertThat(new Words.Paging().convert("auto")).isNull();
        assertThat(new Words.Paging().convert("id-cursor")).isEqualTo(Dialect.ID_CURSOR);
        assertThat(new Words.Paging().convert("Page-Number")).isEqualTo(Dialect.PAGE_NUMBER);
    }
}
