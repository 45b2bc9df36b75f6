package io.github.trackflux.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows is what is compiled and run here. */
class TestingPageTest {
    private static final Path EXAMPLE = Path.of("src/test/java/io/github/trackflux/strategy/FollowerIT.java");
    private static final Path PAGE = Path.of("..", "..", "docs", "testing.md");

    @Test
    void its_example_is_the_one_that_runs() throws IOException {
        String example = Files.readString(EXAMPLE);
        String shown = example.substring(example.indexOf("class FollowerIT"));

        assertThat(Files.readString(PAGE)).contains("```java\n" + shown + "```");
    }
}
