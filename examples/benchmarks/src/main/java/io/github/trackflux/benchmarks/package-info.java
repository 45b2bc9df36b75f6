/** How fast it is: one program, one command for each table. */
@NullMarked
package io.github.trackflux.benchmarks;

import org.jspecify.annotations.NullMarked;
