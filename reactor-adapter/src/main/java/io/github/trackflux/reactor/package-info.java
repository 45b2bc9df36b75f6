/**
 * Tracking orders as Reactor streams: what core describes, sent and timed. Start at {@link
 * io.github.trackflux.reactor.TrackingOrders}; how a call is made is read top to bottom in its method {@code assemble}.
 *
 * <p><strong>Logging</strong>, through SLF4J. A healthy feed logs nothing above {@code DEBUG}, however long it runs.
 *
 * <ul>
 *   <li>{@code ERROR}: never. What ends a stream is its {@code onError}, and its subscriber's to tell.
 *   <li>{@code WARN}: a feed's list could not be read three times in a row, again every five minutes while that lasts; a code
 *       of the exchange that nobody knows, each once; this machine's clock is seconds off; the exchange refuses this
 *       machine's address; a {@link io.github.trackflux.reactor.ClientObserver} failed, with what it threw.
 *   <li>{@code INFO}: it can be read again.
 *   <li>{@code DEBUG}: each page that could not be had, after its retries; errors that come after the end; a refusal as too
 *       many; shared permits that cannot be asked.
 * </ul>
 *
 * <p>No line of its own names an order or a trader, none holds a key, a secret, a passphrase or a signature, and text that
 * the server sent is short and has no control characters. The HTTP client's wire log, which would show headers, is off and
 * cannot be turned on by {@code httpClient(…)}; a handler that a user puts into its pipeline sees everything.
 */
@NullMarked
package io.github.trackflux.reactor;

import org.jspecify.annotations.NullMarked;
