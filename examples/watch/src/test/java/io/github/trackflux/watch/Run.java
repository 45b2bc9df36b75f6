package io.github.trackflux.watch;

import io.github.trackflux.simulator.SimulatedExchange;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One run of the program in this JVM.
 *
 * @param code its exit code
 * @param out what it wrote on standard output
 * @param err what it wrote on standard error
 */
record Run(int code, String out, String err) {
    /** With these variables and options, until it ends by itself. */
    static Run with(Map<String, String> environment, String... options) {
        return in(environment, new ByteArrayOutputStream(), Optional.empty(), Mono.never(), options);
    }

    /** Against a simulated exchange, with the right keys, until it ends by itself. */
    static Run against(SimulatedExchange exchange, String... options) {
        return with(keys(exchange), to(exchange, options));
    }

    /** The same, until it has written this word on standard output, for a minute at most. */
    static Run untilSaid(String word, SimulatedExchange exchange, String... options) {
        Listener out = new Listener(word);
        return in(keys(exchange), out, Optional.empty(), out.heard(), forAWhile(to(exchange, options)));
    }

    /** The same, and for so much longer. */
    static Run forSoLongAfter(String word, Duration longer, SimulatedExchange exchange, String... options) {
        Listener out = new Listener(word);
        Mono<Void> end = out.heard().then(Mono.delay(longer)).then();
        return in(keys(exchange), out, Optional.empty(), end, forAWhile(to(exchange, options)));
    }

    /** Without keys, until it has written this word. */
    static Run untilSaid(String word, String... options) {
        Listener out = new Listener(word);
        return in(Map.of(), out, Optional.empty(), out.heard(), forAWhile(options));
    }

    /** Against a simulated exchange on a terminal, until it has written this word. */
    static Run untilShown(String word, Map<String, String> environment, ScreenSize size, SimulatedExchange exchange) {
        Map<String, String> all = new HashMap<>(keys(exchange));
        all.putAll(environment);
        Listener out = new Listener(word);
        return in(all, out, Optional.of(() -> size), out.heard(), forAWhile(to(exchange)));
    }

    private static Run in(
            Map<String, String> environment,
            ByteArrayOutputStream out,
            Optional<Supplier<ScreenSize>> terminal,
            Mono<Void> interrupted,
            String... options) {
        StringWriter err = new StringWriter();
        Shell shell = new Shell(environment, out, new PrintWriter(err), terminal, interrupted);
        int code = Main.run(options, shell);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    private static String[] to(SimulatedExchange exchange, String... options) {
        return and(options, "--base-url", exchange.url());
    }

    private static String[] forAWhile(String... options) {
        return and(options, "--for", "60s");
    }

    private static String[] and(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    static Map<String, String> keys(SimulatedExchange exchange) {
        return Map.of(
                Keys.KEY, exchange.account().key(),
                Keys.SECRET, exchange.account().secret(),
                Keys.PASSPHRASE, exchange.account().passphrase());
    }

    /** Keeps what is written, and tells when a word was among it. */
    private static final class Listener extends ByteArrayOutputStream {
        private final String word;
        private final Sinks.Empty<Void> heard = Sinks.empty();

        Listener(String word) {
            this.word = word;
        }

        Mono<Void> heard() {
            return heard.asMono();
        }

        @Override
        public void flush() {
            if (toString(StandardCharsets.UTF_8).contains(word)) {
                heard.tryEmitEmpty();
            }
        }
    }
}
