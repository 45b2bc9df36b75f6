package io.github.trackflux.fuzz;

import java.util.List;

/** A reader of untrusted bytes. */
public interface FuzzTarget {
    /** What it reads, in a word. */
    String name();

    /** Inputs that it can read, to be mutated. */
    List<byte[]> seeds();

    /** Pieces that mean something in such an input, good and bad. */
    List<String> tokens();

    /** Reads an input, and checks whatever it can of what it has read. */
    void read(byte[] input);

    /** Whether this is how it may refuse an input. */
    boolean isRefusal(Throwable error);

    /** How many bytes it may take on its own thread to read an input of that length. */
    default long mostBytes(int length) {
        return Long.MAX_VALUE;
    }
}
