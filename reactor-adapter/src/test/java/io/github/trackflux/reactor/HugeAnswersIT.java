package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Watched.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.SimulatedExchangeBuilder;
import io.github.trackflux.simulator.exchange.BrokenBodies;
import io.github.trackflux.simulator.wire.WireFaults;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.netty.resources.LoopResources;

/** Answers as large as they like to be: counted in bytes that were allocated, and not in time. */
@Tag("long")
@Timeout(300)
class HugeAnswersIT {
    private static final long MIB = 1 << 20;
    /** Twice the largest body, doubling as it grows, for a call and its one repetition; and what else a call takes. */
    private static final long HEAP = 48 * MIB;
    /** Four of Netty's chunks. */
    private static final long BUFFERS = 16 * MIB;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String CLIENT = "counted-client";

    @Test
    void two_hundred_megabytes_take_no_more_than_the_largest_body_does() {
        takesLittle(Watched.still(20).wire(WireFaults.padded(200_000_000)));
    }

    @Test
    void a_body_without_an_end_takes_no_more_either() {
        takesLittle(Watched.still(20).wire(WireFaults.endless()));
    }

    @Test
    void nor_does_a_quarter_of_a_gigabyte_packed_into_two_hundred_and_fifty_kilobytes() {
        takesLittle(Watched.still(20).quirks(BrokenBodies.gzipBomb(256)));
    }

    private static void takesLittle(SimulatedExchangeBuilder server) {
        PooledByteBufAllocator buffers = new PooledByteBufAllocator(true);
        LoopResources loops = LoopResources.create(CLIENT, 1, true);
        try (SimulatedExchange exchange = server.start();
                TrackingOrders orders = Watched.client(exchange)
                        .httpClient(client -> client.runOn(loops).option(ChannelOption.ALLOCATOR, buffers))
                        .build()) {
            assertThat(catchThrowable(() -> orders.list(Samples.QUERY).blockLast(PATIENCE)))
                    .isInstanceOf(ProtocolException.class);

            assertThat(allocated()).as("bytes allocated").isBetween(1L, HEAP);
            // Chunks are kept, so what is used now is the most that ever was.
            assertThat(buffers.metric().usedDirectMemory())
                    .as("in buffers off heap")
                    .isLessThan(BUFFERS);
            assertThat(buffers.metric().usedHeapMemory())
                    .as("in buffers on heap")
                    .isLessThan(BUFFERS);
        } finally {
            loops.disposeLater().block(PATIENCE);
        }
    }

    /** By the threads of the client's connections, since they began. */
    private static long allocated() {
        long[] ids = Arrays.stream(THREADS.dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().startsWith(CLIENT))
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
    }
}
