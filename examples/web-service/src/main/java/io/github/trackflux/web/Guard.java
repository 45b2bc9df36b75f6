package io.github.trackflux.web;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a browser run nothing but what this service ships, and answers only under its own names: a page of anybody's can
 * make a name of its own resolve to this machine, and would then be of the same origin.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Guard implements WebFilter {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'";
    private static final byte[] MISDIRECTED =
            ("{\"title\":\"Misdirected Request\",\"status\":421,\"detail\":\"This service does not answer under this"
                            + " name; trackflux.web.hosts lists those that it has.\"}")
                    .getBytes(StandardCharsets.UTF_8);

    private final WebProperties properties;

    Guard(WebProperties properties) {
        this.properties = properties;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        boolean known = Optional.ofNullable(exchange.getRequest().getHeaders().getHost())
                .map(InetSocketAddress::getHostString)
                .filter(this::isOwn)
                .isPresent();
        if (known) {
            return chain.filter(exchange);
        }
        response.setStatusCode(HttpStatus.MISDIRECTED_REQUEST);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(MISDIRECTED)));
    }

    private boolean isOwn(String host) {
        return properties.hosts().stream().anyMatch(host::equalsIgnoreCase);
    }
}
