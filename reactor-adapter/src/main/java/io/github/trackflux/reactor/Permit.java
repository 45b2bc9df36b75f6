package io.github.trackflux.reactor;

import java.time.Duration;
import java.util.Optional;
import reactor.util.context.Context;

/**
 * A user's right to send one call, and what the budget learns from what became of it. Give it back in exactly one of five
 * ways; more do nothing.
 */
final class Permit {
    private final CallBudget budget;
    private final Pass pass;
    private final long lowerings;
    private int allowed = Integer.MAX_VALUE;
    private boolean back;

    Permit(CallBudget budget, Pass pass, long lowerings) {
        this.budget = budget;
        this.pass = pass;
        this.lowerings = lowerings;
    }

    /** For {@code contextWrite}: so that whoever reads the answer finds it. */
    Context writeTo(Context context) {
        return context.put(Permit.class, this);
    }

    /** The call was never sent. */
    void unused() {
        if (settle()) {
            pass.unused();
        }
    }

    /** An answer has arrived, good or bad. */
    void answered() {
        if (settle()) {
            budget.answered(lowerings, pass.taken(), allowed);
            pass.spent();
        }
    }

    /** The answer was that it was a call too many. */
    void refused(Optional<Duration> retryAfter) {
        if (settle()) {
            budget.refused(lowerings, retryAfter);
            pass.spent();
        }
    }

    /** No answer came; the server may count the call until it surely has. */
    void unanswered() {
        if (settle()) {
            budget.unanswered();
            pass.spentAfter(budget.unansweredHeld());
        }
    }

    /** Nobody waits for the answer any more; the server may still count the call, and there is nothing wrong with it. */
    void abandoned() {
        if (settle()) {
            pass.spentAfter(budget.unansweredHeld());
        }
    }

    /** The answer, which is still to be told, says how many more calls the server would have borne when it counted this. */
    synchronized void left(int remaining) {
        allowed = remaining + pass.counted();
    }

    private synchronized boolean settle() {
        boolean first = !back;
        back = true;
        return first;
    }
}
