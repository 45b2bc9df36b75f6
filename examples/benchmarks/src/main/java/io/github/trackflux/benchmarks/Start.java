package io.github.trackflux.benchmarks;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.reactor.TrackingOrders;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import reactor.netty.http.client.HttpClient;

/**
 * How long a fresh JVM takes from {@code TrackingOrders.builder} to its first event, and a bare Reactor Netty client to
 * its first answer; one after the other, again and again, from the same server.
 */
public final class Start {
    private static final String BARE = "bare";

    private Start() {}

    static String table(int rounds) throws IOException, InterruptedException {
        double[] bare = new double[rounds];
        double[] ours = new double[rounds];
        try (PageServer server = new PageServer(1, Bodies.ROWS)) {
            for (int i = 0; i < rounds; i++) {
                bare[i] = child(BARE, server.url());
                ours[i] = child("trackflux", server.url());
            }
        }
        Arrays.sort(bare);
        Arrays.sort(ours);
        return String.format(
                Locale.ROOT,
                """
                | | median of %d, ms | fastest–slowest |
                |---|--:|--:|
                | bare Reactor Netty, to the first answer | %.0f | %.0f–%.0f |
                | trackflux, to the first event | %.0f | %.0f–%.0f |
                | **times as long** | **%.2f** | |
                """,
                rounds,
                bare[rounds / 2],
                bare[0],
                bare[rounds - 1],
                ours[rounds / 2],
                ours[0],
                ours[rounds - 1],
                ours[rounds / 2] / bare[rounds / 2]);
    }

    private static double child(String what, URI url) throws IOException, InterruptedException {
        Process process = Child.start(Start.class, what, url.toString());
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the child ended with " + process.exitValue());
        }
        return Long.parseLong(printed.strip()) / 1e6;
    }

    /** A fresh JVM: prints how many nanoseconds it took. */
    public static void main(String[] args) {
        URI url = URI.create(args[1]);
        long from = System.nanoTime();
        String told = args[0].equals(BARE) ? bare(url) : ours(url);
        long took = System.nanoTime() - from;
        if (told.isEmpty()) {
            throw new IllegalStateException("nothing came");
        }
        System.out.println(took);
        System.exit(0);
    }

    private static String bare(URI url) {
        String body = HttpClient.create()
                .get()
                .uri(url + "/api/v2/copy/mix-follower/query-current-orders?pageNo=1&pageSize=50")
                .responseContent()
                .aggregate()
                .asString()
                .block();
        return body == null ? "" : body;
    }

    private static String ours(URI url) {
        TrackingOrders orders =
                TrackingOrders.builder(PageServer.credentials(0)).baseUrl(url).build();
        return String.valueOf(
                orders.watch(OrderQuery.of(ProductType.USDT_FUTURES)).blockFirst());
    }
}
