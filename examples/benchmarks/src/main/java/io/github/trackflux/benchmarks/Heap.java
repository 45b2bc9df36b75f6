package io.github.trackflux.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What is in use when all garbage is gone. */
final class Heap {
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private Heap() {}

    static long used() {
        long used = Long.MAX_VALUE;
        // Until another collection brings nothing more.
        for (long now = collected(); now < used; now = collected()) {
            used = now;
        }
        return used;
    }

    private static long collected() {
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
