package io.github.trackflux.reactor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import reactor.core.scheduler.Schedulers;

/** Two tasks come at the same instant, to carriers of which but one may run, as it is about to look for the last time. */
@JCStressTest
@Outcome(id = "3", expect = ACCEPTABLE, desc = "every task ran once")
@Outcome(expect = FORBIDDEN, desc = "a task waits, and nobody looks")
@State
public class CarriersStress {
    private final AtomicInteger ran = new AtomicInteger();
    private final Carriers carriers = new Carriers(Schedulers.immediate(), 1);

    @Actor
    public void one() {
        carriers.execute(ran::incrementAndGet);
        carriers.execute(ran::incrementAndGet);
    }

    @Actor
    public void other() {
        carriers.execute(ran::incrementAndGet);
    }

    @Arbiter
    public void result(I_Result result) {
        result.r1 = ran.get();
    }
}
