/** What watches over the tests of every module: no secret of a test may be written anywhere. */
package io.github.trackflux.suite;
