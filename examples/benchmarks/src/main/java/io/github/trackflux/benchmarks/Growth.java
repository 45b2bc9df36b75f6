package io.github.trackflux.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How calls, latency, CPU and memory grow with the orders of one account, and with accounts: two tables and a picture. */
final class Growth {
    private static final int[] ORDERS = {5, 20, 60, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000};
    private static final int[] ACCOUNTS = {1, 10, 100, 1_000, 2_500, 5_000};
    private static final int CALLS = 12_000;

    private Growth() {}

    static String table(boolean quick) throws IOException {
        int[] sizes = quick ? new int[] {5, 60} : ORDERS;
        int[] crowds = quick ? new int[] {1, 3} : ACCOUNTS;
        List<OneList.Run> lists = new ArrayList<>();
        for (int orders : sizes) {
            progress(orders, "orders of one account", lists.size(), sizes.length + crowds.length);
            lists.add(OneList.run(orders, quick ? 200 : CALLS));
        }
        List<Accounts.Run> many = new ArrayList<>();
        for (int accounts : crowds) {
            progress(accounts, "accounts of 10 orders", sizes.length + many.size(), sizes.length + crowds.length);
            many.add(Accounts.run(accounts, Duration.ofSeconds(quick ? 2 : 20), Duration.ofSeconds(quick ? 1 : 30)));
        }
        Path picture = Path.of("target", "growth.svg");
        Files.createDirectories(picture.getParent());
        Files.writeString(picture, picture(lists, many));
        StringBuilder out = new StringBuilder("""
                One account, ten calls a second, which is the exchange's bound and not ours; 0.2 opens, closes and updates \
                a second each; round trip 80 ms, hold-down 0.

                | orders | a sweep takes, s | change to event, s: median | p95 | CPU, µs an answer | CPU of a core, percent \
                | heap, MB |
                |--:|--:|--:|--:|--:|--:|--:|
                """);
        for (OneList.Run run : lists) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %,d | %.1f | %.2f | %.2f | %.0f | %.2f | %.2f |%n",
                    run.orders(),
                    run.sweep(),
                    run.median(),
                    run.p95(),
                    run.cpu(),
                    run.cpu() * 10 / 1e4,
                    run.heap() / 1e6));
        }
        out.append('\n').append(Accounts.HEAD);
        many.forEach(run -> out.append(Accounts.line(run)));
        return out.append("\nThe picture is in ").append(picture).append(".\n").toString();
    }

    private static void progress(int count, String what, int done, int of) {
        System.err.printf(Locale.ROOT, "growth, %d of %d: %,d %s%n", done + 1, of, count, what);
    }

    private static String picture(List<OneList.Run> lists, List<Accounts.Run> many) {
        Picture picture = new Picture();
        picture.panel("orders of one account: change to event, s (median, p95)")
                .line(lists.stream()
                        .map(run -> new Picture.Point(run.orders(), run.median()))
                        .toList())
                .line(lists.stream()
                        .map(run -> new Picture.Point(run.orders(), run.p95()))
                        .toList());
        picture.panel("orders of one account: CPU of an answer, µs")
                .line(lists.stream()
                        .map(run -> new Picture.Point(run.orders(), run.cpu()))
                        .toList());
        picture.panel("orders of one account: heap, MB")
                .line(lists.stream()
                        .map(run -> new Picture.Point(run.orders(), run.heap() / 1e6))
                        .toList());
        picture.panel("accounts of 10 orders: CPU of a poll, µs")
                .line(many.stream()
                        .map(run -> new Picture.Point(run.accounts(), run.cpu()))
                        .toList());
        picture.panel("accounts of 10 orders: lateness at p99, ms")
                .line(many.stream()
                        .map(run -> new Picture.Point(run.accounts(), run.late().percentile(0.99)))
                        .toList());
        picture.panel("accounts of 10 orders: heap of an account, KB")
                .line(many.stream()
                        .map(run -> new Picture.Point(run.accounts(), run.heap() / 1e3))
                        .toList());
        return picture.svg();
    }
}
