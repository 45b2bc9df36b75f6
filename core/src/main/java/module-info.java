/**
 * Values and deterministic code: what a call asks, what an answer says, and what follows from it. Nothing in here sends,
 * waits, reads a clock or starts a thread; {@code trackflux-reactor} adds those.
 */
module io.github.trackflux.core {
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports io.github.trackflux.auth;
    exports io.github.trackflux.call;
    exports io.github.trackflux.event;
    exports io.github.trackflux.model;
    exports io.github.trackflux.page;
    exports io.github.trackflux.view;
}
