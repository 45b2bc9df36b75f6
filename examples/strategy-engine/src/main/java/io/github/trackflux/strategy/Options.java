package io.github.trackflux.strategy;

import io.github.trackflux.watch.Words;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command line. */
final class Options {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 55;
    private static final BigDecimal CASH = BigDecimal.valueOf(10_000);

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where to write events.jsonl, decisions-….jsonl and equity.svg"
                    + " (default: strategy-day, strategy-replay or strategy-account)")
    @Nullable
    Path directory;

    @Option(names = "--replay", paramLabel = "FILE", description = "play a recorded events.jsonl again, and end")
    @Nullable
    Path replay;

    @Option(
            names = "--seed",
            converter = Words.WholeNumber.class,
            paramLabel = "N",
            description = "another simulated day (default 7)")
    @Nullable
    Integer seed;

    @Option(
            names = "--seconds",
            converter = Words.WholeNumber.class,
            paramLabel = "N",
            description = "how long the simulated day takes, " + SHORTEST + " to " + LONGEST + " (default 45)")
    @Nullable
    Integer seconds;

    @Option(
            names = "--trader-id",
            paramLabel = "ID",
            split = ",",
            description = "mirror this trader as well, besides everybody together; several with commas, 8 at most"
                    + " (default: the two busiest of the simulated day, those of the recording)")
    List<String> traders = new ArrayList<>();

    @Option(
            names = "--share",
            converter = Amount.class,
            paramLabel = "SHARE",
            description = "how much of a trader's size to hold, more than 0 (default 0.1, or as recorded)")
    @Nullable
    BigDecimal share;

    @Option(
            names = "--cap",
            converter = Amount.class,
            paramLabel = "USDT",
            description = "the most to enter at once, more than 0 (default 300, or as recorded)")
    @Nullable
    BigDecimal cap;

    @Option(
            names = "--limit",
            converter = Amount.class,
            paramLabel = "USDT",
            description = "the most to hold in one symbol, more than 0 (default 1500, or as recorded)")
    @Nullable
    BigDecimal limit;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            converter = Words.Url.class,
            description = "another exchange than https://api.bitget.com; https, unless on this machine")
    @Nullable
    URI baseUrl;

    Path directory(String usual) {
        return or(directory, Path.of(usual));
    }

    long seed() {
        return or(seed, 7);
    }

    Duration dayLength() {
        int length = or(seconds, 45);
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException("--seconds must be " + SHORTEST + " to " + LONGEST + ", was " + length);
        }
        return Duration.ofSeconds(length);
    }

    /** Whether other strategies are asked for than those by default. */
    boolean changesDesk() {
        return share != null || cap != null || limit != null || !traders.isEmpty();
    }

    /** The desk that is asked for, with these traders unless others were. */
    Desk desk(List<String> usual) {
        Mirror.Limits limits =
                new Mirror.Limits(new BigDecimal("0.1"), BigDecimal.valueOf(300), BigDecimal.valueOf(1500));
        return desk(new Desk(usual, limits, CASH));
    }

    /** That desk, but for what was asked for. */
    Desk desk(Desk usual) {
        Mirror.Limits limits = new Mirror.Limits(
                or(share, usual.limits().share()),
                or(cap, usual.limits().cap()),
                or(limit, usual.limits().perSymbol()));
        return new Desk(traders.isEmpty() ? usual.traders() : traders, limits, usual.cash());
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }
}
