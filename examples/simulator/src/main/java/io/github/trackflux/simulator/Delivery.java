package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Reply;
import io.github.trackflux.simulator.wire.Passage;
import io.github.trackflux.simulator.wire.WireFaults;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Plays what comes of a call on the connection that it came on. */
final class Delivery {

    private static final byte[] BLANKS = blanks();
    /** What a client that is told to go elsewhere may take to leave. */
    private static final long LEAVING_MILLIS = 100;

    private final Arrived arrived;
    private final HttpServerResponse response;
    private final Channel channel;

    Delivery(Arrived arrived, HttpServerResponse response, Channel channel) {
        this.arrived = arrived;
        this.response = response;
        this.channel = channel;
    }

    /** Writes the answer, or does what is done instead. */
    Mono<Void> deliver() {
        Passage passage = arrived.passage();
        if (passage.equals(Passage.PLAIN)) {
            return arrived.reply().map(this::write).orElseGet(Mono::never);
        }
        limit();
        if (passage.fate() != Passage.Fate.ANSWERED || arrived.reply().isEmpty()) {
            channel.eventLoop().execute(() -> refuse(passage.fate()));
            return Mono.never();
        }
        RawWire wire = RawWire.of(channel);
        if (channel.eventLoop().inEventLoop()) {
            wire.begin(passage);
        } else {
            channel.eventLoop().execute(() -> wire.begin(passage));
        }
        // As a task of its own: the last bytes are written when this has completed.
        return write(arrived.reply().get())
                .doOnSuccess(written -> channel.eventLoop().execute(() -> wire.end(channel, passage.rest())));
    }

    /** Whatever happens, the connection does not outlive this call by much. */
    private void limit() {
        Channel connection = RawWire.connection(channel);
        Future<?> end = connection
                .eventLoop()
                .schedule(() -> RawWire.close(connection), WireFaults.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        connection.closeFuture().addListener(closed -> end.cancel(false));
    }

    private Mono<Void> write(Reply reply) {
        response.status(reply.status());
        reply.headers().forEach(response::header);
        Mono<byte[]> body = Mono.just(reply.body());
        long padding = arrived.passage().padding();
        if (padding == 0) {
            return response.sendByteArray(body).then();
        }
        if (!response.responseHeaders().contains("Content-Encoding")) {
            // Packed, blanks would be next to nothing.
            response.header("Content-Encoding", "identity");
        }
        Flux<ByteBuf> whole = Flux.concat(padding(padding), body.map(Unpooled::wrappedBuffer));
        return response.send(whole, piece -> true).then();
    }

    private static Flux<ByteBuf> padding(long bytes) {
        return Flux.generate(() -> bytes, (left, sink) -> {
            int length = (int) Math.min(left, BLANKS.length);
            if (length == 0) {
                sink.complete();
            } else {
                sink.next(Unpooled.wrappedBuffer(BLANKS, 0, length));
            }
            return left - length;
        });
    }

    private void refuse(Passage.Fate fate) {
        boolean stream = channel instanceof Http2StreamChannel;
        switch (fate) {
            case ANSWERED, LOST -> {}
            case RESET -> RawWire.reset(channel);
            case STREAM_REFUSED -> {
                if (stream) {
                    var unused = channel.pipeline()
                            .firstContext()
                            .writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM));
                } else {
                    RawWire.reset(channel);
                }
            }
            case GOING_AWAY -> {
                if (stream) {
                    goAway((Http2StreamChannel) channel);
                } else {
                    RawWire.reset(channel);
                }
            }
        }
    }

    /** The last stream that counts is the one before this. */
    private static void goAway(Http2StreamChannel stream) {
        Channel connection = stream.parent();
        Http2FrameCodec codec = connection.pipeline().get(Http2FrameCodec.class);
        ChannelHandlerContext context = connection.pipeline().context(codec);
        int last = Math.max(0, stream.stream().id() - 2);
        Future<?> unused =
                codec.goAway(context, last, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
        context.flush();
        unused =
                connection.eventLoop().schedule(() -> RawWire.close(connection), LEAVING_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static byte[] blanks() {
        byte[] blanks = new byte[64 * 1024];
        Arrays.fill(blanks, (byte) ' ');
        return blanks;
    }
}
