/**
 * The simulated exchange in a JUnit test, five or six: start at {@link
 * io.github.trackflux.simulator.junit.SimulatorExtension}. Nothing else in this artifact needs JUnit, and it brings none.
 */
@NullMarked
package io.github.trackflux.simulator.junit;

import org.jspecify.annotations.NullMarked;
