package io.github.trackflux.simulator.exchange;

import java.time.Duration;
import java.util.function.Predicate;

/** Conditions for {@link Quirk#when}; they combine with {@code and}, {@code or} and {@code negate}. */
public final class Calls {

    private Calls() {}

    /** Calls from one moment on, before another, in nanoseconds since the epoch. */
    public static Predicate<Call> between(long from, long until) {
        return call -> from <= call.now() && call.now() < until;
    }

    /** Calls within the first part of every period. */
    public static Predicate<Call> every(Duration period, Duration part) {
        return call -> Math.floorMod(call.now(), period.toNanos()) < part.toNanos();
    }

    /** A share of the calls, 0 to 1, drawn for each. */
    public static Predicate<Call> share(double share) {
        return call -> call.random().nextDouble() < share;
    }

    /** Calls from one number on, up to another, both included; the first call is number 1. */
    public static Predicate<Call> numbered(long first, long last) {
        return call -> first <= call.number() && call.number() <= last;
    }

    /** Calls for that page. */
    public static Predicate<Call> forPage(int pageNo) {
        return call -> call.asked().pageNo() == pageNo;
    }

    /** Calls for a symbol or a trader. */
    public static Predicate<Call> filtered() {
        return call -> call.asked().filter().narrows();
    }
}
