package io.github.trackflux.watch;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

/** The program: reads the command line, watches, and says in its exit code how that ended. */
@Command(
        name = Main.NAME,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Watches the open copy-trading positions of a Bitget follower.",
            "",
            "Without keys it starts a simulated exchange and watches that. To watch your own account, set",
            Keys.KEY + ", " + Keys.SECRET + " and " + Keys.PASSPHRASE + " in the environment;",
            "a key with read permission is enough.",
            ""
        },
        footer = {"", "Exit codes: 0 done, 2 wrong usage, 3 refused by the exchange for good, 1 anything else."})
public final class Main implements Callable<Integer> {
    static final String NAME = "trackflux-watch";
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final Shell shell;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    WatchOptions options = new WatchOptions();

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
        PrintWriter out = new PrintWriter(shell.out(), true, StandardCharsets.UTF_8);
        return shell.runner().run(new Main(shell), args, out, failure -> false);
    }

    @Override
    public Integer call() {
        try (Session session = opened()) {
            session.run();
        }
        return Runner.DONE;
    }

    private Session opened() {
        try {
            return Session.open(options, shell);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage());
        }
    }
}
