package io.github.trackflux.reactor;

import io.github.trackflux.auth.AccountId;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * One budget for each API key and host, whichever client asks: the exchange counts a user's calls, not a client's. The
 * only state in the library that outlives its clients; held weakly, so that it ends with the last of them.
 */
final class Budgets {
    private static final Map<Key, WeakReference<CallBudget>> ALL = new HashMap<>();

    private record Key(AccountId account, String host) {}

    private Budgets() {}

    /** The budget that is there, lowered if this client was told a lower limit than those before it; else a new one. */
    static CallBudget of(AccountId account, String host, int callsPerSecond, Time time) {
        synchronized (ALL) {
            ALL.values().removeIf(budget -> budget.get() == null);
            Key key = new Key(account, host);
            WeakReference<CallBudget> known = ALL.get(key);
            CallBudget budget = known == null ? null : known.get();
            if (budget == null) {
                budget = new CallBudget(callsPerSecond, time);
                ALL.put(key, new WeakReference<>(budget));
            }
            budget.atMost(callsPerSecond);
            return budget;
        }
    }
}
