package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.trackflux.reactor.FullRun;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** All of production but its sockets, against an exchange that has none to five faults at once. */
class FullSimulationTest {
    private final Logger log = (Logger) LoggerFactory.getLogger("io.github.trackflux");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        log.addAppender(appender);
        log.setAdditive(false);
        log.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        log.setLevel(null);
        log.setAdditive(true);
        log.detachAppender(appender);
    }

    @Test
    void two_hundred_seeds_of_two_minutes_break_nothing_and_show_no_secret() {
        Seeds seeds = Seeds.play(1, 200, Swarm::of, FullRun::play);

        assertThat(seeds.broken()).isEmpty();
        assertThat(seeds.all().virtualHours()).isGreaterThan(200 * 2 / 60.0);
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(FullRun.SECRETS));
    }
}
