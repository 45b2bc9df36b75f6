package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider.ProtocolSslContextSpec;

/** A key with its certificate, made by the JDK's own tool, and who trusts it. */
record Certificates(KeyManagerFactory keys, X509Certificate certificate) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static Certificates make(Path directory, String name, String extension) throws Exception {
        Path file = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        extension,
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return new Certificates(keys, (X509Certificate) store.getCertificate(name));
    }

    /** A server with this certificate. */
    HttpServer secured(HttpServer server) {
        return server.secure(spec -> spec.sslContext(built(Http11SslContextSpec.forServer(keys))));
    }

    /** The same, offering HTTP/2. */
    HttpServer securedWithHttp2(HttpServer server) {
        return server.secure(spec -> spec.sslContext(built(Http2SslContextSpec.forServer(keys))));
    }

    /** A client that trusts it, and asks for HTTP/2 as clients do. */
    UnaryOperator<HttpClient> trusted() {
        return trusting(Http2SslContextSpec.forClient());
    }

    /** A client that trusts it and does not ask for it. */
    UnaryOperator<HttpClient> trustedPlainly() {
        return trusting(Http11SslContextSpec.forClient());
    }

    private UnaryOperator<HttpClient> trusting(ProtocolSslContextSpec client) {
        SslContext context = built(client.configure(builder -> builder.trustManager(certificate)));
        return http -> http.secure(spec -> spec.sslContext(context));
    }

    private static SslContext built(ProtocolSslContextSpec spec) {
        try {
            return spec.sslContext();
        } catch (SSLException e) {
            throw new AssertionError(e);
        }
    }
}
