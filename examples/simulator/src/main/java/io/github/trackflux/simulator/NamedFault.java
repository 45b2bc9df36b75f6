package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.BrokenBodies;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.simulator.wire.WireFault;
import io.github.trackflux.simulator.wire.WireFaults;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The faults that can be asked for by name, on the command line and with {@link SimulatedExchange#play(NamedFault...)},
 * each in its usual strength. In another strength, or for some calls only: {@link Quirks}, {@link BrokenBodies} and {@link
 * WireFaults}.
 */
public enum NamedFault {
    /** Status 500. */
    SERVER_ERROR(() -> Quirks.refusal(Refusal.SERVER_ERROR)),
    /** The release window: code 40200. */
    MAINTENANCE(() -> Quirks.refusal(Refusal.MAINTENANCE)),
    /** Status 429 that asks to wait a second. */
    THROTTLED(() -> BrokenBodies.throttled("1")),
    /** Status 403 without a body, as a firewall sends it. */
    BANNED(() -> BrokenBodies.bare(403)),
    /** Status 302 to elsewhere. */
    REDIRECT(() -> BrokenBodies.redirect("http://127.0.0.1:1/")),
    /** Status 200 and a page for people. */
    HTML(() -> BrokenBodies.html()),
    /** An empty list, whatever is open. */
    EMPTY_LIST(() -> Quirks.spuriousEmpty()),
    /** One row of the page cannot be read, but for its number. */
    UNREADABLE_ROW(() -> Quirks.unreadableRow()),
    /** One row of the page cannot be read, its number neither. */
    NUMBERLESS_ROW(() -> Quirks.numberlessRow()),
    /** The list twice, first empty. */
    DATA_TWICE(() -> BrokenBodies.dataTwice()),
    /** A size that is no number. */
    NOT_A_NUMBER(() -> BrokenBodies.field("openSize", "NaN")),
    /** A size of a million digits, in nine characters. */
    HUGE_EXPONENT(() -> BrokenBodies.field("openSize", "1E1000000")),
    /** An unknown field with a million digits. */
    HUGE_NUMBER(() -> BrokenBodies.unknownField("1".repeat(1_000_000))),
    /** Half a character in the trader's name. */
    LONE_SURROGATE(() -> BrokenBodies.field("traderName", "\"half \\ud83d\"")),
    /** A byte that is no UTF-8. */
    NOT_UTF8(() -> BrokenBodies.notUtf8()),
    /** A byte order mark before the body. */
    BYTE_ORDER_MARK(() -> BrokenBodies.byteOrderMark()),
    /** An unknown field of ten thousand arrays in one another. */
    DEEP(() -> BrokenBodies.deep(10_000)),
    /** A body cut in half whose length is right. */
    HALF(() -> BrokenBodies.half()),
    /** No body. */
    NOTHING(() -> BrokenBodies.nothing()),
    /** Said to be packed, and is not. */
    NOT_PACKED(() -> BrokenBodies.notPacked()),
    /** A small body that unpacks to 256 MiB. */
    GZIP_BOMB(() -> BrokenBodies.gzipBomb(256)),
    /** 200 MB of blanks before the body. */
    LONG_BODY(() -> WireFaults.padded(200_000_000)),
    /** A body that does not end. */
    ENDLESS(() -> WireFaults.endless()),
    /** The answer byte by byte. */
    SLICED(() -> WireFaults.sliced(1)),
    /** 1,024 bytes a second. */
    SLOW(() -> WireFaults.slow(1024)),
    /** Calls of the first eight seconds of each minute lie until those are over. */
    STALLED(() -> WireFaults.stalled(Duration.ofMinutes(1), Duration.ofSeconds(8))),
    /** Lies three seconds before it is counted and answered. */
    HELD(() -> WireFaults.held(Duration.ofSeconds(3))),
    /** One answer of two is as old as a second and a half. */
    REPLICA_LAG(() -> Quirks.replicas(Duration.ZERO, Duration.ofMillis(1500))),
    /** Never answered, on a connection that stays open. */
    LOST(() -> WireFaults.lost()),
    /** Nothing more after 1,000 bytes of the answer. */
    SILENT(() -> WireFaults.silentAfter(1_000)),
    /** Closed after 1,000 bytes of the answer. */
    CUT(() -> WireFaults.cutAfter(1_000)),
    /** Reset after 1,000 bytes of the answer. */
    CUT_BY_RESET(() -> WireFaults.resetAfter(1_000)),
    /** Reset instead of an answer. */
    RESET(() -> WireFaults.reset()),
    /** The connection is closed 100 ms after the answer. */
    CLOSED(() -> WireFaults.closedAfter(Duration.ofMillis(100))),
    /** Answers, and then reads nothing more. */
    DEAF(() -> WireFaults.deafAfterwards());

    // Each is a constant: it has no state to change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<?> fault;

    /** Made when it is asked for: some are large. */
    NamedFault(Supplier<?> fault) {
        this.fault = fault;
    }

    /** Lets it happen to such a share of the calls. */
    void addTo(SimulatedExchangeBuilder builder, double share) {
        Object made = fault.get();
        if (made instanceof Quirk quirk) {
            builder.quirks(quirk.when(Calls.share(share)));
        } else {
            builder.wire(((WireFault) made).when(Calls.share(share)));
        }
    }

    /** Lets it happen to every call from now on. */
    void playOn(SimulatedExchange exchange) {
        Object made = fault.get();
        if (made instanceof Quirk quirk) {
            exchange.play(quirk);
        } else {
            exchange.play((WireFault) made);
        }
    }
}
