package io.github.trackflux.reactor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import reactor.core.CoreSubscriber;

/** What may come of a subscription to which two things happen at the same instant. */
final class LiveSubscriptionStress {
    private LiveSubscriptionStress() {}

    /** The feed tells two events while the subscriber asks for one, and then for another. */
    @JCStressTest
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "both were told, in their order")
    @Outcome(expect = FORBIDDEN, desc = "an event was lost, told twice, unasked for, or out of order")
    @State
    public static class OfferAndRequest {
        private final Race race = new Race();

        @Actor
        public void feed() {
            race.subscription.offer(race.first);
            race.subscription.offer(race.second);
        }

        @Actor
        public void subscriber() {
            race.subscription.request(1);
            race.subscription.request(1);
        }

        @Arbiter
        public void result(III_Result result) {
            result.r1 = race.first();
            result.r2 = race.last();
            result.r3 = race.ends;
        }
    }

    /** The feed tells an event while the subscriber cancels: nothing is kept for it, whatever was first. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "cancelled before it was told")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "told before it cancelled")
    @Outcome(expect = FORBIDDEN, desc = "an event waits for whoever is gone")
    @State
    public static class OfferAndCancel {
        private final Race race = new Race();

        public OfferAndCancel() {
            race.subscription.request(Long.MAX_VALUE);
        }

        @Actor
        public void feed() {
            race.subscription.offer(race.first);
        }

        @Actor
        public void subscriber() {
            race.subscription.cancel();
        }

        @Arbiter
        public void result(II_Result result) {
            result.r1 = race.told.size();
            result.r2 = race.inbox.isEmpty() ? 0 : 1;
        }
    }

    /** The feed tells a last event and ends while the subscriber asks: the end comes, once, after the event. */
    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "told, then ended")
    @Outcome(expect = FORBIDDEN, desc = "no end, two ends, an end before the event, or no event")
    @State
    public static class EndAndRequest {
        private final Race race = new Race();

        @Actor
        public void feed() {
            race.subscription.offer(race.first);
            race.subscription.end(CoreSubscriber::onComplete);
        }

        @Actor
        public void subscriber() {
            race.subscription.request(1);
        }

        @Arbiter
        public void result(III_Result result) {
            result.r1 = race.first();
            result.r2 = race.ends;
            result.r3 = race.afterTheEnd;
        }
    }

    /** The feed ends while the subscriber cancels. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "cancelled first")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "ended first")
    @Outcome(expect = FORBIDDEN, desc = "two ends, or one that waits for ever")
    @State
    public static class EndAndCancel {
        private final Race race = new Race();

        @Actor
        public void feed() {
            race.subscription.end(CoreSubscriber::onComplete);
        }

        @Actor
        public void subscriber() {
            race.subscription.cancel();
        }

        @Arbiter
        public void result(II_Result result) {
            result.r1 = race.ends;
            result.r2 = race.inbox.isEmpty() ? 0 : 1;
        }
    }

    /** More events come than fit while the subscriber asks for one. */
    @JCStressTest
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "did not fit, was told nothing, failed once")
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "told the first, then failed once")
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "took the first in time for the second")
    @Outcome(expect = FORBIDDEN, desc = "a later event after a hole, two ends, or anything after the end")
    @State
    public static class OverrunAndRequest {
        private final Race race = new Race(1);

        @Actor
        public void feed() {
            race.subscription.offer(race.first);
            race.subscription.offer(race.second);
        }

        @Actor
        public void subscriber() {
            race.subscription.request(1);
        }

        @Arbiter
        public void result(III_Result result) {
            result.r1 = race.last();
            result.r2 = race.ends;
            result.r3 = race.afterTheEnd;
        }
    }

    /** A subscriber joins, and cancels on another thread, while it is not yet open: it is never called after. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "cancelled before it was told")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "told before it cancelled")
    @Outcome(expect = FORBIDDEN, desc = "what it was to be told first is kept")
    @State
    public static class BeginAndCancel {
        private final Race race = Race.unopened();

        public BeginAndCancel() {
            race.subscription.request(Long.MAX_VALUE);
        }

        @Actor
        public void feed() {
            race.subscription.begin(race.now);
            race.subscription.open();
        }

        @Actor
        public void subscriber() {
            race.subscription.cancel();
        }

        @Arbiter
        public void result(II_Result result) {
            result.r1 = race.told.size();
            result.r2 = race.inbox.isEmpty() ? 0 : 1;
        }
    }
}
