package io.github.trackflux.watch;

import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.view.CheckpointException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;

/** Runs a command of a command line, and says in one line for the person and in an exit code how that ended. */
public final class Runner {
    /** The exit code of a program that did what was asked for. */
    public static final int DONE = 0;
    /** The exit code where something failed that is not named otherwise. */
    public static final int FAILED = 1;
    /** The exit code of a command line that cannot be understood. */
    public static final int USAGE = 2;
    /** The exit code where the exchange refuses for good. */
    public static final int REFUSED = 3;

    private final String name;
    private final PrintWriter err;

    /**
     * For one program.
     *
     * @param name of the program, which every line to the person begins with
     * @param err where those lines go
     */
    public Runner(String name, PrintWriter err) {
        this.name = name;
        this.err = err;
    }

    /**
     * The exit code of this command.
     *
     * @param plain of which failures the message alone says enough
     */
    public int run(Callable<Integer> command, String[] args, PrintWriter out, Predicate<Exception> plain) {
        return new CommandLine(command)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, arguments) -> {
                    say(wrong.getMessage() + " (--help shows all options)");
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, plain))
                .execute(args);
    }

    private int failed(Exception failure, Predicate<Exception> plain) {
        if (failure instanceof UncheckedIOException
                && String.valueOf(failure.getMessage()).contains("pipe")) {
            return DONE; // whoever read has read enough
        }
        if (failure instanceof TrackfluxException refusal && !refusal.isTransient()) {
            say("stopped, " + refusal.getMessage());
            return REFUSED;
        }
        boolean inWords = failure instanceof CheckpointException || plain.test(failure);
        say(inWords ? "stopped, " + failure.getMessage() : "failed, " + failure);
        return FAILED;
    }

    /** One line for the person, whatever the text holds. */
    public void say(String text) {
        err.println(name + ": " + text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " "));
        err.flush();
    }
}
