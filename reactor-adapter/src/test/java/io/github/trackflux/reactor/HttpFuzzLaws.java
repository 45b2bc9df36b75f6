package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.fuzz.FuzzTarget;
import io.github.trackflux.fuzz.Fuzzing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

/** Whole answers of HTTP as bytes, their heads above all: read, or refused with an error of ours, within their time. */
@Tag("long")
@Timeout(300)
class HttpFuzzLaws {
    private static final int INPUTS = 1_500;

    private final Loopback loopback = new Loopback();
    private volatile byte[] answer = new byte[0];
    private final DisposableServer server = TcpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((in, out) -> in.receive().take(1).thenMany(out.sendByteArray(Mono.fromSupplier(() -> answer))))
            .bindNow();

    @AfterEach
    void close() {
        loopback.close();
        server.disposeNow();
    }

    @Test
    void any_answer_is_read_or_refused() {
        Fuzzing fuzzing = new Fuzzing(new Answers(), Fuzzing.seed(20261126L)).feed(INPUTS);

        // Both happen often. About a tenth is read, and less where a busy machine is late for some.
        assertThat(fuzzing.share()).as(fuzzing.toString()).isBetween(0.05, 0.9);
    }

    private final class Answers implements FuzzTarget {
        private final NettyTransport transport = loopback.transport(
                URI.create("http://127.0.0.1:" + server.port()),
                client -> client.responseTimeout(Duration.ofMillis(300)),
                Time.system());

        @Override
        public String name() {
            return "answers";
        }

        @Override
        public List<byte[]> seeds() {
            String list = Loopback.list(2);
            String slow = "{\"code\":\"429\",\"msg\":\"slow\",\"requestTime\":\"1767225600000\"}";
            return List.of(
                    bytes("HTTP/1.1 200 OK\r\nx-mbx-used-remain-limit: 9\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + list.length() + "\r\n\r\n" + list),
                    bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(list.length())
                            + "\r\n" + list + "\r\n0\r\n\r\n"),
                    bytes("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nx-mbx-used-remain-limit: 0\r\n"
                            + "Content-Length: " + slow.length() + "\r\n\r\n" + slow),
                    bytes("HTTP/1.1 429 Too Many Requests\r\nRetry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n"
                            + "Content-Length: " + slow.length() + "\r\n\r\n" + slow));
        }

        @Override
        public List<String> tokens() {
            return List.of(
                    "\r\n",
                    "\r",
                    "\n",
                    ":",
                    " ",
                    "\t",
                    ",",
                    ";",
                    "-1",
                    "0",
                    "9",
                    "99999999999999999999",
                    "1e9",
                    "\u0000",
                    "é",
                    "Retry-After: 36000\r\n",
                    "Retry-After: -5\r\n",
                    "Retry-After: soon\r\n",
                    "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\n",
                    "x-mbx-used-remain-limit: -3\r\n",
                    "x-mbx-used-remain-limit: many\r\n",
                    "Content-Length: 5\r\n",
                    "Content-Encoding: gzip\r\n",
                    "Transfer-Encoding: chunked\r\n",
                    "Location: http://127.0.0.1:1/\r\n",
                    "HTTP/1.1 302 Found\r\n",
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    "HTTP/2.0",
                    "\"requestTime\":\"-1\",",
                    "\"requestTime\":1E400,",
                    "X: " + "x".repeat(300) + "\r\n");
        }

        @Override
        public void read(byte[] input) {
            answer = input;
            assertThat(Loopback.read(transport).block(Loopback.SOON)).isNotNull();
        }

        @Override
        public boolean isRefusal(Throwable error) {
            Throwable refusal = Exceptions.unwrap(error);
            if (refusal instanceof ThrottledException throttled) {
                assertThat(throttled.retryAfter().filter(Duration::isNegative)).isEmpty();
            }
            return refusal instanceof TrackfluxException;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
