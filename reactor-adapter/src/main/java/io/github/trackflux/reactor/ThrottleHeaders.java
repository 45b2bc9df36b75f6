package io.github.trackflux.reactor;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer's headers say about when and how often to call. Whatever cannot be read says nothing. */
final class ThrottleHeaders {
    private static final String REMAINING = "x-mbx-used-remain-limit";
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private ThrottleHeaders() {}

    /**
     * How long the server asks to wait, in whole seconds or until a date; zero for a date that has passed.
     *
     * @param stamp the server's clock, if the body shows it; the header {@code Date} comes first
     * @param here this machine's clock, for want of a better one
     */
    static Optional<Duration> retryAfter(HttpHeaders headers, Optional<Instant> stamp, Instant here) {
        String value = headers.get(HttpHeaderNames.RETRY_AFTER, "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (DIGITS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return date(value).map(until -> {
            Instant now =
                    date(headers.get(HttpHeaderNames.DATE, "")).or(() -> stamp).orElse(here);
            Duration wait = Duration.between(now, until);
            return wait.isNegative() ? Duration.ZERO : wait;
        });
    }

    /** How many more calls of this kind the server would bear in this second. */
    static Optional<Integer> remaining(HttpHeaders headers) {
        String value = headers.get(REMAINING, "").strip();
        return !value.isEmpty() && DIGITS.matcher(value).matches()
                ? Optional.of(Integer.valueOf(value))
                : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        @Nullable Date date = text.isEmpty() ? null : DateFormatter.parseHttpDate(text);
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
