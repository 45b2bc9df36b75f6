package io.github.trackflux.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads everything, and remembers it. */
class Recorder implements FuzzTarget {
    final List<String> seen = new ArrayList<>();

    @Override
    public String name() {
        return "anything";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of("some text".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> tokens() {
        return List.of("{", "}");
    }

    @Override
    public void read(byte[] input) {
        seen.add(new String(input, StandardCharsets.ISO_8859_1));
    }

    @Override
    public boolean isRefusal(Throwable error) {
        return false;
    }
}
