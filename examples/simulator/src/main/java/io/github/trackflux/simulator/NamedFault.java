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

/** The faults that the command line can ask for, each in its usual strength. */
enum NamedFault {
    SERVER_ERROR(() -> Quirks.refusal(Refusal.SERVER_ERROR)),
    MAINTENANCE(() -> Quirks.refusal(Refusal.MAINTENANCE)),
    THROTTLED(() -> BrokenBodies.throttled("1")),
    BANNED(() -> BrokenBodies.bare(403)),
    REDIRECT(() -> BrokenBodies.redirect("http://127.0.0.1:1/")),
    HTML(() -> BrokenBodies.html()),
    EMPTY_LIST(() -> Quirks.spuriousEmpty()),
    UNREADABLE_ROW(() -> Quirks.unreadableRow()),
    NUMBERLESS_ROW(() -> Quirks.numberlessRow()),
    DATA_TWICE(() -> BrokenBodies.dataTwice()),
    NOT_A_NUMBER(() -> BrokenBodies.field("openSize", "NaN")),
    HUGE_EXPONENT(() -> BrokenBodies.field("openSize", "1E1000000")),
    HUGE_NUMBER(() -> BrokenBodies.unknownField("1".repeat(1_000_000))),
    LONE_SURROGATE(() -> BrokenBodies.field("traderName", "\"half \\ud83d\"")),
    NOT_UTF8(() -> BrokenBodies.notUtf8()),
    BYTE_ORDER_MARK(() -> BrokenBodies.byteOrderMark()),
    DEEP(() -> BrokenBodies.deep(10_000)),
    HALF(() -> BrokenBodies.half()),
    NOTHING(() -> BrokenBodies.nothing()),
    NOT_PACKED(() -> BrokenBodies.notPacked()),
    GZIP_BOMB(() -> BrokenBodies.gzipBomb(256)),
    LONG_BODY(() -> WireFaults.padded(200_000_000)),
    ENDLESS(() -> WireFaults.endless()),
    SLICED(() -> WireFaults.sliced(1)),
    SLOW(() -> WireFaults.slow(1024)),
    STALLED(() -> WireFaults.stalled(Duration.ofMinutes(1), Duration.ofSeconds(8))),
    LOST(() -> WireFaults.lost()),
    SILENT(() -> WireFaults.silentAfter(1_000)),
    CUT(() -> WireFaults.cutAfter(1_000)),
    CUT_BY_RESET(() -> WireFaults.resetAfter(1_000)),
    RESET(() -> WireFaults.reset()),
    CLOSED(() -> WireFaults.closedAfter(Duration.ofMillis(100))),
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
}
