package io.github.trackflux.strategy;

import io.github.trackflux.watch.Interrupt;
import io.github.trackflux.watch.Keys;
import io.github.trackflux.watch.Runner;
import io.github.trackflux.watch.Version;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: reads the command line, runs the strategies, and says in its exit code how that ended. */
@Command(
        name = Main.NAME,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Runs strategies on the open copy-trading positions of a Bitget follower, each with an account on paper.",
            "No order is ever sent to an exchange.",
            "",
            "Without keys it plays a simulated day. To run on your own account until Ctrl-C, and go on from there the "
                    + "next time, set " + Keys.KEY + ", " + Keys.SECRET + " and " + Keys.PASSPHRASE
                    + " in the environment; a key with read permission is enough.",
            ""
        },
        footer = {"", "Exit codes: 0 done, 2 wrong usage, 3 refused by the exchange for good, 1 anything else."})
public final class Main implements Callable<Integer> {
    static final String NAME = "trackflux-strategy-engine";
    /** Until the summary is written. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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
        Interrupt interrupt = Interrupt.installed(PATIENCE);
        interrupt.exit(run(args, Shell.system(interrupt.asked())));
    }

    /** Runs the program and answers with its exit code. */
    static int run(String[] args, Shell shell) {
        return shell.runner().run(new Main(shell), args, shell.out(), RecordingException.class::isInstance);
    }

    @Override
    public Integer call() {
        prepared().run();
        return Runner.DONE;
    }

    private Runnable prepared() {
        try {
            return new Session(options, shell).prepared();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage());
        }
    }
}
