package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.simulator.SimulatedExchange;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library on a class path that has no Micrometer. */
@Timeout(60)
class WithoutMicrometerTest {
    @Test
    @SuppressWarnings("unchecked")
    void a_client_reads_and_watches_and_asks_for_nothing_of_micrometer() throws Exception {
        try (SimulatedExchange exchange =
                        SimulatedExchange.builder().orders(3).still().start();
                Hiding loader = new Hiding()) {
            String[] account = {
                exchange.account().key(),
                exchange.account().secret(),
                exchange.account().passphrase()
            };
            Object watched = loader.loadClass(Client.class.getName())
                    .getConstructor(String.class, String[].class)
                    .newInstance(exchange.url(), account);
            assertThat(((Callable<Integer>) watched).call()).isEqualTo(3);

            assertThat(loader.loaded).contains(TrackingOrders.class.getName(), Observed.class.getName());
            assertThat(loader.loaded)
                    .doesNotContain(
                            TrackfluxMetrics.class.getName(),
                            RunningFeeds.class.getName(),
                            BudgetsInUse.class.getName());
            // Reactor and its HTTP client ask whether it is there, and take no for an answer; the library does not ask.
            assertThat(loader.asked).allMatch(name -> Hiding.PROBES.contains(name));
        }
    }

    /** Runs inside the loader that hides Micrometer, of which it sees nothing. */
    public static final class Client implements Callable<Integer> {
        private final String url;
        private final String[] account;

        public Client(String url, String... account) {
            this.url = url;
            this.account = account.clone();
        }

        @Override
        public Integer call() {
            // Whoever looks at these classes, as frameworks do, needs nothing of Micrometer either.
            assertThat(TrackingOrdersBuilder.class.getMethods()).isNotEmpty();
            assertThat(TrackingOrders.class.getMethods()).isNotEmpty();
            try (TrackingOrders orders = TrackingOrders.builder(Credentials.of(account[0], account[1], account[2]))
                    .baseUrl(URI.create(url))
                    .build()) {
                orders.steps(Samples.QUERY).take(3).then().block(Duration.ofSeconds(30));
                return orders.list(Samples.QUERY)
                        .collectList()
                        .block(Duration.ofSeconds(30))
                        .size();
            }
        }
    }

    /** Loads everything anew, and nothing of Micrometer. */
    private static final class Hiding extends URLClassLoader {
        static final Set<String> PROBES = Set.of(
                "io.micrometer.core.instrument.Metrics",
                "io.micrometer.core.instrument.MeterRegistry",
                "io.micrometer.context.ContextRegistry",
                "io.micrometer.context.ContextSnapshotFactory",
                "io.micrometer.tracing.Tracer",
                "io.micrometer.tracing.Span");
        final Set<String> loaded = ConcurrentHashMap.newKeySet();
        final Queue<String> asked = new ConcurrentLinkedQueue<>();

        Hiding() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
            URL[] urls = new URL[entries.length];
            for (int i = 0; i < entries.length; i++) {
                urls[i] = new File(entries[i]).toURI().toURL();
            }
            return urls;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.")) {
                asked.add(name);
                throw new ClassNotFoundException(name);
            }
            loaded.add(name);
            return super.findClass(name);
        }

        @Override
        public void close() throws IOException {
            super.close();
        }
    }
}
