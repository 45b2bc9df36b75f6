package io.github.trackflux.kafka;

import io.github.trackflux.kafka.AccountsCommand.ListAccounts;
import io.github.trackflux.kafka.AccountsCommand.PutAccount;
import io.github.trackflux.kafka.AccountsCommand.RemoveAccount;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: one worker over a given cluster, or all of it in one process for a first look. */
@Command(
        name = "trackflux-kafka-bridge",
        sortOptions = false,
        subcommands = {PutAccount.class, RemoveAccount.class, ListAccounts.class},
        description = {
            "Writes the copy-trading positions of Bitget followers into Kafka: each event once.",
            "",
            "Without settings it starts a broker and a simulated exchange of its own, and prints the events as a",
            "consumer reads them.",
            ""
        },
        footer = {"", "Exit codes: 0 done, 2 wrong usage or settings, 1 anything else."})
public final class Main implements Callable<Integer> {
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final Duration TICK = Duration.ofMillis(200);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "settings, as key=value lines; TRACKFLUX_… in the environment wins over it")
    @Nullable
    Path file;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            scope = ScopeType.INHERIT,
            description = "the cluster to join")
    @Nullable
    String servers;

    @Option(
            names = "--account",
            paramLabel = "NAME=REFERENCE",
            description =
                    "adds an account at the start, such as main=env:BITGET, unless there is one of that name; may be"
                            + " said more than once")
    Map<String, String> accounts = new LinkedHashMap<>();

    @Option(names = "--for", paramLabel = "TIME", description = "end after that time, such as PT30S (never)")
    Duration length = FOREVER;

    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "show this")
    boolean help;

    private final Map<String, String> environment;

    Main(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs the program and ends the JVM. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/github/trackflux/kafka/logback.xml");
        }
        System.exit(run(args, System.getenv()));
    }

    static int run(String[] args, Map<String, String> environment) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandLine(new Main(environment))
                .setErr(err)
                .setParameterExceptionHandler((wrong, arguments) -> usage(err, wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(err, failure))
                .execute(args);
    }

    private static int usage(PrintWriter err, Exception wrong) {
        err.println(wrong.getMessage() + " (--help shows all options)");
        return 2;
    }

    private static int failed(PrintWriter err, Exception failure) {
        err.println("trackflux-kafka-bridge: " + said(failure));
        return failure instanceof InvalidConfigException || failure instanceof IllegalArgumentException ? 2 : 1;
    }

    /** With the innermost reason, which Kafka's clients keep behind; and without what that quotes, which may be a password. */
    static String said(Exception failure) {
        Throwable reason = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            reason = cause;
        }
        String message = String.valueOf(failure.getMessage());
        String why = String.valueOf(reason.getMessage());
        return message.contains(why) ? message : message + ": " + why.replaceAll("'[^']*'", "'...'");
    }

    BridgeConfig config() {
        return ConfigReader.read(Optional.ofNullable(file), environment, overrides());
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        if (servers != null) {
            overrides.put(Setting.BOOTSTRAP_SERVERS.key, servers);
        }
        return overrides;
    }

    @Override
    public Integer call() {
        BridgeConfig config = config();
        Map<AccountName, AccountSpec> wanted = new LinkedHashMap<>();
        accounts.forEach((name, reference) -> wanted.put(new AccountName(name), AccountSpec.of(reference)));
        boolean alone = config.bootstrapServers().isEmpty();
        if (alone && file != null) {
            throw new InvalidConfigException(
                    List.of(Setting.BOOTSTRAP_SERVERS.key + " is missing: the file " + file + " does not say it"));
        }
        if (alone && !wanted.isEmpty()) {
            throw new IllegalArgumentException("--account needs --bootstrap-servers: without it all is simulated");
        }
        Ending ending = new Ending();
        try {
            return alone ? demo(ending) : work(config, wanted, ending);
        } finally {
            ending.done();
        }
    }

    private int demo(Ending ending) {
        System.err.println("starts a Kafka broker, a simulated exchange and a worker; Ctrl-C ends it");
        try (Demo demo = new Demo(environment)) {
            System.err.println(demo.told());
            demo.print(System.out, length, ending);
        }
        return 0;
    }

    private int work(BridgeConfig config, Map<AccountName, AccountSpec> wanted, Ending ending) {
        CredentialSources credentials = CredentialSources.of(environment, config.credentialsDirectory());
        try (Bridge bridge = Bridge.start(config, credentials)) {
            add(config, wanted);
            long until = System.nanoTime() + length.toNanos();
            while (bridge.worker().isRunning() && System.nanoTime() - until < 0) {
                if (ending.isAskedWithin(TICK)) {
                    break;
                }
            }
            return bridge.worker().failure().isPresent() ? 1 : 0;
        }
    }

    /** What somebody has said of an account since is not taken back by a start. */
    private static void add(BridgeConfig config, Map<AccountName, AccountSpec> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        try (AccountsTopic topic = new AccountsTopic(config)) {
            Set<String> there = topic.list().keySet();
            wanted.forEach((name, spec) -> {
                if (!there.contains(name.text())) {
                    topic.put(name, spec);
                }
            });
        }
    }
}
