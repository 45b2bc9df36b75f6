package io.github.trackflux.simulator.exchange;

/** What a page query comes to. */
public sealed interface Outcome permits Page, Refusal {}
