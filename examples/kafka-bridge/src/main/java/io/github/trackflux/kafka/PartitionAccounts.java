package io.github.trackflux.kafka;

import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts of one partition: which are wanted, and the feeds of those that can be watched. */
final class PartitionAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionAccounts.class);

    private final Feeds factory;
    private final Runnable wake;
    /** What the accounts topic says; on the partition's thread alone. */
    private final Map<AccountName, AccountSpec> wanted = new LinkedHashMap<>();

    private final Map<AccountName, AccountFeed> feeds = new ConcurrentHashMap<>();
    private final Map<AccountName, String> refused = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private boolean listed;

    PartitionAccounts(Feeds factory, Runnable wake) {
        this.factory = factory;
        this.wake = wake;
    }

    /** A record was read: a new account, another wish, or other credentials behind the same reference. */
    void put(AccountName name, AccountSpec spec, PartitionLog log) {
        wanted.put(name, spec);
        refused.remove(name);
        if (!listed) {
            return;
        }
        AccountFeed running = feeds.get(name);
        if (running != null && !running.isEnded() && isSameWatch(running.spec(), spec)) {
            rotate(name, spec, running);
        } else {
            close(name);
            start(name, log);
        }
    }

    private static boolean isSameWatch(AccountSpec before, AccountSpec now) {
        return before.query().equals(now.query()) && before.every().equals(now.every()) && before.demo() == now.demo();
    }

    private void rotate(AccountName name, AccountSpec spec, AccountFeed running) {
        try {
            running.rotate(factory.credentials(name, spec));
            LOG.atInfo().addKeyValue("account", name).log("Credentials were read again");
        } catch (IllegalArgumentException e) {
            close(name);
            refuse(name, String.valueOf(e.getMessage()));
        }
    }

    /** A record cannot be used. */
    void refuse(AccountName name, String why) {
        wanted.remove(name);
        close(name);
        refused.put(name, why);
        LOG.atWarn().addKeyValue("account", name).log("An account is not watched: {}", why);
    }

    /** A record was taken away, and so is what is stored. */
    void remove(AccountName name, PartitionLog log) {
        wanted.remove(name);
        refused.remove(name);
        close(name);
        if (listed) {
            log.forget(name);
        }
    }

    /** All records have been read: begins with those that are wanted. */
    void listed(PartitionLog log) {
        listed = true;
        forgetOthers(log);
        wanted.keySet().forEach(name -> start(name, log));
    }

    /** The log was opened anew: a feed goes on if nobody else has written, and begins from what is stored if somebody has. */
    void reopened(PartitionLog log) {
        if (!listed) {
            return;
        }
        forgetOthers(log);
        for (AccountName name : List.copyOf(wanted.keySet())) {
            AccountFeed running = feeds.get(name);
            if (running == null) {
                start(name, log);
            } else if (!running.outbox().goesOnFrom(log.head(name))) {
                close(name);
                start(name, log);
            } else {
                running.relieve();
                wake.run();
            }
        }
    }

    private void forgetOthers(PartitionLog log) {
        for (AccountName stored : log.accounts()) {
            if (!wanted.containsKey(stored) && !refused.containsKey(stored)) {
                log.forget(stored);
            }
        }
    }

    private void start(AccountName name, PartitionLog log) {
        AccountSpec spec = wanted.get(name);
        if (spec == null || stopped || refused.containsKey(name)) {
            return;
        }
        try {
            Checkpoint from = checkpoint(name, spec, log);
            AccountFeed feed = new AccountFeed(factory, name, spec, from, wake);
            feeds.put(name, feed);
            feed.start(from);
            if (stopped) {
                feed.close();
            }
        } catch (IllegalArgumentException | CheckpointException e) {
            refused.put(name, String.valueOf(e.getMessage()));
            LOG.atWarn().addKeyValue("account", name).log("An account is not watched: {}", e.getMessage());
        }
    }

    /** Where to go on; {@code null} to begin anew, also where something else was watched until now. */
    private static @Nullable Checkpoint checkpoint(AccountName name, AccountSpec spec, PartitionLog log) {
        return log.checkpoint(name)
                .filter(stored -> stored.query().equals(spec.query()))
                .orElse(null);
    }

    private void close(AccountName name) {
        AccountFeed feed = feeds.remove(name);
        if (feed != null) {
            feed.close();
        }
    }

    /** What each account has to tell. */
    Map<AccountName, Batch> take() {
        Map<AccountName, Batch> batches = new HashMap<>();
        feeds.forEach((name, feed) -> feed.outbox().take().ifPresent(batch -> batches.put(name, batch)));
        return batches;
    }

    void committed(Set<AccountName> names) {
        for (AccountName name : names) {
            AccountFeed feed = feeds.get(name);
            if (feed != null) {
                feed.outbox().committed();
                feed.relieve();
            }
        }
    }

    List<AccountStatus> statuses() {
        List<AccountStatus> all = new java.util.ArrayList<>();
        feeds.values().forEach(feed -> all.add(feed.status()));
        refused.forEach((name, why) -> all.add(AccountStatus.refused(name, why)));
        return all;
    }

    /** Polls no more; from any thread. */
    void stop() {
        stopped = true;
        feeds.values().forEach(AccountFeed::close);
    }
}
