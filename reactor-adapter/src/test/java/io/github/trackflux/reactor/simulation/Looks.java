package io.github.trackflux.reactor.simulation;

import io.github.trackflux.event.OrderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When answers came, as the harness sees it: a gap is told exactly where none did for long, and before what follows. */
final class Looks {
    private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();
    private static final int ROUNDS = 10;

    private final long longest;
    private final long clockError;
    private final List<Silence> silences = new ArrayList<>();
    private long last = Long.MIN_VALUE;
    private long savedAt;
    private boolean due;
    private boolean baseline;
    private boolean resumed;
    /** Whether a feed has come back and has yet to tell so. */
    private boolean first;

    private record Silence(long from, long to) {}

    Looks(Scenario scenario) {
        this.longest = Math.max(TEN_SECONDS, ROUNDS * scenario.tracker().every().toNanos());
        this.clockError = scenario.clockError();
    }

    /** Whether the present feed goes on from a checkpoint. */
    boolean isResumed() {
        return resumed;
    }

    void saved(long now) {
        savedAt = now;
    }

    /** A feed begins; it knows of no answer that it did not save. */
    void restarted(boolean fromCheckpoint) {
        resumed = fromCheckpoint;
        baseline = fromCheckpoint;
        first = fromCheckpoint;
        due = false;
        silences.clear();
        last = fromCheckpoint ? savedAt : Long.MIN_VALUE;
    }

    void looked(long sent, long received) {
        if (baseline && last != Long.MIN_VALUE && (first || sent - last > longest - 2 * clockError)) {
            silences.add(new Silence(last, sent));
            due |= sent - last > longest + 2 * clockError;
        }
        last = Math.max(last, received);
    }

    /** What is wrong with an event as to gaps. */
    Optional<String> told(OrderEvent event) {
        if (event instanceof OrderEvent.Gap gap) {
            first = false;
            due = false;
            return silences.removeIf(silence -> isOf(gap, silence))
                    ? Optional.empty()
                    : Optional.of("somebody looked in " + gap);
        }
        boolean missing = first || due;
        first = false;
        due = false;
        baseline |= event instanceof OrderEvent.Synced;
        return missing ? Optional.of("no gap before " + event) : Optional.empty();
    }

    private boolean isOf(OrderEvent.Gap gap, Silence silence) {
        return Math.abs(Scenario.nanos(gap.from()) - Math.min(silence.from(), silence.to())) <= clockError
                && Math.abs(Scenario.nanos(gap.to()) - silence.to()) <= clockError;
    }
}
