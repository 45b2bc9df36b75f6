package io.github.trackflux.kafka;

import java.util.List;

/** Settings that cannot be used: what the message names is to be set otherwise. */
final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
