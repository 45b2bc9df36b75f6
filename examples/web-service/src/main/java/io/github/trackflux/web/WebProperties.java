package io.github.trackflux.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How orders are shown.
 *
 * @param journal How many recent events are kept for those who reconnect.
 * @param hosts Names under which a browser may call this service; others are refused, since a page of anybody's could
 *     point a name of its own at this address.
 */
@Validated
@ConfigurationProperties("trackflux.web")
record WebProperties(
        @DefaultValue("2000")
        @Min(value = 100, message = "must be 100 to 100,000")
        @Max(value = 100_000, message = "must be 100 to 100,000")
        int journal,

        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) Set<String> hosts) {}
