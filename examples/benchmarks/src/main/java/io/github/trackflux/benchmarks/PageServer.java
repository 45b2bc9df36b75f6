package io.github.trackflux.benchmarks;

import io.github.trackflux.auth.Credentials;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * An endpoint on loopback that costs as little as can be: every account has one list, made beforehand, that never changes
 * and fits one page. What is measured is the client.
 */
final class PageServer implements AutoCloseable {
    private static final byte[] HEAD = bytes("{\"code\":\"00000\",\"data\":");
    private static final byte[] EMPTY = bytes("[]");
    private static final String KEY = "ACCESS-KEY";

    private final Map<String, byte[]> lists = new HashMap<>();
    private final DisposableServer server;

    /** So many accounts, named by {@link #credentials}, each with so many orders of its own. */
    PageServer(int accounts, int orders) {
        for (int account = 0; account < accounts; account++) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < orders; i++) {
                rows.add(Bodies.row((long) (account + 1) * orders - i, 0));
            }
            lists.put(key(account), bytes('[' + String.join(",", rows) + ']'));
        }
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
    }

    private static String key(int account) {
        return "account-" + account;
    }

    /** Whose list is that account's. The words are among those that the scanner of the tests looks for. */
    static Credentials credentials(int account) {
        return Credentials.of(key(account), "simulated-secret", "simulated-passphrase");
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String key = request.requestHeaders().get(KEY, key(0));
        boolean first = !request.uri().contains("pageNo=") || request.uri().contains("pageNo=1&");
        byte[] list = first ? Optional.ofNullable(lists.get(key)).orElse(EMPTY) : EMPTY;
        byte[] tail = bytes(",\"msg\":\"success\",\"requestTime\":\"" + System.currentTimeMillis() + "\"}");
        return response.header("Content-Type", "application/json")
                .header("Content-Length", Integer.toString(HEAD.length + list.length + tail.length))
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(HEAD, list, tail)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    /** One account with so many orders, served by a JVM of its own, so that a profile shows the client alone. */
    static Served process(int orders) throws IOException {
        return new Served(Child.start(PageServer.class, Integer.toString(orders)));
    }

    /** A server in another JVM; it ends with this one's end of the pipe. */
    static final class Served implements AutoCloseable {
        private final Process jvm;
        private final URI url;

        private Served(Process jvm) throws IOException {
            this.jvm = jvm;
            String line = jvm.inputReader(StandardCharsets.UTF_8).readLine();
            if (line == null) {
                throw new IOException("the server did not start");
            }
            url = URI.create(line);
        }

        URI url() {
            return url;
        }

        @Override
        public void close() {
            jvm.destroy();
        }
    }

    /** A fresh JVM: prints its address, and serves until its input ends. */
    public static void main(String[] args) throws IOException {
        try (PageServer server = new PageServer(1, Integer.parseInt(args[0]))) {
            System.out.println(server.url());
            var unused = System.in.read();
        }
        System.exit(0);
    }
}
