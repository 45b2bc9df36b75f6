/**
 * Reads what a hostile hand may have written: each {@link io.github.trackflux.fuzz.FuzzTarget} is one reader of untrusted
 * bytes, and {@link io.github.trackflux.fuzz.Fuzzing} feeds it mutations. Shared by the tests of all modules.
 */
package io.github.trackflux.fuzz;
