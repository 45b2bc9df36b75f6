/** Open orders over HTTP: REST, server-sent events, and a page. Start at {@link io.github.trackflux.web.WebService}; {@code Journal} is its heart. */
@NullMarked
package io.github.trackflux.web;

import org.jspecify.annotations.NullMarked;
