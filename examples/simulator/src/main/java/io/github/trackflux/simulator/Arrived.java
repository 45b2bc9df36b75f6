package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Reply;
import io.github.trackflux.simulator.wire.Passage;
import java.util.Optional;

/**
 * What came of a call.
 *
 * @param passage how it fares
 * @param reply what the exchange says; empty if it never got to see the call
 */
record Arrived(Passage passage, Optional<Reply> reply) {}
