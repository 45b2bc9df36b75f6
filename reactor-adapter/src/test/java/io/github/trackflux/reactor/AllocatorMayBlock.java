package io.github.trackflux.reactor;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Netty's default allocator takes short locks on its event loops when threads meet there. That is its own affair, which it
 * tells BlockHound of for its other allocators only.
 */
public final class AllocatorMayBlock implements BlockHoundIntegration {
    private static final String ALLOCATOR = "io.netty.buffer.AdaptivePoolingAllocator";

    /** Found by its name. */
    public AllocatorMayBlock() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(ALLOCATOR, "allocate")
                .allowBlockingCallsInside(ALLOCATOR, "reallocate")
                .allowBlockingCallsInside(ALLOCATOR + "$AdaptiveByteBuf", "deallocate");
    }
}
