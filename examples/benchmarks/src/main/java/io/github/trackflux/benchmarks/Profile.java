package io.github.trackflux.benchmarks;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.reactor.UnpacedFeed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Where the steady poll spends its time, and what it allocates, by the JVM's own flight recorder; its server is another JVM. */
final class Profile {
    private static final int CONNECTIONS = 16;
    private static final int SHOWN = 8;
    private static final String OURS = "io.github.trackflux";
    private static final String BENCHMARKS = "io.github.trackflux.benchmarks";
    private static final String ON_CPU = "jdk.ExecutionSample";
    private static final String ALLOCATED = "jdk.ObjectAllocationSample";

    private Profile() {}

    /** A place in the code, and the nearest of ours that it works for. */
    private record Place(String what, String ours) {}

    static String table(boolean quick) throws IOException {
        Path file = Files.createTempFile("trackflux", ".jfr");
        long polls;
        try (PageServer.Served server = PageServer.process(Bodies.ROWS);
                Recording recording = new Recording()) {
            recording.enable(ON_CPU).withPeriod(Duration.ofMillis(10));
            recording.enable(ALLOCATED).with("throttle", "1000/s");
            poll(server.url(), Duration.ofSeconds(quick ? 1 : 20));
            recording.start();
            polls = poll(server.url(), Duration.ofSeconds(quick ? 2 : 60));
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Files.delete(file);
        return String.format(Locale.ROOT, "%,d unchanged pages of 50 rows, as fast as they come.%n%n", polls)
                + places("CPU", "frame", events, ON_CPU)
                + places("allocation", "class, allocated in", events, ALLOCATED);
    }

    private static long poll(URI url, Duration time) {
        // By the answers themselves: a call that is given up closes its connection, which another may just have taken.
        long until = System.nanoTime() + time.toNanos();
        ConnectionProvider pool = ConnectionProvider.create("profile", CONNECTIONS);
        Credentials credentials = PageServer.credentials(0);
        try {
            return Flux.range(0, CONNECTIONS)
                    .flatMap(
                            i -> new UnpacedFeed(url, credentials, own -> HttpClient.create(pool))
                                    .answers(Long.MAX_VALUE)
                                    .takeUntil(events -> System.nanoTime() - until > 0)
                                    .count(),
                            CONNECTIONS)
                    .reduce(0L, Long::sum)
                    .blockOptional(time.multipliedBy(3).plusSeconds(10))
                    .orElse(0L);
        } finally {
            pool.dispose();
        }
    }

    private static String places(String share, String what, List<RecordedEvent> events, String kind) {
        Map<Place, Long> weights = new HashMap<>();
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals(kind) && event.getStackTrace() != null) {
                long weight = event.hasField("weight") ? event.getLong("weight") : 1;
                weights.merge(place(event), weight, Long::sum);
            }
        }
        double all = weights.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder out = new StringBuilder("| " + share + " | " + what + " | for |\n|--:|---|---|\n");
        weights.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .forEach(entry -> out.append(String.format(
                        Locale.ROOT,
                        "| %.1f %% | %s | %s |%n",
                        100 * entry.getValue() / all,
                        entry.getKey().what(),
                        entry.getKey().ours())));
        return out.append('\n').toString();
    }

    private static Place place(RecordedEvent event) {
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        String first = frames.isEmpty() ? "?" : name(frames.get(0).getMethod());
        String what = event.hasField("objectClass")
                ? simple(event.<RecordedClass>getValue("objectClass").getName()) + ", " + first
                : first;
        Optional<RecordedMethod> ours = frames.stream()
                .map(RecordedFrame::getMethod)
                .filter(method -> isOurs(method.getType().getName()))
                .findFirst();
        return new Place(what, ours.map(Profile::name).orElse("the HTTP client"));
    }

    private static boolean isOurs(String type) {
        return type.startsWith(OURS) && !type.startsWith(BENCHMARKS);
    }

    private static String name(RecordedMethod method) {
        return simple(method.getType().getName()) + '.' + method.getName();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
