package io.github.trackflux.reactor;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.exchange.BrokenBodies;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.wire.WireFault;
import io.github.trackflux.simulator.wire.WireFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What moves and what breaks in a soak. No fault of it ends a feed, and none breaks what proofs rest on. */
final class SoakSwarm {
    private static final int MOST_AT_ONCE = 4;
    private static final double[] SHARES = {0.02, 0.1, 0.3};
    private static final Map<String, Object> FAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("server error", Quirks.refusal(Refusal.SERVER_ERROR)),
            Map.entry("throttled", BrokenBodies.throttled("1")),
            Map.entry("status 503", BrokenBodies.bare(503)),
            Map.entry("html", BrokenBodies.html()),
            Map.entry("half a body", BrokenBodies.half()),
            Map.entry("no body", BrokenBodies.nothing()),
            Map.entry("depth of 10,000", BrokenBodies.deep(10_000)),
            Map.entry("no UTF-8", BrokenBodies.notUtf8()),
            Map.entry("not packed", BrokenBodies.notPacked()),
            Map.entry("gzip bomb", BrokenBodies.gzipBomb(64)),
            Map.entry("unreadable row", Quirks.unreadableRow()),
            Map.entry("row without number", Quirks.numberlessRow()),
            Map.entry("sliced", WireFaults.sliced(40)),
            Map.entry("slow", WireFaults.slow(20_000)),
            Map.entry("5 MB", WireFaults.padded(5_000_000)),
            Map.entry("held for a second", WireFaults.held(Duration.ofSeconds(1))),
            Map.entry("black hole", WireFaults.lost()),
            Map.entry("reset", WireFaults.reset()),
            Map.entry("cut", WireFaults.cutAfter(700)),
            Map.entry("cut by a reset", WireFaults.resetAfter(700)),
            Map.entry("silent", WireFaults.silentAfter(700)),
            Map.entry("closed", WireFaults.closedAfter(Duration.ofMillis(100))),
            Map.entry("deaf", WireFaults.deafAfterwards())));

    private final SimulatedExchange exchange;
    private final SplittableRandom random;
    private final List<String> playing = new ArrayList<>();

    SoakSwarm(SimulatedExchange exchange, long seed) {
        this.exchange = exchange;
        this.random = new SplittableRandom(seed);
    }

    int size() {
        return FAULTS.size();
    }

    /** Something happens to an order. */
    void move() {
        int what = random.nextInt(3);
        int which = random.nextInt(1_000_000);
        exchange.market(market -> {
            List<OrderState> open = market.openOrders();
            OrderState order = open.get(which % open.size());
            return switch (what) {
                case 0 -> market.open(one(market.symbols(), which), one(market.traderIds(), which));
                case 1 -> market.update(order.trackingNo());
                default -> close(market, order);
            };
        });
    }

    private static OrderState close(Market market, OrderState order) {
        return market.size() > 60 ? market.close(order.trackingNo()) : order;
    }

    private static String one(List<String> names, int which) {
        return names.get(which % names.size());
    }

    /** Other faults from now on, none to four, each for a share of the calls. */
    void mix() {
        List<String> names = new ArrayList<>(FAULTS.keySet());
        List<Quirk> quirks = new ArrayList<>();
        List<WireFault> wire = new ArrayList<>();
        playing.clear();
        for (int count = random.nextInt(MOST_AT_ONCE + 1); count > 0; count--) {
            String name = names.remove(random.nextInt(names.size()));
            double share = SHARES[random.nextInt(SHARES.length)];
            playing.add(name + " " + share);
            if (FAULTS.get(name) instanceof Quirk quirk) {
                quirks.add(quirk.when(Calls.share(share)));
            } else {
                wire.add(((WireFault) FAULTS.get(name)).when(Calls.share(share)));
            }
        }
        exchange.change(settings -> settings.withQuirks(quirks));
        exchange.wire(wire.toArray(WireFault[]::new));
    }

    /** No fault any more. */
    void calm() {
        playing.clear();
        exchange.change(settings -> settings.withQuirks(List.of()));
        exchange.wire();
    }

    @Override
    public String toString() {
        return playing.toString();
    }
}
