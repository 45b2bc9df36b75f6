package io.github.trackflux.strategy;

import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.view.CheckpointException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: reads the command line, runs the strategies, and says in its exit code how that ended. */
@Command(
        name = "trackflux-strategy-engine",
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Runs strategies on the open copy-trading positions of a Bitget follower, each with an account on paper.",
            "No order is ever sent to an exchange.",
            "",
            "Without keys it plays a simulated day. To run on your own account until Ctrl-C, and go on from there the",
            "next time, set " + Keys.KEY + ", " + Keys.SECRET + " and " + Keys.PASSPHRASE,
            "in the environment; a key with read permission is enough.",
            ""
        },
        footer = {"", "Exit codes: 0 done, 2 wrong usage, 3 refused by the exchange for good, 1 anything else."})
public final class Main implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int REFUSED = 3;

    private final Shell shell;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    Options options = new Options();

    @Option(names = "--help", usageHelp = true, description = "show this")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "show the version")
    boolean version;

    private Main(Shell shell) {
        this.shell = shell;
    }

    /** Runs the program and ends the JVM. */
    public static void main(String[] args) {
        Interrupt interrupt = Interrupt.installed();
        interrupt.exit(run(args, Shell.system(interrupt.asked())));
    }

    /** Runs the program and answers with its exit code. */
    static int run(String[] args, Shell shell) {
        return new CommandLine(new Main(shell))
                .setOut(shell.out())
                .setErr(shell.err())
                .setParameterExceptionHandler((wrong, arguments) -> {
                    shell.say(wrong.getMessage() + " (--help shows all options)");
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, shell))
                .execute(args);
    }

    @Override
    public Integer call() {
        prepared().run();
        return DONE;
    }

    private Runnable prepared() {
        try {
            return new Session(options, shell).prepared();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage());
        }
    }

    private static int failed(Exception failure, Shell shell) {
        if (failure instanceof TrackfluxException refusal && !refusal.isTransient()) {
            shell.say("stopped, " + refusal.getMessage());
            return REFUSED;
        }
        boolean inWords = failure instanceof CheckpointException || failure instanceof RecordingException;
        shell.say(inWords ? "stopped, " + failure.getMessage() : "failed, " + failure);
        return FAILED;
    }
}
