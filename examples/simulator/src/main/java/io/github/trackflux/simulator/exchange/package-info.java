/**
 * The rules of the endpoint: who may call, how often, with which parameters, and what the answer says; start at {@link
 * io.github.trackflux.simulator.exchange.Exchange}, or at {@link io.github.trackflux.simulator.exchange.Pages} to read
 * pages without keys, limits and JSON. Single-threaded and deterministic like the market under it; oddities are {@link
 * io.github.trackflux.simulator.exchange.Quirk}s.
 */
@NullMarked
package io.github.trackflux.simulator.exchange;

import org.jspecify.annotations.NullMarked;
