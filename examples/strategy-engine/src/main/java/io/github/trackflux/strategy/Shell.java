package io.github.trackflux.strategy;

import io.github.trackflux.watch.Runner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * What the program was started in.
 *
 * @param environment the variables
 * @param out standard output, for the summary alone
 * @param err standard error, for all else
 * @param interrupted completes when somebody wants the program to end
 */
record Shell(Map<String, String> environment, PrintWriter out, PrintWriter err, Mono<Void> interrupted) {
    static Shell system(Mono<Void> interrupted) {
        return new Shell(System.getenv(), writer(FileDescriptor.out), writer(FileDescriptor.err), interrupted);
    }

    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }

    /** A line of how it goes, for the person. */
    void tell(String line) {
        err.println(line);
        err.flush();
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
