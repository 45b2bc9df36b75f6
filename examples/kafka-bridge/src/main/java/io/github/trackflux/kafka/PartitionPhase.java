package io.github.trackflux.kafka;

import java.util.Locale;

/** How far a worker is with a partition. */
enum PartitionPhase {
    /** Fences its predecessor, and reads what is stored. */
    RESTORING,
    /** Reads which accounts there are. */
    LISTING,
    RUNNING,
    /** Kafka is away, or somebody else has fenced this worker: begins anew in a moment. */
    RETRYING,
    STOPPED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
