package io.github.trackflux.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes an input in one to three small ways, the same ones for the same random numbers. */
public final class Mutator {
    private static final List<String> CHARSETS = List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "ISO-8859-1");
    private static final int MOST_TIMES = 2_000;

    private final List<byte[]> seeds;
    private final List<byte[]> tokens;
    private final Random random;

    public Mutator(List<byte[]> seeds, List<String> tokens, Random random) {
        this.seeds = List.copyOf(seeds);
        this.tokens = tokens.stream()
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.random = random;
    }

    /** The next input. */
    public byte[] next() {
        byte[] input = seeds.get(random.nextInt(seeds.size()));
        for (int times = random.nextInt(3); times >= 0; times--) {
            input = mutated(input);
        }
        return input;
    }

    private byte[] mutated(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int to = Math.min(input.length, at + random.nextInt(12));
        int one = Math.min(at + 1, input.length);
        return switch (random.nextInt(9)) {
            case 0 -> replaced(input, at, to, new byte[0]);
            case 1 -> replaced(input, at, at, Arrays.copyOfRange(input, at, to));
            case 2, 3 -> replaced(input, at, at, token());
            case 4 -> replaced(input, at, one, new byte[] {(byte) random.nextInt(256)});
            case 5 -> replaced(input, at, one, new byte[] {(byte) (' ' + random.nextInt(95))});
            case 6 -> random.nextInt(4) > 0 ? input : Arrays.copyOf(input, at);
            case 7 -> random.nextInt(4) > 0 ? input : recoded(input);
            default -> random.nextInt(8) > 0 ? input : replaced(input, at, at, many(token()));
        };
    }

    private byte[] token() {
        return tokens.get(random.nextInt(tokens.size()));
    }

    private byte[] many(byte[] token) {
        byte[] many = new byte[token.length * (1 + random.nextInt(MOST_TIMES))];
        for (int at = 0; at < many.length; at += token.length) {
            System.arraycopy(token, 0, many, at, token.length);
        }
        return many;
    }

    private byte[] recoded(byte[] input) {
        String charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
        return new String(input, StandardCharsets.UTF_8).getBytes(Charset.forName(charset));
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        byte[] result = Arrays.copyOf(input, input.length - (to - from) + by.length);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(input, to, result, from + by.length, input.length - to);
        return result;
    }
}
