package io.github.trackflux.reactor;

import java.time.Duration;

/**
 * How many calls a second the exchange bears, learned from its refusals. Never more than it was told.
 *
 * <p>A refusal halves the rate, and marks the level that was refused. Below the mark the rate rises again by one every few
 * seconds. The marked level itself is tried once after a while; refused again, it is not tried for ten minutes, then
 * twenty, and so on. A level rises only if it was used to the full since the last change: a rate that nobody uses has
 * proven nothing. Pure arithmetic, not thread-safe.
 */
final class Rate {
    private static final Duration RISE = Duration.ofSeconds(5);
    /** How long a marked level must go well until its mark is forgotten. */
    private static final Duration TRIED = Duration.ofSeconds(60);

    private static final Duration FIRST_REST = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 5;
    private static final int NO_MARK = Integer.MAX_VALUE;

    private int ceiling;
    private int level;
    private int marked = NO_MARK;
    private int strikes;
    private Duration restsUntil = Duration.ZERO;
    private Duration since = Duration.ZERO;
    private boolean full;
    private long lowerings;
    private long refusals;
    private int inARow;

    Rate(int ceiling) {
        this.ceiling = ceiling;
        this.level = ceiling;
    }

    /** How many calls a second are right now. */
    int level() {
        return level;
    }

    int ceiling() {
        return ceiling;
    }

    /** How many calls were refused so far. */
    long refusals() {
        return refusals;
    }

    /** How many refusals in a row there were, counting those of one time as one. */
    int inARow() {
        return inARow;
    }

    /** How often it was lowered. A call that was sent before a lowering says nothing about what is right after it. */
    long lowerings() {
        return lowerings;
    }

    /** Is told a lower ceiling. */
    void atMost(int callsPerSecond) {
        ceiling = Math.min(ceiling, callsPerSecond);
        level = Math.min(level, ceiling);
    }

    /**
     * A call was answered.
     *
     * @param sentAfter the lowerings when it was sent
     * @param taken how many slots were taken then
     */
    void answered(Duration now, long sentAfter, int taken) {
        if (sentAfter != lowerings) {
            return;
        }
        inARow = 0;
        full |= taken >= level;
        boolean next = now.minus(since).compareTo(level == marked ? TRIED : RISE) >= 0;
        boolean resting = level + 1 == marked && now.compareTo(restsUntil) < 0;
        if (level < ceiling && full && next && !resting) {
            marked = level == marked ? NO_MARK : marked;
            moved(level + 1, now);
        }
    }

    /**
     * A call was refused.
     *
     * @return whether this is a new refusal, not one more of calls that were sent together
     */
    boolean refused(Duration now, long sentAfter) {
        refusals++;
        if (sentAfter != lowerings) {
            return false;
        }
        inARow++;
        if (level > 1) {
            // What was tried above a level that went well falls back to that level.
            lower(level == marked ? level - 1 : level / 2, level, now);
        } else {
            // At one call a second it is not this user's calls that are too many, so this says nothing about a level.
            mark(2, Math.max(1, strikes), now);
        }
        return true;
    }

    /**
     * The exchange told how many calls it would have borne in the second before it counted one.
     *
     * @param allowed at least as many as it bears, if it told the truth. Below half of the ceiling it is not believed: it
     *     may mean something else, and a server that always says zero must not stop everything
     */
    void allowed(Duration now, long sentAfter, int allowed) {
        int believed = Math.max(allowed, (ceiling + 1) / 2);
        if (sentAfter == lowerings && believed < level) {
            lower(believed, believed + 1, now);
        }
    }

    private void lower(int to, int refused, Duration now) {
        level = to;
        mark(refused, refused == marked ? strikes + 1 : 1, now);
    }

    private void mark(int refused, int times, Duration now) {
        lowerings++;
        marked = refused;
        strikes = times;
        restsUntil = now.plus(times == 1 ? FIRST_REST : REST.multipliedBy(1L << Math.min(times - 2, MOST_DOUBLINGS)));
        moved(level, now);
    }

    private void moved(int to, Duration now) {
        level = to;
        since = now;
        full = false;
    }
}
