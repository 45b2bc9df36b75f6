package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Account;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulated exchange as a program: prints its URL on one line of standard output when it is ready. */
@Command(
        name = "trackflux-simulator",
        sortOptions = false,
        description = "Bitget's endpoint \"Get Current Tracking Orders\" on loopback.",
        footer = "Times are written as 80ms, 1.5s, 2m or 1h; shares as 0.02 or 2%%.")
public final class Main implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "port of 127.0.0.1; 0 for any (0)")
    int port;

    @Option(names = "--key", paramLabel = "TEXT", description = "API key (simulated-key)")
    String key = Account.simulated().key();

    @Option(names = "--secret", paramLabel = "TEXT", description = "its secret (simulated-secret)")
    String secret = Account.simulated().secret();

    @Option(names = "--passphrase", paramLabel = "TEXT", description = "its passphrase (simulated-passphrase)")
    String passphrase = Account.simulated().passphrase();

    @Mixin
    MarketOptions market = new MarketOptions();

    @Mixin
    ExchangeOptions exchange = new ExchangeOptions();

    @Mixin
    FaultOptions faults = new FaultOptions();

    @Option(
            names = "--round-trip",
            paramLabel = "TIME",
            converter = Words.TimeSpan.class,
            description = "how long a call is on its way, there and back (0)")
    Duration roundTrip = Duration.ZERO;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            converter = Words.TimeSpan.class,
            description = "how much longer or shorter that may be (0)")
    Duration jitter = Duration.ZERO;

    @Option(
            names = "--clock-offset",
            paramLabel = "TIME",
            converter = Words.TimeSpan.class,
            description = "how far the exchange's clock is ahead of this machine's; -40s is behind (0)")
    Duration clockOffset = Duration.ZERO;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed of all that is drawn (1)")
    long seed;

    @Option(names = "--truth-log", paramLabel = "FILE", description = "write every change and every call there")
    @Nullable
    Path truthLog;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Words.TimeSpan.class,
            description = "end after that time (never)")
    Duration runFor = Words.TimeSpan.LONGEST;

    @Option(names = "--help", usageHelp = true, description = "show this")
    boolean help;

    /** Runs the program and ends the JVM: 0 when done, 2 for a wrong option, 1 for anything else. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/github/trackflux/simulator/logback.xml");
        }
        System.exit(execute(args, writer(System.out), writer(System.err)));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
    }

    static int execute(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, arguments) -> {
                    err.println(wrong.getMessage() + " (--help shows all options)");
                    return 2;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.println("trackflux-simulator: " + failure.getMessage());
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        try (SimulatedExchange running = configured(command).start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "simulated-exchange-end"));
            command.getOut().println(running.url());
            command.getOut().flush();
            var unused = new CountDownLatch(1).await(runFor.toMillis(), TimeUnit.MILLISECONDS);
        }
        return 0;
    }

    private SimulatedExchangeBuilder configured(CommandLine command) {
        try {
            SimulatedExchangeBuilder builder = SimulatedExchange.builder()
                    .market(defaults -> market.settings())
                    .exchange(defaults -> exchange.settings())
                    .seed(seed)
                    .port(port)
                    .account(key, secret, passphrase)
                    .roundTrip(roundTrip, jitter)
                    .clock(NanoClock.system().ahead(clockOffset));
            faults.addTo(builder);
            return truthLog == null ? builder : builder.truthLog(truthLog);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command, wrong.getMessage(), wrong);
        }
    }
}
