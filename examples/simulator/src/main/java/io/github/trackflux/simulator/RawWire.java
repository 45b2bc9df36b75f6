package io.github.trackflux.simulator;

import io.github.trackflux.simulator.wire.Passage;
import io.github.trackflux.simulator.wire.Passage.Cut;
import io.github.trackflux.simulator.wire.Passage.Rest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection's bytes, last before the socket: slows them, slices them, breaks them off. Over TLS it sees what is
 * already encrypted. All on the connection's own thread.
 */
final class RawWire extends ChannelDuplexHandler {

    /** More than any shaped answer; whoever fills this is cut off. */
    private static final long MOST_WAITING = 16L << 20;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private record Piece(ByteBuf bytes, ChannelPromise promise) {}

    private final AtomicInteger connections;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private Passage passage = Passage.PLAIN;
    private long waitingBytes;
    private long left;
    private boolean pouring;
    private boolean broken;
    private boolean deaf;

    RawWire(AtomicInteger connections) {
        this.connections = connections;
    }

    /** The wire of the connection that this channel is, or is a stream of. */
    static RawWire of(Channel channel) {
        return connection(channel).pipeline().get(RawWire.class);
    }

    /** A stream of HTTP/2 is a channel of its own; a connection's parent is the server. */
    static Channel connection(Channel channel) {
        return channel instanceof Http2StreamChannel stream ? stream.parent() : channel;
    }

    /** Closes so that the other side sees a reset. */
    static void reset(Channel channel) {
        connection(channel).config().setOption(ChannelOption.SO_LINGER, 0);
        close(channel);
    }

    /** Closes the connection. */
    static void close(Channel channel) {
        var unused = connection(channel).close();
    }

    /** What is written from now on fares like this. */
    void begin(Passage next) {
        passage = next;
        left = next.cut().after() < 0 ? Long.MAX_VALUE : next.cut().after();
    }

    /** The answer has been written. */
    void end(Channel channel, Rest rest) {
        switch (rest.end()) {
            case KEPT -> {}
            case CLOSED -> {
                var unused = channel.eventLoop()
                        .schedule(() -> close(channel), rest.after().toNanos(), TimeUnit.NANOSECONDS);
            }
            case DEAF -> deaf = true;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connections.incrementAndGet();
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connections.decrementAndGet();
        drop();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (deaf) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && (passage.isShaped() || !waiting.isEmpty() || broken)) {
            if (broken) {
                bytes.release();
                promise.setFailure(new ClosedChannelException());
                return;
            }
            waiting.addLast(new Piece(bytes, promise));
            waitingBytes += bytes.readableBytes();
            if (waitingBytes > MOST_WAITING) {
                close(context.channel());
            }
        } else {
            var unused = context.write(message, promise);
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            context.flush();
        } else if (!pouring) {
            pour(context);
        }
    }

    private void pour(ChannelHandlerContext context) {
        pouring = false;
        while (!waiting.isEmpty()) {
            int written = pourOnce(context);
            if (left == 0) {
                breakOff(context);
                return;
            }
            int speed = passage.flow().bytesPerSecond();
            if (speed > 0) {
                pouring = true;
                var unused = context.executor()
                        .schedule(() -> pour(context), written * SECOND / speed, TimeUnit.NANOSECONDS);
                return;
            }
        }
    }

    /** Writes one segment at most, and tells how long it was. */
    private int pourOnce(ChannelHandlerContext context) {
        Piece piece = waiting.getFirst();
        long most = Math.min(left, Math.min(piece.bytes().readableBytes(), segment()));
        ByteBuf part = piece.bytes().readRetainedSlice((int) most);
        left -= most;
        waitingBytes -= most;
        if (piece.bytes().isReadable()) {
            var unused = context.writeAndFlush(part);
        } else {
            waiting.removeFirst();
            piece.bytes().release();
            var unused = context.writeAndFlush(part, piece.promise());
        }
        return (int) most;
    }

    /** A slow connection gives ten times a second what it has. */
    private int segment() {
        if (passage.flow().segment() > 0) {
            return passage.flow().segment();
        }
        int speed = passage.flow().bytesPerSecond();
        return speed > 0 ? Math.max(1, speed / 10) : Integer.MAX_VALUE;
    }

    private void breakOff(ChannelHandlerContext context) {
        broken = true;
        drop();
        if (passage.cut().how() == Cut.Break.RESET) {
            reset(context.channel());
        } else if (passage.cut().how() == Cut.Break.CLOSED) {
            close(context.channel());
        }
    }

    private void drop() {
        for (Piece piece = waiting.pollFirst(); piece != null; piece = waiting.pollFirst()) {
            piece.bytes().release();
            piece.promise().tryFailure(new ClosedChannelException());
        }
        waitingBytes = 0;
    }
}
