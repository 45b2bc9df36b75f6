package io.github.trackflux.watch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * What the program was started in.
 *
 * @param environment the variables
 * @param out standard output; not a {@code PrintStream}, which keeps silent about a reader that is gone
 * @param err standard error
 * @param terminal the size of the terminal behind standard output, if it is one
 * @param interrupted completes when somebody wants the program to end
 */
record Shell(
        Map<String, String> environment,
        OutputStream out,
        PrintWriter err,
        Optional<Supplier<ScreenSize>> terminal,
        Mono<Void> interrupted) {

    static Shell system(Mono<Void> interrupted) {
        Map<String, String> environment = System.getenv();
        return new Shell(
                environment,
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Tty.ofStandardOutput(environment),
                interrupted);
    }

    /** Whether a table can be drawn: a terminal that understands where to put what. */
    boolean canDraw() {
        String kind = environment.getOrDefault("TERM", "dumb");
        return terminal.isPresent() && !kind.isEmpty() && !kind.equals("dumb");
    }

    /** Colours, unless they are not wanted: see no-color.org. */
    Ink ink() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() ? Ink.COLOURED : Ink.NONE;
    }

    /** Says in words and in an exit code how the program ends. */
    Runner runner() {
        return new Runner(Main.NAME, err);
    }

    /** One line for the person, whatever the text holds. */
    void say(String text) {
        runner().say(text);
    }
}
