package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Checkpoints, with the sum that fits whatever was made of them, or as they come: the one is what somebody writes who knows
 * how to sum, the other what a disk does.
 */
public final class CheckpointTarget implements FuzzTarget {
    private static final int SMALLEST = 512 * 1024;
    private static final int TIMES = 200;

    private final boolean summed;

    private CheckpointTarget(boolean summed) {
        this.summed = summed;
    }

    /** Mutations are given the right sum. */
    public static CheckpointTarget summed() {
        return new CheckpointTarget(true);
    }

    /** Mutations are read as they are. */
    public static CheckpointTarget torn() {
        return new CheckpointTarget(false);
    }

    @Override
    public String name() {
        return summed ? "checkpoints with the right sum" : "checkpoints";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(CheckpointTest.rich().toJson());
    }

    @Override
    public List<String> tokens() {
        return List.of(
                "{",
                "}",
                "[",
                "]",
                "[[",
                ",",
                ":",
                "\"",
                "\\",
                "null",
                "true",
                "-1",
                "1e9",
                "9223372036854775808",
                "\"\"",
                "{}",
                "[]",
                "\\ud800",
                "\u0000",
                "\u00ff",
                "\"9999-12-31T23:59:60Z\"",
                "+999999999-12-31T23:59:59Z",
                "COIN-FUTURES",
                "1E999999999",
                "\"open\":[",
                "\"pasts\":[",
                "\"closed\":[],",
                "9".repeat(300),
                "[".repeat(40));
    }

    @Override
    public void read(byte[] input) {
        byte[] bytes = summed ? CheckpointTest.summed(new String(input, StandardCharsets.ISO_8859_1)) : input;
        Checkpoint checkpoint = Checkpoint.ofJson(bytes);
        assertThat(Checkpoint.ofJson(checkpoint.toJson())).isEqualTo(checkpoint);
        assertThat(checkpoint.existing())
                .hasSameSizeAs(checkpoint.view().orders().keySet());
    }

    /** Its message quotes nothing of the bytes. */
    @Override
    public boolean isRefusal(Throwable error) {
        return error instanceof CheckpointException
                && error.getMessage().length() < 500
                && !error.getMessage().contains("BTCUSDT");
    }

    /** Summing, reading, writing and reading again. */
    @Override
    public long mostBytes(int length) {
        return SMALLEST + (long) TIMES * length;
    }
}
