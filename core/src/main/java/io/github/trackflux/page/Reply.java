package io.github.trackflux.page;

import java.time.Instant;
import java.util.Optional;

/**
 * The exchange's envelope, read.
 *
 * @param code the exchange's code, {@code 00000} for success; empty if the body has none
 * @param message the exchange's words, which may be translated and prove nothing
 * @param requestTime the server's clock when it answered
 * @param page the rows; present exactly if the call succeeded
 */
public record Reply(String code, String message, Optional<Instant> requestTime, Optional<Page> page) {}
