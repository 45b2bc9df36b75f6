package io.github.trackflux.kafka;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker with all that belongs to it: topics that are there, health, metrics. */
final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Admin admin;
    private final Worker worker;
    private final Reachability kafka;
    private final Endpoint endpoint;

    private Bridge(Admin admin, Worker worker, Reachability kafka, Endpoint endpoint) {
        this.admin = admin;
        this.worker = worker;
        this.kafka = kafka;
        this.endpoint = endpoint;
    }

    /**
     * Starts one.
     *
     * @throws InvalidConfigException if the topics that are there do not fit
     */
    static Bridge start(BridgeConfig config, CredentialSources credentials) {
        Admin admin = Admin.create(config.clientProperties());
        try {
            int partitions = new TopicSetup(admin, config).ensure();
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Feeds feeds = new Feeds(config, credentials, new BridgeMetrics(registry));
            Worker worker = new Worker(config, feeds, partitions);
            Reachability kafka = new Reachability(admin);
            Endpoint endpoint = new Endpoint(config.http(), new Health(worker, kafka), registry);
            worker.start();
            LOG.atInfo()
                    .addKeyValue("group", config.group())
                    .addKeyValue("exchange", config.exchange())
                    .addKeyValue("http", endpoint.port())
                    .log("The worker runs");
            return new Bridge(admin, worker, kafka, endpoint);
        } catch (RuntimeException e) {
            admin.close(GRACE);
            throw e;
        }
    }

    Worker worker() {
        return worker;
    }

    int httpPort() {
        return endpoint.port();
    }

    @Override
    public void close() {
        worker.close();
        kafka.close();
        endpoint.close();
        // It would wait a minute for calls in flight that nobody waits for any more.
        admin.close(GRACE);
    }
}
