package io.github.trackflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.suite.PublicApi;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublicApiTest {
    @Test
    void the_public_api_is_the_one_that_was_reviewed() throws IOException {
        String today = PublicApi.of(Path.of("target/classes"), name -> true);
        assertThat(today)
                .as(
                        "docs/api/trackflux-core.txt; where the change is meant: mvn verify -Dapi.write, and commit the page")
                .isEqualTo(PublicApi.committed(Path.of("../docs/api/trackflux-core.txt"), today));
    }
}
