package io.github.trackflux.spring;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.reactor.ClientObserver;
import io.github.trackflux.reactor.LiveOptions;
import io.github.trackflux.reactor.LiveOrders;
import io.github.trackflux.reactor.TrackfluxMetrics;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.reactor.TrackingOrdersBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One client for the life of the application, its live orders, their health and their metrics. Each bean backs off where the
 * application has one of its own; for credentials from a vault, make a bean of {@link Credentials}.
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(TrackingOrders.class)
@EnableConfigurationProperties(TrackfluxProperties.class)
public class TrackfluxAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean({Exchange.class, TrackingOrders.class})
    Exchange exchange(TrackfluxProperties properties, ObjectProvider<Credentials> own) {
        Credentials credentials = own.getIfAvailable();
        return credentials == null ? Exchange.of(properties) : Exchange.real(properties, credentials);
    }

    @Bean
    @ConditionalOnMissingBean
    OrderQuery orderQuery(TrackfluxProperties properties) {
        return new OrderQuery(
                properties.productTypes(),
                Optional.ofNullable(properties.symbol()),
                Optional.ofNullable(properties.traderId()));
    }

    @Bean
    @ConditionalOnMissingBean
    TrackingOrders trackingOrders(
            TrackfluxProperties properties, Exchange exchange, ObjectProvider<ClientObserver> observer) {
        TrackingOrdersBuilder builder = TrackingOrders.builder(exchange.credentials())
                .every(properties.every())
                .holdDown(properties.holdDown())
                .callsPerSecond(properties.callsPerSecond());
        exchange.url().ifPresent(builder::baseUrl);
        if (properties.demoTrading()) {
            builder.demoTrading();
        }
        observer.ifAvailable(builder::observer);
        return builder.build();
    }

    /** Polls from the first subscriber on, and then whether somebody listens or not: health must mean something. */
    @Bean
    @ConditionalOnMissingBean
    LiveOrders liveOrders(TrackingOrders orders, OrderQuery query) {
        return orders.live(query, LiveOptions.DEFAULT.warm());
    }

    /** With Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metered {
        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean(ClientObserver.class)
        TrackfluxMetrics trackfluxMetrics(MeterRegistry registry) {
            return TrackfluxMetrics.in(registry);
        }
    }

    /** With Spring Boot's health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class Watched {
        @Bean
        @ConditionalOnEnabledHealthIndicator("trackflux")
        @ConditionalOnMissingBean
        FeedHealthIndicator trackfluxHealthIndicator(LiveOrders live, ObjectProvider<Exchange> exchange) {
            Exchange known = exchange.getIfAvailable();
            return new FeedHealthIndicator(live, known != null && known.isSimulated());
        }
    }
}
