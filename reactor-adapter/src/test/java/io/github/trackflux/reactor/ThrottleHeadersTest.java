package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleHeadersTest {
    private static final Instant STAMP = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant HERE = Instant.parse("2026-11-26T11:00:00Z");

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource(
            nullValues = "none",
            value = {
                "7, PT7S",
                "0, PT0S",
                "36000, PT10H",
                "'Thu, 26 Nov 2026 10:00:30 GMT', PT30S",
                "'Thursday, 26-Nov-26 10:00:30 GMT', PT30S",
                "'Thu Nov 26 10:00:30 2026', PT30S",
                "'Thu, 26 Nov 2026 09:00:00 GMT', PT0S",
                "'Fri, 31 Dec 9999 23:59:59 GMT', PT69890725H59M59S",
                "'Thu, 26 Nov', none",
                "-1, none",
                "1.5, none",
                "1e3, none",
                "soon, none",
                "99999999999999999999, none",
                "'', none"
            })
    void what_it_asks_for_is_judged_by_the_servers_clock(String value, Duration wait) {
        HttpHeaders headers = new DefaultHttpHeaders().add("Retry-After", value);

        assertThat(ThrottleHeaders.retryAfter(headers, Optional.of(STAMP), HERE))
                .isEqualTo(Optional.ofNullable(wait));
    }

    @Test
    void the_servers_clock_is_the_header_then_the_body_then_this_machines() {
        HttpHeaders headers = new DefaultHttpHeaders().add("Retry-After", "Thu, 26 Nov 2026 11:00:10 GMT");
        assertThat(ThrottleHeaders.retryAfter(headers, Optional.empty(), HERE)).contains(Duration.ofSeconds(10));
        assertThat(ThrottleHeaders.retryAfter(headers, Optional.of(STAMP), HERE))
                .contains(Duration.ofSeconds(3610));

        headers.add("Date", "Thu, 26 Nov 2026 11:00:05 GMT");
        assertThat(ThrottleHeaders.retryAfter(headers, Optional.of(STAMP), HERE))
                .contains(Duration.ofSeconds(5));
        headers.set("Date", "yesterday");
        assertThat(ThrottleHeaders.retryAfter(headers, Optional.of(STAMP), HERE))
                .contains(Duration.ofSeconds(3610));
    }

    @Test
    void no_header_asks_for_nothing() {
        assertThat(ThrottleHeaders.retryAfter(new DefaultHttpHeaders(), Optional.of(STAMP), HERE))
                .isEmpty();
        assertThat(ThrottleHeaders.remaining(new DefaultHttpHeaders())).isEmpty();
    }

    @ParameterizedTest(name = "remaining: {0}")
    @CsvSource(
            nullValues = "none",
            value = {"9, 9", "0, 0", "999999999, 999999999", "-1, none", "many, none", "99999999999, none", "'', none"})
    void how_many_calls_are_left_is_read_if_it_can_be(String value, Integer left) {
        HttpHeaders headers = new DefaultHttpHeaders().add("X-MBX-USED-REMAIN-LIMIT", value);

        assertThat(ThrottleHeaders.remaining(headers)).isEqualTo(Optional.ofNullable(left));
    }
}
