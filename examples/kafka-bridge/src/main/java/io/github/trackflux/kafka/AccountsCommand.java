package io.github.trackflux.kafka;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes to the accounts topic, and reads it: what {@code kafka-console-producer} could do, checked. */
abstract class AccountsCommand implements Callable<Integer> {
    @ParentCommand
    @Nullable
    Main program;

    @Override
    public Integer call() {
        Main parent = java.util.Objects.requireNonNull(program);
        BridgeConfig config = parent.config();
        if (config.bootstrapServers().isEmpty()) {
            throw new IllegalArgumentException("--bootstrap-servers is missing");
        }
        try (Admin admin = Admin.create(config.clientProperties())) {
            new TopicSetup(admin, config).requireAccounts();
        }
        try (AccountsTopic topic = new AccountsTopic(config)) {
            work(topic);
        }
        return 0;
    }

    abstract void work(AccountsTopic topic);

    @Command(
            name = "put-account",
            description =
                    "adds an account, changes what is watched of it, or makes its worker read its credentials anew")
    static final class PutAccount extends AccountsCommand {
        @Parameters(paramLabel = "NAME", description = "what you call it")
        String name = "";

        @Parameters(
                paramLabel = "REFERENCE|JSON",
                description = "where its credentials are, such as env:FUND7; or all of the record, {\"credentials\":…}")
        String spec = "";

        @Override
        void work(AccountsTopic topic) {
            AccountSpec read = spec.startsWith("{")
                    ? AccountSpec.ofJson(spec.getBytes(StandardCharsets.UTF_8))
                    : AccountSpec.of(spec);
            topic.put(new AccountName(name), read);
        }
    }

    @Command(name = "remove-account", description = "takes an account away, and all that is stored of it")
    static final class RemoveAccount extends AccountsCommand {
        @Parameters(paramLabel = "NAME", description = "what you call it")
        String name = "";

        @Override
        void work(AccountsTopic topic) {
            topic.remove(new AccountName(name));
        }
    }

    @Command(name = "list-accounts", description = "shows all accounts with their records")
    static final class ListAccounts extends AccountsCommand {
        @Override
        void work(AccountsTopic topic) {
            Consumer<String> line = System.out::println;
            topic.list().forEach((name, record) -> line.accept(name + " " + record));
        }
    }
}
