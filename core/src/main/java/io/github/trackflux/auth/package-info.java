/** Who calls: credentials that cannot be printed, and their signature. Start at {@link io.github.trackflux.auth.Credentials}. */
@NullMarked
package io.github.trackflux.auth;

import org.jspecify.annotations.NullMarked;
