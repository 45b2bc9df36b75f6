package io.github.trackflux.kafka;

import io.github.trackflux.reactor.TrackingOrders;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads settings out of a file, then of the environment, which wins; and finds all that is wrong with them at once. */
final class ConfigReader {
    /** What exactly once rests on is not for setting. */
    private static final Set<String> OURS = Set.of(
            "bootstrap.servers",
            "acks",
            "enable.idempotence",
            "transactional.id",
            "transaction.timeout.ms",
            "max.in.flight.requests.per.connection",
            "isolation.level",
            "enable.auto.commit",
            "auto.offset.reset",
            "group.id",
            "group.protocol",
            "session.timeout.ms",
            "heartbeat.interval.ms",
            "partition.assignment.strategy",
            "partitioner.class",
            "partitioner.ignore.keys",
            "max.block.ms",
            "request.timeout.ms",
            "default.api.timeout.ms",
            "delivery.timeout.ms",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer");

    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, String> origins = new EnumMap<>(Setting.class);
    private final Map<String, String> client = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigReader() {}

    /**
     * Reads and checks.
     *
     * @param overrides of the command line, by key; they win
     * @throws InvalidConfigException names each key that is wrong, its value, where that was set, and what is allowed
     */
    static BridgeConfig read(Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
        ConfigReader reader = new ConfigReader();
        file.ifPresent(reader::file);
        environment.forEach((variable, value) ->
                Setting.keyOf(variable).ifPresent(key -> reader.take(key, value, "environment " + variable)));
        overrides.forEach((key, value) -> reader.take(key, value, "command line"));
        BridgeConfig config = reader.config();
        if (!reader.problems.isEmpty()) {
            throw new InvalidConfigException(reader.problems);
        }
        return config;
    }

    private void file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("the file " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
        properties.stringPropertyNames().forEach(key -> take(key, properties.getProperty(key), "file " + file));
    }

    private void take(String key, String value, String origin) {
        if (key.startsWith(Setting.CLIENT)) {
            String name = key.substring(Setting.CLIENT.length());
            if (OURS.contains(name)) {
                problems.add(
                        key + " cannot be set (" + origin + "): each event once rests on it, or another key sets it");
            }
            client.put(name, value);
            return;
        }
        Setting.of(key)
                .ifPresentOrElse(
                        setting -> {
                            values.put(setting, value.strip());
                            origins.put(setting, origin);
                        },
                        () -> problems.add("unknown key " + key + " (" + origin + "); allowed are " + Setting.keys()
                                + ", and what begins with " + Setting.CLIENT));
    }

    private BridgeConfig config() {
        return new BridgeConfig(
                text(Setting.BOOTSTRAP_SERVERS, ConfigReader::isServers),
                text(Setting.GROUP, text -> GROUP.matcher(text).matches()),
                new Topics(topic(Setting.TOPIC_ACCOUNTS), topic(Setting.TOPIC_EVENTS), topic(Setting.TOPIC_STATE)),
                number(Setting.TOPIC_PARTITIONS, 1, 1000),
                (short) number(Setting.TOPIC_REPLICATION, 1, 10),
                read(Setting.EXCHANGE_URL, ConfigReader::url),
                read(Setting.EXCHANGE_ADDRESSES, ConfigReader::addresses),
                time(Setting.POLL_EVERY, Duration.ZERO, Duration.ofHours(1)),
                number(Setting.CALLS_PER_SECOND, 1, 10),
                read(Setting.CREDENTIALS_DIRECTORY, ConfigReader::directory),
                time(Setting.LINGER, Duration.ZERO, Duration.ofSeconds(5)),
                time(Setting.IDLE_CHECKPOINT, Duration.ofSeconds(1), Duration.ofHours(1)),
                time(Setting.SESSION, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                read(Setting.HTTP, ConfigReader::address),
                client);
    }

    private String topic(Setting setting) {
        return text(setting, text -> TOPIC.matcher(text).matches());
    }

    private String text(Setting setting, Function<String, Boolean> allowed) {
        return read(setting, text -> {
            if (!allowed.apply(text)) {
                throw new IllegalArgumentException();
            }
            return text;
        });
    }

    private int number(Setting setting, int least, int most) {
        return read(setting, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    private Duration time(Setting setting, Duration least, Duration most) {
        return read(setting, text -> {
            Duration time = parsed(text);
            if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
                throw new IllegalArgumentException();
            }
            return time;
        });
    }

    private static Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The value, or what it is by default and a word on what is wrong with it. */
    private <T> T read(Setting setting, Function<String, T> reading) {
        String text = values.getOrDefault(setting, setting.usual);
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            // A URL may name a user, and then a password.
            String shown = text.contains("@") ? "a value with @" : "\"" + text + "\"";
            problems.add(setting.key + " must be " + setting.allowed + "; was " + shown + " ("
                    + origins.getOrDefault(setting, "by default") + ")");
            return reading.apply(setting.usual);
        }
    }

    private static boolean isServers(String text) {
        return text.isEmpty()
                || Arrays.stream(text.split(",", -1))
                        .allMatch(server -> HOST_PORT.matcher(server.strip()).matches());
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        // Which may be called is for the client to say; it is not asked for credentials before it is built.
        var unused = TrackingOrders.builder(() -> {
                    throw new IllegalStateException("no client is built of this");
                })
                .baseUrl(url);
        return url;
    }

    private static List<InetAddress> addresses(String text) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            // Numbers alone: a name would be looked up.
            if (!address.strip().matches("[0-9a-fA-F.:]+")) {
                throw new IllegalArgumentException();
            }
            try {
                addresses.add(InetAddress.getByName(address.strip()));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return addresses;
    }

    private static Optional<Path> directory(String text) {
        if (!text.isEmpty() && !Files.isDirectory(Path.of(text))) {
            throw new IllegalArgumentException();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    private static InetSocketAddress address(String text) {
        var parts = HOST_PORT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
            throw new IllegalArgumentException();
        }
        return new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
