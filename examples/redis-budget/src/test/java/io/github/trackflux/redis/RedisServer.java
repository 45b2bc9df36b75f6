package io.github.trackflux.redis;

import static org.junit.jupiter.api.Assumptions.abort;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** A real Redis on a free port of loopback, which keeps nothing. */
final class RedisServer implements AutoCloseable {
    final int port = freePort();
    private Process process = start();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, empty. */
    void restart() {
        close();
        process = start();
    }

    private Process start() {
        Process started;
        try {
            started = new ProcessBuilder(List.of(
                            "redis-server",
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no"))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            return abort("SKIPPED-MISSING-PACKAGE redis-server");
        }
        try {
            BufferedReader said = started.inputReader();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.contains("eady to accept connections")) {
                    return started;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(
                "redis-server ended with " + started.onExit().join().exitValue());
    }

    /** A client that does not keep commands for later. */
    static RedisClient client(int port) {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        return client;
    }

    static StatefulRedisConnection<String, byte[]> connect(RedisClient client) {
        return client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
