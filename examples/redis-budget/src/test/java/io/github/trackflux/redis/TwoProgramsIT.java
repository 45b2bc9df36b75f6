package io.github.trackflux.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.Tally;
import io.github.trackflux.simulator.exchange.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two JVMs watch for one user, against an exchange that allows that user ten calls in any second. */
@Timeout(120)
// The guard of 250 ms is for the delays of a network. A build shares its machine with two programs that start, and is
// held up longer.
@Tag("simulation")
class TwoProgramsIT {
    private static final int ENOUGH = 60;
    private static final int SOME = 30;

    @Test
    void together_over_one_redis_they_are_never_refused() throws Exception {
        try (RedisServer redis = new RedisServer()) {
            Tally tally = watch(redis.port, ENOUGH);

            assertThat(tally.throttled()).isZero();
            assertThat(tally.failed()).isZero();
        }
    }

    /** The control. */
    @Test
    void without_it_they_are() throws Exception {
        assertThat(watch(0, SOME).throttled()).isPositive();
    }

    /** Until so many calls were counted, the first of each program not among them. */
    private static Tally watch(int redis, int calls) throws IOException, InterruptedException {
        CountDownLatch counted = new CountDownLatch(calls);
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .orders(120)
                .roundTrip(Duration.ofMillis(40), Duration.ofMillis(20))
                .start()) {
            exchange.exchange(rules -> {
                rules.listen((request, reply, at) -> counted.countDown());
                return rules;
            });
            List<Process> programs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                programs.add(start(exchange.url(), exchange.account(), redis));
            }
            try {
                assertThat(counted.await(90, TimeUnit.SECONDS)).isTrue();
            } finally {
                programs.forEach(Process::destroyForcibly);
            }
            for (Process program : programs) {
                program.waitFor();
            }
            return exchange.tally();
        }
    }

    private static Process start(String url, Account account, int redis) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        Follower.class.getName(),
                        url,
                        account.key(),
                        account.secret(),
                        account.passphrase(),
                        Integer.toString(redis))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
