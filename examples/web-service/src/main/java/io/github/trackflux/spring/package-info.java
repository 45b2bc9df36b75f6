/**
 * The library as beans of a Spring Boot application. Start at {@link io.github.trackflux.spring.TrackfluxAutoConfiguration};
 * copy the package whole.
 */
@NullMarked
package io.github.trackflux.spring;

import org.jspecify.annotations.NullMarked;
