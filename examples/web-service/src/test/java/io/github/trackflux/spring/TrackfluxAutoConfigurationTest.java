package io.github.trackflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.reactor.ClientObserver;
import io.github.trackflux.reactor.LiveOrders;
import io.github.trackflux.reactor.TrackfluxMetrics;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.suite.TestSecrets;
import io.github.trackflux.view.FeedState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StreamUtils;

/** The beans, and when they are not made; the properties, and what is said of wrong ones. */
class TrackfluxAutoConfigurationTest {
    private static final String[] KEY = {
        "trackflux.key.api-key=" + TestSecrets.KEY,
        "trackflux.key.secret=" + TestSecrets.SECRET,
        "trackflux.key.passphrase=" + TestSecrets.PASSPHRASE
    };
    private final ApplicationContextRunner bare =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TrackfluxAutoConfiguration.class));
    private final ApplicationContextRunner runner = bare.withPropertyValues("trackflux.simulated=true");

    @Test
    void without_a_key_nothing_starts_unless_the_exchange_is_to_be_simulated() {
        bare.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("trackflux.key.api-key, trackflux.key.secret and trackflux.key.passphrase")
                .hasMessageContaining("trackflux.simulated=true"));
    }

    @Test
    void health_says_whether_the_orders_are_made_up() {
        runner.run(context -> assertThat(simulated(context)).isEqualTo(true));
        runner.withPropertyValues(KEY)
                .run(context -> assertThat(simulated(context)).isEqualTo(false));
        bare.withBean(TrackingOrders.class, TrackfluxAutoConfigurationTest::client)
                .run(context -> assertThat(simulated(context)).isEqualTo(false));
    }

    private static Object simulated(ApplicationContext context) {
        return context.getBean(FeedHealthIndicator.class).health().getDetails().get("simulated");
    }

    @Test
    void a_simulated_exchange_that_is_wanted_is_there_with_everything() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            assertThat(context).hasSingleBean(TrackingOrders.class).hasSingleBean(LiveOrders.class);
            assertThat(context).hasSingleBean(TrackfluxMetrics.class).hasSingleBean(HealthIndicator.class);
            assertThat(context.getBean(Exchange.class).isSimulated()).isTrue();
        });
    }

    @Test
    void with_a_key_it_is_the_real_one_which_is_not_called_before_somebody_listens() {
        bare.withPropertyValues(KEY).run(context -> {
            assertThat(context.getBean(Exchange.class)).hasToString("Bitget");
            assertThat(context.getBean(LiveOrders.class).currentHealth()).isEmpty();
        });
    }

    @Test
    void a_blank_key_is_none_since_that_is_what_an_unset_variable_leaves() {
        runner.withPropertyValues("trackflux.key.api-key=", "trackflux.key.secret=")
                .run(context -> assertThat(context.getBean(Exchange.class).isSimulated())
                        .isTrue());
    }

    @Test
    void the_applications_own_beans_come_first() {
        TrackingOrders own = client();
        bare.withBean(TrackingOrders.class, () -> own).run(context -> {
            assertThat(context.getBean(TrackingOrders.class)).isSameAs(own);
            assertThat(context).doesNotHaveBean(Exchange.class).hasSingleBean(LiveOrders.class);
        });
        OrderQuery query = OrderQuery.of(ProductType.COIN_FUTURES);
        runner.withBean(OrderQuery.class, () -> query)
                .run(context -> assertThat(context.getBean(OrderQuery.class)).isSameAs(query));
    }

    @Test
    void with_credentials_of_the_applications_own_no_key_is_needed_and_another_address_may_be_set() {
        bare.withBean(Credentials.class, TestSecrets::credentials)
                .withPropertyValues("trackflux.base-url=https://example.test")
                .run(context -> {
                    assertThat(context.getBean(Exchange.class)).hasToString("example.test");
                    assertThat(context.getBean(Exchange.class).isSimulated()).isFalse();
                });
    }

    @Test
    void a_key_comes_before_a_simulated_exchange() {
        runner.withPropertyValues(KEY)
                .run(context -> assertThat(context.getBean(Exchange.class).isSimulated())
                        .isFalse());
    }

    private static TrackingOrders client() {
        return TrackingOrders.builder(TestSecrets.credentials()).build();
    }

    @Test
    void an_observer_of_the_applications_own_takes_the_place_of_the_metrics() {
        TrackfluxMetrics own = TrackfluxMetrics.in(new SimpleMeterRegistry());
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(ClientObserver.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(ClientObserver.class)).isSameAs(own));
    }

    @Test
    void neither_micrometer_nor_health_need_be_there() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.health"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(TrackingOrders.class)
                        .doesNotHaveBean("trackfluxMetrics")
                        .doesNotHaveBean("trackfluxHealthIndicator"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calls-per-second=11 | must be 1 to 10",
                "every=2h | must be zero to an hour",
                "hold-down=61s | must be zero to 60 s",
                "symbol=BTC USDT | must be 1 to 64 characters without spaces or asterisks",
                "trader-id=***** | must be 1 to 64 characters without spaces or asterisks",
                "simulator.orders=20001 | must be 0 to 20,000",
                "base-url=https://example.test | trackflux.base-url needs a key",
            })
    void a_wrong_value_is_told_with_what_is_allowed(String property, String allowed) {
        runner.withPropertyValues("trackflux." + property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(allowed));
    }

    @Test
    void half_a_key_is_told_without_showing_it() {
        runner.withPropertyValues(
                        "trackflux.key.api-key=" + TestSecrets.KEY, "trackflux.key.secret=" + TestSecrets.SECRET)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("needs all three of api-key, secret and passphrase")
                        .hasMessageNotContaining(TestSecrets.MARKER));
        runner.withPropertyValues(KEY)
                .run(context -> assertThat(
                                context.getBean(TrackfluxProperties.class).toString())
                        .contains("•••")
                        .doesNotContain(TestSecrets.MARKER));
    }

    @Test
    void each_property_has_its_description_for_editors() throws Exception {
        String metadata = StreamUtils.copyToString(
                new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream(),
                StandardCharsets.UTF_8);
        int properties = metadata.indexOf("\"properties\"");
        String all = metadata.substring(properties);
        assertThat(all.split("\"name\"", -1)).hasSizeGreaterThan(15);
        assertThat(all.split("\"name\"", -1)).hasSameSizeAs(all.split("\"description\"", -1));
    }

    @Test
    void what_must_not_be_acted_on_is_down_and_what_is_not_whole_yet_out_of_service() {
        assertThat(FeedHealthIndicator.status(FeedState.LIVE)).isEqualTo(Status.UP);
        assertThat(FeedHealthIndicator.status(FeedState.DEGRADED)).isEqualTo(Status.UP);
        assertThat(FeedHealthIndicator.status(FeedState.SYNCING)).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(FeedHealthIndicator.status(FeedState.STALE)).isEqualTo(Status.DOWN);
        assertThat(FeedHealthIndicator.status(FeedState.HALTED)).isEqualTo(Status.DOWN);
    }
}
