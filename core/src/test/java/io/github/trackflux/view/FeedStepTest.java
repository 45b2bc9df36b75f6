package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedStepTest {
    @Test
    void another_word_on_health_changes_nothing_else() {
        Script script = Script.knowing(row(1));
        FeedHealth other = Script.knowing(row(1), row(2)).health();
        FeedStep step =
                new FeedStep(List.of(), Optional.of(script.view()), Optional.of(script.checkpoint()), script.health());
        assertThat(step.withHealth(other))
                .isEqualTo(new FeedStep(step.events(), step.view(), step.checkpoint(), other))
                .isNotEqualTo(step);
    }
}
