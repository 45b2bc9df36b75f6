package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, they are read as what they say, or refused with a typed error; nothing else happens. */
class CheckpointLaws {
    private static final long SEED = Long.getLong("trackflux.seed", 20261126L);
    private static final int MUTATIONS = Integer.getInteger("trackflux.mutations", 20_000);
    private static final String[] SPLICES = {
        "null",
        "true",
        "-1",
        "1e9",
        "9223372036854775808",
        "\"\"",
        "{}",
        "[]",
        "[[",
        "}",
        "\\ud800",
        "\"9999-12-31T23:59:60Z\"",
        "+999999999-12-31T23:59:59Z",
        "COIN-FUTURES",
        "1E999999999",
        "\u0000",
        "\u00ff\u00fe",
        ",",
        ":",
        "\"open\":[",
        "\"pasts\":["
    };

    @Test
    void mutated_bytes_are_refused_or_read() {
        byte[] json = CheckpointTest.rich().toJson();
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            tried(mutated(json, random), "-Dtrackflux.seed=" + SEED + " #" + i);
        }
    }

    /** Behind the sum: what somebody made who knows how to sum. */
    @Test
    void mutated_bytes_with_the_right_sum_are_refused_or_read_and_written_again() {
        byte[] json = CheckpointTest.rich().toJson();
        Random random = new Random(SEED + 1);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String changed = new String(mutated(json, random), StandardCharsets.ISO_8859_1);
            read += tried(CheckpointTest.summed(changed), "-Dtrackflux.seed=" + SEED + " #" + i) ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    private static boolean tried(byte[] bytes, String name) {
        try {
            Checkpoint checkpoint = Checkpoint.ofJson(bytes);
            assertThat(Checkpoint.ofJson(checkpoint.toJson())).as(name).isEqualTo(checkpoint);
            return true;
        } catch (CheckpointException e) {
            assertThat(e.getMessage()).as(name).hasSizeLessThan(500).doesNotContain("BTCUSDT");
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(name, e);
        }
    }

    private static byte[] mutated(byte[] json, Random random) {
        byte[] bytes = json.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, random.nextInt(40));
            bytes = switch (random.nextInt(6)) {
                case 0 -> flipped(bytes, at, random);
                case 1 -> spliced(bytes, at, 0, SPLICES[random.nextInt(SPLICES.length)]);
                case 2 -> spliced(bytes, at, length, SPLICES[random.nextInt(SPLICES.length)]);
                case 3 -> spliced(bytes, at, length, "");
                case 4 -> spliced(bytes, at, 0, piece(json, random));
                default -> spliced(bytes, at, 1, "" + (char) ('0' + random.nextInt(10)));
            };
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static String piece(byte[] json, Random random) {
        int from = random.nextInt(json.length);
        int to = Math.min(json.length, from + random.nextInt(2_000));
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static byte[] spliced(byte[] bytes, int at, int instead, String with) {
        byte[] piece = with.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(bytes, bytes.length - instead + piece.length);
        System.arraycopy(piece, 0, all, at, piece.length);
        System.arraycopy(bytes, at + instead, all, at + piece.length, bytes.length - at - instead);
        return all;
    }
}
