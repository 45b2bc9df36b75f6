/**
 * The exchange on loopback: in process as {@link io.github.trackflux.simulator.SimulatedExchange}, or as a program of
 * its own. It puts real HTTP, real time and round trips around the pure {@code market}, {@code listing} and {@code
 * exchange}.
 */
@NullMarked
package io.github.trackflux.simulator;

import org.jspecify.annotations.NullMarked;
