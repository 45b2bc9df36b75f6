package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.EMPTY_LIST;
import static io.github.trackflux.reactor.Loopback.SOON;
import static io.github.trackflux.reactor.Loopback.answering;
import static io.github.trackflux.reactor.Loopback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.ApiCall;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.page.PageDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Bodies that no client should swallow, and buffers that none should lose. All of a client's buffers are counted. */
@Tag("long")
@Timeout(60)
class NettyTransportMemoryTest {
    private static final int MIB = 1024 * 1024;
    private static final int FLAT = 16 * MIB;

    private final Loopback loopback = new Loopback();
    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong most = new AtomicLong();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    @BeforeEach
    void watch() {
        before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + " " + records));
    }

    @AfterEach
    void noBufferIsLost() {
        loopback.close();
        long end = System.nanoTime() + SOON.toNanos();
        while (inUse() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        long left = inUse();
        System.gc();
        // A leak is reported at the next allocations after its collection.
        for (int i = 0; i < 100; i++) {
            buffers.buffer().release();
        }
        ResourceLeakDetector.setLevel(before);
        ByteBufUtil.setLeakListener(null);
        assertThat(left).as("bytes in buffers that were never released").isZero();
        assertThat(leaks).isEmpty();
    }

    @Test
    void an_endless_body_is_a_protocol_error_and_takes_little_memory() {
        URI url = loopback.serve((request, response) -> response.send(endless(), bytes -> true));

        assertThat(catchThrowable(() -> send(transport(url)).block(SOON)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(Integer.toString(PageDecoder.LARGEST_BODY));

        assertThat(most).hasValueLessThan(FLAT);
        assertThat(sent).hasValueLessThan(64L * MIB);
    }

    @Test
    void a_body_that_grows_a_thousandfold_when_unpacked_is_a_protocol_error_and_takes_little_memory() {
        byte[] bomb = zipped(256 * MIB);
        URI url = loopback.serve((request, response) -> response.header("Content-Encoding", "gzip")
                .send(Flux.fromArray(pieces(bomb)).doOnNext(piece -> measure()), bytes -> true));

        assertThat(catchThrowable(() -> send(transport(url)).block(SOON))).isInstanceOf(ProtocolException.class);

        assertThat(most).hasValueLessThan(FLAT);
    }

    @Test
    void the_largest_body_is_read_and_one_byte_more_is_not() {
        String blanks = " ".repeat(PageDecoder.LARGEST_BODY - EMPTY_LIST.length());
        URI largest = loopback.serve(answering(200, EMPTY_LIST + blanks));
        URI larger = loopback.serve(answering(200, EMPTY_LIST + blanks + " "));

        assertThat(send(transport(largest)).block(SOON).reply().code()).isEqualTo("00000");
        assertThat(catchThrowable(() -> send(transport(larger)).block(SOON))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void no_buffer_is_lost_whatever_becomes_of_a_call() {
        List<URI> urls = List.of(
                loopback.serve(answering(200, Loopback.list(300))),
                loopback.serve(answering(200, "<html>")),
                loopback.serve(answering(502, "<html>")),
                loopback.serve(answering(302, "moved")),
                loopback.serve(answering(200, "")),
                loopback.serveRaw("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n" + "x".repeat(100_000)),
                loopback.serveRaw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nno gzip!!"),
                loopback.serve((request, response) -> response.send(
                        Flux.just("a", "b").concatWith(Flux.never()).map(Loopback::bytes), bytes -> true)));
        for (URI url : urls) {
            Transport transport = transport(url);
            for (int i = 0; i < 10; i++) {
                Mono<Transport.Received> call = send(transport).timeout(Duration.ofMillis(200));
                assertThat(call.materialize().block(SOON)).isNotNull();
            }
        }
    }

    @Test
    void calls_that_are_cancelled_in_the_middle_of_their_answer_lose_no_buffer_and_drop_no_error() {
        Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            String[] pieces = Loopback.list(20).split("(?<=,)");
            URI url = loopback.serve(
                    (request, response) -> response.send(Flux.fromArray(pieces).map(Loopback::bytes), piece -> true));
            Sinks.Many<String> begun = Sinks.many().multicast().directBestEffort();
            Transport transport = loopback.transport(
                    url,
                    client -> client.option(ChannelOption.ALLOCATOR, buffers)
                            // Told when all that came with the first bytes of the answer has been dealt with.
                            .doOnResponse((response, connection) ->
                                    connection.channel().eventLoop().execute(() -> begun.tryEmitNext(response.uri()))),
                    Time.system());
            Long ended = Flux.range(0, 200)
                    .concatMap(i -> {
                        ApiCall call = new ApiCall("/call", Map.of("number", Integer.toString(i)));
                        Mono<String> half =
                                begun.asFlux().filter(call.target()::equals).next();
                        return transport
                                .send(call, Map.of())
                                .takeUntilOther(half.delayElement(Duration.ofNanos(i * 5_000)))
                                .thenReturn(i);
                    })
                    .count()
                    .block(Duration.ofSeconds(40));

            assertThat(ended).isEqualTo(200);
            assertThat(dropped).isEmpty();
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    private NettyTransport transport(URI url) {
        return loopback.transport(url, client -> client.option(ChannelOption.ALLOCATOR, buffers), Time.system());
    }

    private Flux<ByteBuf> endless() {
        byte[] blanks = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        return Flux.generate(sink -> {
            measure();
            sent.addAndGet(blanks.length);
            sink.next(Unpooled.wrappedBuffer(blanks));
        });
    }

    private void measure() {
        most.accumulateAndGet(inUse(), Math::max);
    }

    private long inUse() {
        return buffers.metric().usedDirectMemory() + buffers.metric().usedHeapMemory();
    }

    private static byte[] zipped(int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            byte[] blanks = new byte[MIB];
            for (int i = 0; i < length / MIB; i++) {
                zip.write(blanks);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static ByteBuf[] pieces(byte[] bytes) {
        ByteBuf all = Unpooled.wrappedBuffer(bytes);
        int pieces = bytes.length / 4096;
        ByteBuf[] slices = new ByteBuf[pieces];
        for (int i = 0; i < pieces; i++) {
            slices[i] = Unpooled.copiedBuffer(all.slice(i * 4096, 4096));
        }
        return slices;
    }
}
