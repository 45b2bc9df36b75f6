/**
 * Certificates for a server on loopback, good and bad, made when they are needed; start at {@link
 * io.github.trackflux.simulator.tls.Certificate}.
 */
@NullMarked
package io.github.trackflux.simulator.tls;

import org.jspecify.annotations.NullMarked;
