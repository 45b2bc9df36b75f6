package io.github.trackflux.page;

import java.nio.ByteBuffer;

/**
 * Reads what {@link PageDecoder} reads, to the same replies and errors, and remembers it: most polls bring nothing new. A
 * list whose text did not change is recognised while it comes, by comparing bytes, and costs no copy and no parse: its
 * reply holds the very {@link Page} of last time. A row whose text did not change keeps its very record, wherever on the
 * page it now stands and if it comes from another page; only rows that are new are parsed.
 *
 * <p>One for a client, for calls of any kind: what a text says does not depend on who asked. Thread-safe. A call that is
 * given up leaves it as it was.
 */
public final class RememberingDecoder {
    /** The most memory that it takes, in bytes: some 35,000 rows of the usual length. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    // Without state of its own: many clients in one process share it.
    private static final PageDecoder DECODER = new PageDecoder();

    private final PageMemory memory;

    /** A decoder that has seen nothing yet. */
    public RememberingDecoder() {
        this(MOST_BYTES);
    }

    RememberingDecoder(long mostBytes) {
        memory = new PageMemory(mostBytes);
    }

    /**
     * Begins to read an answer.
     *
     * @param call what was asked, such as the call's target: the answer is compared with the last one to the same call first
     */
    public IncomingReply begin(String call) {
        return new IncomingReply(call, DECODER, memory);
    }

    /**
     * Reads a whole body.
     *
     * @param call as for {@link #begin}
     * @param body valid only during this call; neither kept nor moved
     * @throws io.github.trackflux.call.ProtocolException as {@link PageDecoder#decode(ByteBuffer)}
     */
    public Reply decode(String call, ByteBuffer body) {
        IncomingReply reply = begin(call);
        reply.add(body);
        return reply.end();
    }

    /**
     * How much memory it takes now, in bytes, the orders that it has handed out included; rather too much than too little,
     * and at most {@link #MOST_BYTES}.
     */
    public long retainedBytes() {
        return memory.bytes();
    }

    /** How many rows were parsed so far, and not found again. */
    public long parsedRows() {
        return memory.parsed();
    }
}
