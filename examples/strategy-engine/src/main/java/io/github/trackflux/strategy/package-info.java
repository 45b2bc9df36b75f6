/**
 * Strategies on live orders, each with a paper account. Start at {@code Strategy}; {@code Mirror} and {@code Guard} are two,
 * and {@code Engine} runs them.
 */
@NullMarked
package io.github.trackflux.strategy;

import org.jspecify.annotations.NullMarked;
