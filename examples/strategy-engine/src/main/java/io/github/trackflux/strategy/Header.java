package io.github.trackflux.strategy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The first line of a recording.
 *
 * @param v version of the form, {@link #VERSION}
 * @param desk which strategies run
 * @param day how the time of day is told if it is a simulated one
 */
record Header(int v, Desk desk, Optional<DayTime> day) {
    static final int VERSION = 1;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    /**
     * A day that passes quickly.
     *
     * @param midnight when it begins
     * @param speed how many times as quickly as a real one
     */
    record DayTime(Instant midnight, double speed) {
        /** What a clock shows at that moment of the quick day; 24:00 at its end. */
        Duration of(Instant at) {
            return Duration.ofNanos((long) (Duration.between(midnight, at).toNanos() * speed));
        }

        /** The moment at which that time of the quick day comes. */
        Instant at(Duration time) {
            return midnight.plusNanos((long) (time.toNanos() / speed));
        }
    }

    static Header of(Desk desk, Optional<DayTime> day) {
        return new Header(VERSION, desk, day);
    }

    Header withDesk(Desk other) {
        return new Header(v, other, day);
    }

    /** The time of day, to the minute: of the simulated day, or in UTC. */
    String clock(Instant at) {
        return day.map(quick -> quick.of(at))
                .map(time -> "%02d:%02d".formatted(Math.max(0, time.toHours()), Math.floorMod(time.toMinutes(), 60)))
                .orElseGet(() -> UTC.format(at));
    }
}
