package io.github.trackflux.reactor;

import io.github.trackflux.auth.AccountId;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One budget for each API key and host, and one for each host and address of this machine, whichever client asks: the
 * exchange counts a user's calls, not a client's. The only state in the library that outlives its clients; held weakly,
 * so that it ends with the last of them.
 */
final class Budgets {
    private static final Map<Key, WeakReference<CallBudget>> USERS = new HashMap<>();
    private static final Map<Key, WeakReference<HostBudget>> HOSTS = new HashMap<>();

    private record Key(String host, String who) {}

    private Budgets() {}

    /** The budget that is there, lowered if this client was told a lower limit than those before it; else a new one. */
    static CallBudget of(AccountId account, String host, int callsPerSecond, Time time) {
        CallBudget budget = of(USERS, new Key(host, account.toString()), () -> new CallBudget(callsPerSecond, time));
        budget.atMost(callsPerSecond);
        return budget;
    }

    /**
     * The same for a host.
     *
     * @param address from which of this machine's addresses it is called; empty for whichever the system takes
     */
    static HostBudget ofHost(String host, String address, int callsPerSecond, Time time) {
        HostBudget budget = of(HOSTS, new Key(host, address), () -> new HostBudget(callsPerSecond, time));
        budget.atMost(callsPerSecond);
        return budget;
    }

    private static <B> B of(Map<Key, WeakReference<B>> all, Key key, Supplier<B> anew) {
        synchronized (all) {
            all.values().removeIf(budget -> budget.get() == null);
            WeakReference<B> known = all.get(key);
            B budget = known == null ? null : known.get();
            if (budget == null) {
                budget = anew.get();
                all.put(key, new WeakReference<>(budget));
            }
            return budget;
        }
    }
}
