package io.github.trackflux.spring;

import io.github.trackflux.model.ProductType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose orders are watched, which, and how.
 *
 * @param key The API key; needed, unless the application has a bean of credentials or the exchange is simulated.
 * @param simulated Whether to start a simulated exchange inside where there is no key; its orders are made up.
 * @param baseUrl Another host than the live exchange: https, or http on this machine's loopback.
 * @param demoTrading Whether to read the demo account, which needs a demo key.
 * @param productTypes The families of futures to watch; each costs calls of its own.
 * @param symbol Only this trading pair, such as BTCUSDT.
 * @param traderId Only orders copied from this trader.
 * @param every From the start of one sweep to the start of the next, up to an hour; zero is as fast as the budget allows.
 * @param holdDown How far behind a replica of the exchange may be, up to 60 s.
 * @param callsPerSecond How many calls the exchange allows this user in any second.
 * @param simulator What the simulated exchange is like.
 */
@Validated
@ConfigurationProperties("trackflux")
public record TrackfluxProperties(
        @DefaultValue @Valid Key key,
        boolean simulated,
        @Nullable URI baseUrl,
        boolean demoTrading,
        @DefaultValue("USDT_FUTURES") @NotEmpty Set<ProductType> productTypes,

        @Nullable @Pattern(regexp = NAME, message = "must be 1 to 64 characters without spaces or asterisks")
        String symbol,

        @Nullable @Pattern(regexp = NAME, message = "must be 1 to 64 characters without spaces or asterisks")
        String traderId,

        @DefaultValue("0s")
        @DurationMin(message = "must be zero to an hour")
        @DurationMax(hours = 1, message = "must be zero to an hour")
        Duration every,

        @DefaultValue("2s")
        @DurationMin(message = "must be zero to 60 s")
        @DurationMax(seconds = 60, message = "must be zero to 60 s")
        Duration holdDown,

        @DefaultValue("10") @Min(value = 1, message = "must be 1 to 10") @Max(value = 10, message = "must be 1 to 10")
        int callsPerSecond,

        @DefaultValue @Valid Simulator simulator) {
    private static final String NAME = "[^\\s*]{1,64}";

    /** The key is checked as a whole: a message about one part would have to show it. */
    @AssertTrue(message = "needs all three of api-key, secret and passphrase, or none of them")
    boolean isKeyWhole() {
        return key.isWhole() || key.isAbsent();
    }

    /**
     * The three parts of a key with read permission.
     *
     * @param apiKey The API key.
     * @param secret The key's secret.
     * @param passphrase The passphrase that was chosen with the key.
     */
    public record Key(
            @Nullable Secret apiKey,
            @Nullable Secret secret,
            @Nullable Secret passphrase) {
        private Stream<@Nullable Secret> parts() {
            return Stream.of(apiKey, secret, passphrase);
        }

        boolean isWhole() {
            return parts().allMatch(part -> part != null && !part.isBlank());
        }

        boolean isAbsent() {
            return parts().allMatch(part -> part == null || part.isBlank());
        }
    }

    /**
     * What the simulated exchange is like.
     *
     * @param orders How many orders stand open.
     * @param seed The same seed gives the same orders.
     * @param changesPerSecond How many orders open, close and change in a second, each.
     */
    public record Simulator(
            @DefaultValue("60")
            @Min(value = 0, message = "must be 0 to 20,000")
            @Max(value = 20_000, message = "must be 0 to 20,000")
            int orders,

            @DefaultValue("1") long seed,

            @DefaultValue("0.3")
            @Min(value = 0, message = "must be 0 to 100")
            @Max(value = 100, message = "must be 0 to 100")
            double changesPerSecond) {}
}
