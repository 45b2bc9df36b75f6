package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds another strategy to news that can be believed. Not to know whether a position is still open at the trader's is a risk
 * that nobody is paid for.
 *
 * <table border="1">
 * <caption>what the other one may do</caption>
 * <tr><td>{@code LIVE}</td><td>everything</td></tr>
 * <tr><td>{@code SYNCING}, {@code DEGRADED}</td><td>hold, and leave; enter nothing: what is told is true, and may be late</td></tr>
 * <tr><td>{@code STALE}, {@code HALTED}</td><td>nothing: all is sold at once</td></tr>
 * <tr><td>{@code Gap}</td><td>all is sold at once: nobody looked, and what changed meanwhile is only now being found out</td></tr>
 * </table>
 *
 * <p>What was sold like this, or not entered, is not entered later: its moment has gone. The other strategy goes on as if it
 * held it, so its limits hold here as well.
 */
record Guard<S>(Strategy<S> inner) implements Strategy<Guard.State<S>> {
    /**
     * What it remembers.
     *
     * @param inner what the other one remembers
     * @param health how the feed stands
     * @param held what is really held
     * @param missed what the other one holds and this one does not
     */
    record State<S>(S inner, FeedState health, Map<String, Target> held, Set<String> missed) {}

    @Override
    public State<S> start() {
        return new State<>(inner.start(), FeedState.SYNCING, Map.of(), Set.of());
    }

    @Override
    public Decision<State<S>> decide(State<S> state, Signal signal, Quotes quotes) {
        FeedState health = signal instanceof Signal.Stood stood ? stood.state() : state.health();
        Decision<S> wish = inner.decide(state.inner(), signal, quotes);
        Ways ways = new Ways(state, health == FeedState.LIVE);
        wish.targets().forEach(ways::take);
        if (signal instanceof Signal.Stood && (health == FeedState.STALE || health == FeedState.HALTED)) {
            ways.flatten("health is " + health);
        }
        if (signal instanceof Signal.Told told && told.event() instanceof OrderEvent.Gap) {
            ways.flatten("nobody looked for a while");
        }
        State<S> next = new State<>(wish.state(), health, ways.held, Collections.unmodifiableSet(ways.missed));
        return new Decision<>(next, ways.targets);
    }

    /** What of the other's wishes comes true; lives for one decision. */
    private static final class Ways {
        private final boolean mayEnter;
        private final List<Target> targets = new ArrayList<>();
        private final TreeSet<String> missed;
        private Map<String, Target> held;

        Ways(State<?> state, boolean mayEnter) {
            this.mayEnter = mayEnter;
            this.missed = new TreeSet<>(state.missed());
            this.held = state.held();
        }

        void take(Target wish) {
            Target holding = held.get(wish.key());
            BigDecimal quantity = holding == null ? BigDecimal.ZERO : holding.quantity();
            if (wish.quantity().compareTo(quantity) > 0) {
                if (mayEnter && !missed.contains(wish.key())) {
                    hold(wish);
                } else if (holding == null) {
                    missed.add(wish.key());
                }
            } else if (holding != null) {
                hold(wish);
            } else if (wish.quantity().signum() == 0) {
                missed.remove(wish.key());
            }
        }

        void flatten(String why) {
            for (Target holding : held.values()) {
                targets.add(holding.none(why));
                missed.add(holding.key());
            }
            held = Map.of();
        }

        private void hold(Target wish) {
            targets.add(wish);
            held = wish.quantity().signum() == 0
                    ? Copies.without(held, wish.key())
                    : Copies.with(held, wish.key(), wish);
        }
    }
}
