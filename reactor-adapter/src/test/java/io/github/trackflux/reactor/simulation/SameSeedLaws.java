package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.reactor.FullRun;
import io.github.trackflux.view.FeedStep;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameSeedLaws {
    @ParameterizedTest
    @ValueSource(longs = {3, 40, 71})
    void the_same_seed_gives_the_same_bytes(long seed) {
        Scenario scenario = Swarm.of(seed);

        byte[] events = full(scenario);

        assertThat(quick(scenario)).isNotEmpty().isEqualTo(quick(scenario));
        assertThat(full(scenario)).isNotEmpty().isEqualTo(events);
        assertThat(full(Swarm.of(seed + 1))).isNotEqualTo(events);
    }

    private static byte[] quick(Scenario scenario) {
        StringBuilder events = new StringBuilder();
        QuickRun.play(scenario, Watchers.ours(scenario), writer(events));
        return events.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] full(Scenario scenario) {
        StringBuilder events = new StringBuilder();
        FullRun.play(scenario, writer(events));
        return events.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Consumer<FeedStep> writer(StringBuilder text) {
        return step -> step.events().forEach(event -> text.append(event).append('\n'));
    }
}
