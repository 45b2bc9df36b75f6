package io.github.trackflux.benchmarks;

import java.util.Arrays;
import java.util.List;

/** {@code java -jar trackflux-benchmarks.jar <table> [--quick]}: measures one table and prints it as Markdown. */
public final class Main {
    static final String USAGE = """
            usage: java -jar trackflux-benchmarks.jar <table> [--quick]
              decoder     a page read by us and by other libraries        8 min
              retained    what the decoder remembers, counted and real    1 min
              diff        a sweep of 1,000 orders compared                2 min
              start       the first event of a fresh JVM                  1 min
              throughput  the whole pipeline beside bare HTTP GETs        2 min
              accounts    500 to 5,000 accounts in one JVM                5 min
              growth      how cost grows with orders and accounts        10 min
              profile     the hottest frames of the steady poll           2 min
            --quick takes a few seconds, and its figures mean nothing.""";

    private Main() {}

    public static void main(String[] args) throws Exception {
        boolean quick = Arrays.asList(args).contains("--quick");
        List<String> tables =
                Arrays.stream(args).filter(arg -> !arg.equals("--quick")).toList();
        String table = tables.size() == 1 ? tables.get(0) : "";
        switch (table) {
            case "decoder" -> print(Jmh.decoder(quick));
            case "retained" -> print(Retained.table(quick));
            case "diff" -> print(Jmh.diff(quick));
            case "start" -> print(Start.table(quick ? 1 : 11));
            case "throughput" -> print(Throughput.table(quick));
            case "accounts" -> print(Accounts.table(quick));
            case "growth" -> print(Growth.table(quick));
            case "profile" -> print(Profile.table(quick));
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
        // Event loops are daemons, but schedulers need not be.
        System.exit(0);
    }

    private static void print(String table) {
        System.out.println(Machine.describe());
        System.out.println();
        System.out.println(table);
    }
}
