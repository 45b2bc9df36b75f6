/**
 * The library against a market that it cannot fool: one virtual clock, one seed, and an oracle that knows the truth. Start
 * at {@link io.github.trackflux.reactor.simulation.Scenario}; the quick way to play one is {@link
 * io.github.trackflux.reactor.simulation.QuickRun}, the whole stack is played by {@code FullRun} one package up.
 */
@NullMarked
package io.github.trackflux.reactor.simulation;

import org.jspecify.annotations.NullMarked;
