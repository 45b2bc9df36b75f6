/** The bridge into Kafka: begin at {@link io.github.trackflux.kafka.Main} and {@code Worker}. */
@NullMarked
package io.github.trackflux.kafka;

import org.jspecify.annotations.NullMarked;
