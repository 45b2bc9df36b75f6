package io.github.trackflux.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.TrackingOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All are asked the same: only then may they be compared. */
class LibraryTest {
    @ParameterizedTest
    @EnumSource
    void all_libraries_read_the_same_rows(Bodies.Change change) {
        byte[][] answers = Bodies.answers(change);
        for (Library library : Library.values()) {
            Library.Reader reader = library.reader();
            for (byte[] answer : answers) {
                List<TrackingOrder> expected = Library.DATABIND.reader().read(answer);
                assertThat(expected).hasSize(Bodies.ROWS);
                assertThat(reader.read(answer)).as(library.label()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_page_is_about_19_kb(Bodies.Change change) {
        for (byte[] answer : Bodies.answers(change)) {
            assertThat(answer.length).isBetween(18_000, 21_000);
        }
    }
}
