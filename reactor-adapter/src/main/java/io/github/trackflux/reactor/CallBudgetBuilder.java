package io.github.trackflux.reactor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of a budget that is made by hand, each with a default that is right for the live exchange. Not thread-safe. */
public final class CallBudgetBuilder {
    private static final int MOST = 100;
    private static final Duration SHORTEST_HELD = Duration.ofSeconds(1);
    private static final Duration LONGEST_HELD = Duration.ofMinutes(10);

    private int ceiling = CallBudget.DOCUMENTED;
    private Duration unansweredHeld = Duration.ofSeconds(10);
    private @Nullable SharedPermits shared;
    private Time time = Time.system();

    CallBudgetBuilder() {}

    /**
     * How many calls the exchange allows this user in any second. If it allows fewer, the budget learns that.
     *
     * @param callsPerSecond 1 to 10; 10 by default
     */
    public CallBudgetBuilder callsPerSecond(int callsPerSecond) {
        this.ceiling = checked(callsPerSecond, 1, CallBudget.DOCUMENTED);
        return this;
    }

    /**
     * More calls than the exchange documents, for who has its word that it allows them. The most that any user could use
     * is 100, which is what it allows an address.
     *
     * @param callsPerSecond 11 to 100
     */
    public CallBudgetBuilder callsPerSecondAboveDocumented(int callsPerSecond) {
        this.ceiling = checked(callsPerSecond, CallBudget.DOCUMENTED + 1, MOST);
        return this;
    }

    static int checked(int calls, int least, int most) {
        if (calls < least || calls > most) {
            throw new IllegalArgumentException("calls per second must be " + least + " to " + most + ", was " + calls);
        }
        return calls;
    }

    /**
     * For how long after it was given up a call that was never answered may still be counted by a server that wakes up.
     * So long its permit is held.
     *
     * @param unansweredHeld 1 s to 10 minutes; 10 s by default
     */
    public CallBudgetBuilder unansweredHeld(Duration unansweredHeld) {
        if (unansweredHeld.compareTo(SHORTEST_HELD) < 0 || unansweredHeld.compareTo(LONGEST_HELD) > 0) {
            throw new IllegalArgumentException("unanswered calls must be held for " + SHORTEST_HELD + " to "
                    + LONGEST_HELD + ", was " + unansweredHeld);
        }
        this.unansweredHeld = unansweredHeld;
        return this;
    }

    /** Shares these with other programs of the same user; by default there are none. */
    public CallBudgetBuilder sharedPermits(SharedPermits permits) {
        this.shared = permits;
        return this;
    }

    CallBudgetBuilder time(Time time) {
        this.time = time;
        return this;
    }

    CallBudgetBuilder ceiling(int callsPerSecond) {
        this.ceiling = callsPerSecond;
        return this;
    }

    /** A budget with these settings, all of it there. */
    public CallBudget build() {
        return new CallBudget(this);
    }

    int ceiling() {
        return ceiling;
    }

    Duration unansweredHeld() {
        return unansweredHeld;
    }

    @Nullable
    SharedPermits shared() {
        return shared;
    }

    Time time() {
        return time;
    }
}
